using System.Text.Json.Nodes;

namespace Parley.Cli.Scenarios;

/// <summary>
/// What no webhook tells, as it comes about on a platform: the person does it, or the page calls for it.
/// </summary>
internal static class ScenarioFacts
{
    /// <summary>The act by which a person brings a fact about, or null if people do not.</summary>
    public static JsonObject? ActOf(JsonObject fact)
    {
        var act = fact["is"]?.ToString() switch
        {
            "blocked" => "block",
            "unblocked" => "unblock",
            "muted" => "mute",
            "unmuted" => "unmute",
            "reported" => "report",
            "opted_out" => "opt_out",
            "opted_in" => "opt_in",
            "messages_off" => "messages_off",
            "login_connected" => "login_connect",
            "broadcast_ended" => "end_broadcast",
            _ => null,
        };
        if (act is null) return null;
        var body = new JsonObject { ["act"] = act };
        if (fact["media"] is { } media) body["post"] = media.DeepClone();
        return body;
    }

    /// <summary>The action of <c>moderate_conversations</c> that brings a fact about, or null if none does.</summary>
    public static string? ActionOf(JsonObject fact) => fact["is"]?.ToString() switch
    {
        "business_blocked" => "BLOCK_USER",
        "business_unblocked" => "UNBLOCK_USER",
        _ => null,
    };
}
