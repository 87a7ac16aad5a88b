using System.CommandLine;
using System.Text.Json;
using Parley.Cli.Client;
using Parley.Cli.Terminal;
using Parley.Cli.Wordings;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary><c>parley thread</c>: how a thread stands, lane by lane, and what was said in it.</summary>
internal sealed class ThreadVerb : ClientVerb
{
    private const int NameWidth = 6;

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
        return screen.Show(state, thread => screen.Columns(new DecisionText(screen.Words).Lanes(thread.Root)));
    }

    private static void Conversation(Screen screen, ApiAnswer said)
    {
        foreach (var message in said.Root.Each("data"))
        {
            var isPage = message.Text("from") == "page";
            var who = Cells.Left(screen.Words[isPage ? "page" : "person"], NameWidth);
            var at = screen.Words.At(message.Text("at")).EscapeMarkup();
            screen.Line($"  [grey]{at}[/]  [{(isPage ? "blue" : "green")}]{who}[/]  {Words(message, screen.Words)}");
        }
    }

    private static string Words(JsonElement message, Wording speech)
    {
        var words = message.Text("text").EscapeMarkup();
        var nothing = message.Each("attachments").Any() ? "attachment" : "no_text";
        if (words.Length == 0) words = $"[grey]{speech[nothing]}[/]";
        foreach (var reply in message.Each("quick_replies"))
            words += $" [grey]({reply.Text("title").EscapeMarkup()})[/]";
        foreach (var reaction in message.Each("reactions"))
            words += $" [yellow]{(reaction.Text("emoji") ?? reaction.Text("reaction")).EscapeMarkup()}[/]";
        return words;
    }
}
