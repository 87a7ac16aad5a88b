using System.CommandLine;
using System.Globalization;
using NodaTime.Text;
using Parley.Cli.Client;
using Parley.Cli.Demo;
using Parley.Cli.Scenarios;
using Parley.Cli.Serving;
using Parley.Cli.Terminal;
using Parley.Cli.Wordings;
using Parley.Server.Campaigns;
using Parley.Server.Hosting;

namespace Parley.Cli.Commands;

/// <summary><c>parley demo</c>: server, bot and a person play a story and the policy judges it.</summary>
internal sealed class DemoVerb : Command, IHasExamples
{
    private const string Story = "first-conversation.json";
    private const string StoryOfAnyBot = "any-bot.json";

    private readonly Option<int> port = new("--port")
    {
        Description = "Where the server listens on 127.0.0.1; a free port if left out.",
        HelpName = "PORT",
    };

    private readonly Option<string?> bot = new("--bot")
    {
        Description = "The webhook of a bot of your own; its tokens are printed, and it is awaited.",
        HelpName = "URL",
    };

    private readonly Option<string> language = Opt.Language();
    private readonly Option<bool> json = Opt.Flag("--json", "Tell each step as one line of JSON.");
    private readonly Option<string?> story = Opt.Text(
        "--story", "FILE", "Another scenario file; FILE#ROW or FILE#NAME is one story of a book.");

    public DemoVerb()
        : base(
            "demo",
            "Plays a conversation from Get Started to a block, with a real bot and a virtual clock. Exit code 1 if a "
            + "step does not come out as told.")
    {
        foreach (var option in (Option[])[port, bot, story, language, json]) Options.Add(option);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "parley demo",
        "parley demo --port 5280",
        "parley demo --bot http://127.0.0.1:3000/webhook",
        "parley demo --story tests/scenarios/human-agent-messenger.json",
        "parley demo --story tests/scenarios/oracle/window.json#5",
    ];

    private async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        var words = Wording.Languages[parsed.GetValue(language)!];
        var screen = Screen.For(parsed.InvocationConfiguration, parsed.GetValue(json), words);
        var own = parsed.GetValue(bot);
        var scenario = await Read(parsed.GetValue(story), own is null ? Story : StoryOfAnyBot, cancel);
        var needsBot = scenario.Steps.Any(step => step.Answer is not null);
        var folder = needsBot && own is null ? SampleBot.Folder() : null;
        if (folder is not null) await NodeTools.Prepare(folder, screen.Note, cancel);

        await using var server = await RunningServer.Start(Settings(scenario, parsed.GetValue(port)), cancel);
        using var api = ParleyApi.Connect(server.Origin, key: null, words.Language);
        var cast = await Cast.Create(api, scenario, cancel);
        screen.Note(words.Filled(
            "story.server", ("origin", server.Origin), ("at", words.At(scenario.Starts))));
        if (folder is null)
        {
            if (needsBot) await OwnBot.Await(screen, api, cast, scenario.Channel, own!, cancel);
            return await Play(screen, api, scenario, cast, voice: null, cancel);
        }

        var app = cast.Apps["bot"];
        await using var sample = await SampleBot.Start(folder, server.Origin, app, port: 0, screen.Note, cancel);
        await cast.Subscribe(api, "bot", scenario.Channel, sample.Callback, cancel);
        screen.Note(words.Filled(
            "story.bot", ("callback", sample.Callback), ("id", sample.Id.ToString(CultureInfo.InvariantCulture))));
        return await Play(screen, api, scenario, cast, sample, cancel);
    }

    private static async Task<int> Play(
        Screen screen, ParleyApi api, Scenario scenario, Cast cast, IVoice? voice, CancellationToken cancel)
    {
        var printer = new StoryPrinter(screen, scenario);
        printer.Opening();
        var runner = new ScenarioRunner(api, scenario, cast, voice) { Words = screen.Words };
        var asTold = await runner.Run(printer.Tell, cancel);
        printer.Ending(asTold);
        return asTold ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<Scenario> Read(string? file, string usual, CancellationToken cancel)
    {
        if (file is not null)
        {
            var (path, named) = file.Split('#', 2) is [var book, var one] ? (book, one) : (file, null);
            return ScenarioBook.One(await InputFile.Read(path, TextReader.Null, cancel), path, named);
        }

        await using var stream = typeof(DemoVerb).Assembly.GetManifestResourceStream(usual)!;
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancel);
        return Scenario.Parse(memory.ToArray(), usual);
    }

    private static ServerOptions Settings(Scenario scenario, int port) => new()
    {
        Store = ServerOptions.InMemory,
        Urls = $"http://127.0.0.1:{port}",
        VirtualClock = true,
        Campaigns = new CampaignOptions { LeastAudience = 0 },
        ClockStart = InstantPattern.ExtendedIso.Parse(scenario.Starts) is { Success: true } start
            ? start.Value
            : throw CliException.Usage($"`starts` is `{scenario.Starts}`: expected an instant in UTC"),
    };
}
