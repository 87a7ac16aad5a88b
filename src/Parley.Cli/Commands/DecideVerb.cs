using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Client;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley decide</c>: what would happen to a send, and why; nothing is sent.</summary>
internal sealed class DecideVerb : ClientVerb
{
    private readonly SendOptions request;
    private readonly Option<string?> page = Picked.PageOption();
    private readonly (string Field, Option<string?> Option)[] fields =
    [
        ("app", Opt.Text("--app", "APP", "The app that would send.")),
        ("author", Opt.OneOf("--author", "Who would write it.", "human", "bot")),
        ("at", Opt.Text("--at", "INSTANT", "When, in the platform's time; now if left out.")),
        ("edition", Opt.Text("--edition", "DAY", "Judge by another edition.")),
        ("mode", Opt.OneOf("--mode", "How violations are treated.", "emulate", "strict")),
    ];

    public DecideVerb(TextReader input)
        : base(
            "decide",
            "What would happen to a send, by every lane; nothing is sent. Exit code 1 if refused or violated.",
            "parley decide \"Ready tomorrow\" --to 7000000000000001",
            "parley decide \"Ready tomorrow\" --to 7000000000000001 --at 2026-03-05T09:00:00.000Z",
            "parley decide \"It was found\" --tag HUMAN_AGENT --author human --to 7000000000000001 --json")
    {
        request = new SendOptions(input);
        request.AddTo(this);
        Options.Add(page);
        foreach (var (_, option) in fields) Options.Add(option);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
    {
        var body = new JsonObject { ["request"] = await request.Read(parsed, cancel) };
        body["page"] = parsed.GetValue(page) ?? await Picked.OnlyPage(api, cancel);
        foreach (var (field, option) in fields)
        {
            if (parsed.GetValue(option) is { } value) body[field] = value;
        }

        var answer = await api.Post("decide", body, cancel);
        screen.Show(answer, decision => DecisionText.Print(screen, decision.Root));
        return Sound(answer.Root) ? ExitCode.Done : ExitCode.Refused;
    }

    private static bool Sound(JsonElement decision) =>
        decision.Member("wire").Flag("accept")
        && !decision.Each("policy").Any(finding => finding.Text("level") == "violation");
}
