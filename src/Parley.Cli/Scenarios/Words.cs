using System.Text.Json.Nodes;

namespace Parley.Cli.Scenarios;

/// <summary>An act in words for people.</summary>
internal static class ActWords
{
    /// <summary>What the person says, or does.</summary>
    /// <param name="act">The act's body.</param>
    /// <param name="offered">Titles of the quick replies offered so far, by payload.</param>
    public static string Of(JsonObject act, IReadOnlyDictionary<string, string> offered) => Text(act, "act") switch
    {
        "message" => $"“{Text(act, "text")}”",
        "quick_reply" => $"taps ({offered.GetValueOrDefault(Text(act, "payload") ?? "", "a quick reply")})",
        "postback" => $"taps {Text(act, "button") ?? Text(act, "title") ?? Text(act, "payload")}",
        "get_started" => "taps Get Started",
        "reaction" => $"reacts with {Text(act, "reaction")}",
        "unreact" => "takes the reaction back",
        "link" => Text(act, "ref") is { } name ? $"opens a link with ref {name}" : "opens a link without a ref",
        "read" => "reads everything",
        "block" => "blocks the page",
        "unblock" => "lifts the block",
        "mute" => "mutes the thread",
        "unmute" => "ends the mute",
        var other => other ?? "(no act)",
    };

    private static string? Text(JsonObject of, string name) => of[name]?.ToString();
}

/// <summary>A Send API request in words for people.</summary>
internal static class SendWords
{
    /// <summary>What is sent.</summary>
    public static string Of(JsonObject request)
    {
        if (request["sender_action"] is { } action) return $"({action})";
        return request["message"]?["text"] is { } text ? $"“{text}”" : "(attachment)";
    }

    /// <summary>The text, if the request is a plain text of type UPDATE and no more; else null.</summary>
    public static string? PlainText(JsonObject request) =>
        request.Count == 3
        && request["messaging_type"]?.ToString() == "UPDATE"
        && request["message"] is JsonObject { Count: 1 } message
            ? message["text"]?.ToString()
            : null;
}
