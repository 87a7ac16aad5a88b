using System.Text.Json.Nodes;
using Parley.Cli.Wordings;

namespace Parley.Cli.Scenarios;

/// <summary>An act in words for people.</summary>
internal static class ActWords
{
    /// <summary>What the person says, or does; an act without words of its own is told by its name.</summary>
    /// <param name="act">The act's body.</param>
    /// <param name="offered">Titles of the quick replies offered so far, by payload.</param>
    /// <param name="words">The language.</param>
    public static string Of(JsonObject act, IReadOnlyDictionary<string, string> offered, Wording words)
    {
        var name = Text(act, "act") ?? "";
        var key = "act." + name;
        if (Text(act, "ref") is not null && words.Has(key + ".ref")) key += ".ref";
        return words.Has(key)
            ? words.Filled(
                key,
                ("text", Text(act, "text") ?? ""),
                ("offered", offered.GetValueOrDefault(Text(act, "payload") ?? "", words["act.offered"])),
                ("button", Text(act, "button") ?? Text(act, "title") ?? Text(act, "payload") ?? ""),
                ("reaction", Text(act, "reaction") ?? ""),
                ("ref", Text(act, "ref") ?? ""))
            : name;
    }

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
