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
    private readonly Option<string?> edition = Opt.Text("--edition", "DAY", "Judge by another edition.");

    private readonly Option<bool> messages = Opt.Flag("--messages", "Show what was said instead of the lanes.");

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
        var (of, person) = (parsed.GetRequiredValue(page), parsed.GetRequiredValue(psid));
        var path = $"threads/{Uri.EscapeDataString(of)}/{Uri.EscapeDataString(person)}";
        if (parsed.GetValue(messages))
            return screen.Show(await api.Get(path + "/messages", cancel), said => Conversation(screen, said));
        var state = await api.Get(path + Query.Of([("edition", parsed.GetValue(edition))]), cancel);
        return screen.Show(state, thread => screen.Columns(DecisionText.Lanes(thread.Root)));
    }

    private static void Conversation(Screen screen, ApiAnswer said)
    {
        foreach (var message in said.Root.Each("data"))
        {
            var who = message.Text("from") == "page" ? "[blue]page  [/]" : "[green]person[/]";
            screen.Line($"  [grey]{message.Text("at").EscapeMarkup()}[/]  {who}  {Words(message)}");
        }
    }

    private static string Words(JsonElement message)
    {
        var words = message.Text("text").EscapeMarkup();
        if (words.Length == 0) words = $"[grey]{(message.Each("attachments").Any() ? "(attachment)" : "(no text)")}[/]";
        foreach (var reply in message.Each("quick_replies"))
            words += $" [grey]({reply.Text("title").EscapeMarkup()})[/]";
        foreach (var reaction in message.Each("reactions"))
            words += $" [yellow]{(reaction.Text("emoji") ?? reaction.Text("reaction")).EscapeMarkup()}[/]";
        return words;
    }
}
