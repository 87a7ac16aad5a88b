using System.Text.Json;
using Parley.Cli.Client;
using Spectre.Console;

namespace Parley.Cli.Terminal;

/// <summary>One row of the journal in one line of markup.</summary>
internal static class EventLine
{
    private const int KindWidth = 16;

    /// <summary>The instant, the kind in its colour, the thread, and what matters of the body.</summary>
    public static string Of(JsonElement row)
    {
        var kind = Escaped(row, "kind");
        var (at, thread) = (Escaped(row, "at"), $"{Escaped(row, "page")}/{Escaped(row, "psid")}");
        return $"[grey]{at}[/] [{Colour(kind)}]{kind.PadRight(KindWidth)}[/] [grey]{thread}[/]  {Rest(kind, row)}";
    }

    private static string Rest(string kind, JsonElement row)
    {
        string[] parts = [Words(row), Escaped(row, "action"), Escaped(row, "reaction"), Escaped(row, "emoji")];
        var words = string.Join(' ', parts.Where(part => part.Length > 0));
        return kind switch
        {
            "sent" or "sender_action" => $"{words}  [green]{Escaped(row, "lane")}[/]{Findings(row)}",
            "refused" => $"{words}  [red]{Escaped(row, "reason")}[/]",
            "unanswered" => Findings(row).TrimStart(),
            _ when row.Text("previous_owner_app_id") is not null || row.Text("owner_app_id") is not null =>
                $"{Owner(row, "previous_owner_app_id")} → {Owner(row, "owner_app_id")} {Escaped(row, "metadata")}",
            _ => words,
        };
    }

    private static string Owner(JsonElement row, string name) =>
        row.Text(name) is { } app ? app.EscapeMarkup() : "idle";

    private static string Findings(JsonElement row) => string.Concat(row.Each("policy").Select(finding =>
        $"  [yellow]{Escaped(finding, "level")}: {Escaped(finding, "rule")}[/]"
        + $" [grey]{Escaped(finding, "because")}[/]"));

    private static string Words(JsonElement row)
    {
        var message = row.Member("message") is { ValueKind: JsonValueKind.Object } sent ? sent : row;
        if (message.Text("text") is { } text) return $"“{text.ReplaceLineEndings(" ").EscapeMarkup()}”";
        if (row.Text("title") is { } title) return $"({title.EscapeMarkup()})";
        if (row.Text("ref") is { } link) return $"ref {link.EscapeMarkup()}";
        var attached = message.Member("attachment").ValueKind is JsonValueKind.Object;
        return attached || message.Each("attachments").Any() ? "(attachment)" : "";
    }

    private static string Colour(string kind) => kind switch
    {
        "sent" or "sender_action" => "blue",
        "refused" => "red",
        "blocked" or "business_blocked" or "messages_off" or "opted_out" or "muted" or "topic_stopped" => "yellow",
        "unanswered" => "yellow",
        _ => "green",
    };

    private static string Escaped(JsonElement of, string name) => of.Member(name).ToString().EscapeMarkup();
}
