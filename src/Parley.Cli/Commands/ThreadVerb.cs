using System.CommandLine;
using System.Text.Json;
using Parley.Cli.Client;
using Parley.Cli.Terminal;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary><c>parley thread</c>: how a thread stands, lane by lane, and what was said in it.</summary>
internal sealed class ThreadVerb : ClientVerb
{
    private readonly Argument<string> page = new("page") { Description = "The page." };
    private readonly Argument<string> psid = new("psid") { Description = "The person as this page sees them." };
    private readonly Option<string?> edition = new("--edition") { Description = "Judge by another edition.", HelpName = "DAY" };
    private readonly Option<bool> messages = new("--messages") { Description = "Show what was said instead of the lanes." };

    public ThreadVerb()
        : base(
            "thread",
            "How a thread stands: every lane, open or shut, until when and why.",
            "parley thread 100000000000001 7000000000000001",
            "parley thread 100000000000001 7000000000000001 --messages",
            "parley thread 100000000000001 7000000000000001 --edition 2021-10-01 --json")
    {
        Arguments.Add(page);
        Arguments.Add(psid);
        Options.Add(messages);
        Options.Add(edition);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
    {
        var path = $"threads/{Uri.EscapeDataString(parsed.GetRequiredValue(page))}/{Uri.EscapeDataString(parsed.GetRequiredValue(psid))}";
        if (parsed.GetValue(messages)) return screen.Show(await api.Get(path + "/messages", cancel), said => Conversation(screen, said));
        var query = parsed.GetValue(edition) is { } day ? $"?edition={Uri.EscapeDataString(day)}" : "";
        return screen.Show(await api.Get(path + query, cancel), state => screen.Columns(DecisionText.Lanes(state.Root)));
    }

    private static void Conversation(Screen screen, ApiAnswer said)
    {
        foreach (var message in said.Root.GetProperty("data").EnumerateArray())
        {
            var page = message.GetProperty("from").GetString() == "page";
            var who = page ? "[blue]page  [/]" : "[green]person[/]";
            screen.Line($"  [grey]{Text(message, "at").EscapeMarkup()}[/]  {who}  {Words(message)}");
        }
    }

    private static string Words(JsonElement message)
    {
        var words = Text(message, "text").EscapeMarkup();
        if (words.Length == 0) words = message.TryGetProperty("attachments", out _) ? "[grey](attachment)[/]" : "[grey](no text)[/]";
        if (message.TryGetProperty("quick_replies", out var replies) && replies.ValueKind is JsonValueKind.Array)
        {
            foreach (var reply in replies.EnumerateArray()) words += $" [grey]({Text(reply, "title").EscapeMarkup()})[/]";
        }

        if (message.TryGetProperty("reactions", out var reactions) && reactions.ValueKind is JsonValueKind.Array)
        {
            foreach (var reaction in reactions.EnumerateArray())
                words += $" [yellow]{(Text(reaction, "emoji") is { Length: > 0 } emoji ? emoji : Text(reaction, "reaction")).EscapeMarkup()}[/]";
        }

        return words;
    }

    private static string Text(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()!
            : "";
}
