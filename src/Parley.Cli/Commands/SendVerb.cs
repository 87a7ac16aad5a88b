using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Client;
using Parley.Cli.Terminal;
using Parley.Cli.Wordings;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary><c>parley send</c>: a page writes, through the real Send API with a real page token.</summary>
internal sealed class SendVerb : ClientVerb
{
    private readonly SendOptions request;
    private readonly Option<string?> page = Picked.PageOption();
    private readonly Option<string?> app =
        Opt.Text("--app", "APP", "The app that sends; the page's first if left out.");

    private readonly Option<string?> token =
        Opt.Text("--token", "TOKEN", "A page access token; asked from the server if left out.");

    private readonly Option<string?> version =
        Opt.Text("--graph-version", "V", "The Graph version in the path, as v12.0.");

    public SendVerb(TextReader input)
        : base(
            "send",
            "The page sends through the Send API and is told why it may not.",
            "parley send \"We open at eight\" --to 7000000000000001",
            "parley send --action typing_on --to 7000000000000001",
            "parley send \"A colleague found it\" --tag HUMAN_AGENT --to 7000000000000001",
            "parley send --request body.json --json")
    {
        request = new SendOptions(input);
        request.AddTo(this);
        foreach (var option in (Option[])[page, app, token, version]) Options.Add(option);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
    {
        var body = await request.Read(parsed, cancel);
        var given = parsed.GetValue(token);
        var sender = given is null
            ? await PageTokens.Find(api, parsed.GetValue(page), parsed.GetValue(app), cancel)
            : new PageToken("me", parsed.GetValue(app), given);
        var path = parsed.GetValue(version) is { } named ? $"{Uri.EscapeDataString(named)}/me/messages" : "me/messages";
        var answer = await api.Graph(path, body, sender.Token, cancel);

        if (screen.Json) screen.Raw(answer);
        if (answer.Ok)
        {
            var mid = answer.Text("message_id") is { } made ? $"  mid {made.EscapeMarkup()}" : "";
            if (!screen.Json) screen.Line($"[green]✓ {screen.Words["accepted"]}[/]{mid}");
            return ExitCode.Done;
        }

        var refused = GraphRefusal(answer, screen.Words);
        if (!screen.Json && given is null) await Explain(api, screen, sender, body, cancel);
        throw refused;
    }

    private static CliException GraphRefusal(ApiAnswer answer, Wording words)
    {
        var error = answer.Root.Member("error");
        if (answer.Status >= 500 || error.Number("code") is null) return answer.Fault();
        var told = ("message", error.Text("message") ?? "");
        return new CliException(
            ExitCode.Refused, words.Filled("platform_refused", told, ("code", DecisionText.Code(words, error))));
    }

    private static async Task Explain(
        ParleyApi api, Screen screen, PageToken sender, JsonObject body, CancellationToken cancel)
    {
        var question = new JsonObject { ["page"] = sender.Page, ["app"] = sender.App, ["request"] = body.DeepClone() };
        var decision = await api.Post("decide", question, cancel);
        if (decision.Ok) DecisionText.Print(screen, decision.Root);
    }
}
