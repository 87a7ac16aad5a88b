using System.Text.Json;
using Spectre.Console;

namespace Parley.Cli.Terminal;

/// <summary>One row of the journal in one line of markup.</summary>
internal static class EventLine
{
    private const int KindWidth = 13;

    /// <summary>The instant, the kind in its colour, the thread, and what matters of the body.</summary>
    public static string Of(JsonElement row)
    {
        var kind = Text(row, "kind");
        var body = row.TryGetProperty("body", out var inner) && inner.ValueKind is JsonValueKind.Object ? inner : row;
        return $"[grey]{Text(row, "at")}[/] [{Colour(kind)}]{kind.PadRight(KindWidth)}[/] [grey]{Text(row, "page")}/{Text(row, "psid")}[/] {Rest(kind, body)}";
    }

    private static string Rest(string kind, JsonElement body)
    {
        var words = string.Join(' ', new[] { Words(body), Text(body, "action"), Text(body, "reaction"), Text(body, "emoji") }
            .Where(part => part.Length > 0));
        return kind switch
        {
            "sent" or "sender_action" => $"{words}  [green]{Lane(body)}[/]{Finding(body)}",
            "refused" => $"{words}  [red]{Text(body, "reason")}[/]",
            _ => words,
        };
    }

    private static string Lane(JsonElement body) => Text(body, "lane") is { Length: > 0 } lane ? lane : "";

    private static string Finding(JsonElement body) =>
        Text(body, "rule") is { Length: > 0 } rule ? $"  [yellow]{Text(body, "level")}: {rule}[/]" : "";

    private static string Words(JsonElement body)
    {
        var message = body.TryGetProperty("message", out var inner) && inner.ValueKind is JsonValueKind.Object ? inner : body;
        if (Text(message, "text") is { Length: > 0 } text) return $"“{text.Replace('\n', ' ')}”";
        if (Text(body, "title") is { Length: > 0 } title) return $"({title})";
        if (Text(body, "ref") is { Length: > 0 } link) return $"ref {link}";
        return message.TryGetProperty("attachment", out _) || message.TryGetProperty("attachments", out _) ? "(attachment)" : "";
    }

    private static string Colour(string kind) => kind switch
    {
        "sent" or "sender_action" => "blue",
        "refused" => "red",
        "blocked" or "muted" => "yellow",
        _ => "green",
    };

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString().EscapeMarkup()
            : "";
}
