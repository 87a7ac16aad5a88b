using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Client;
using Parley.Cli.Terminal;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary><c>parley clock</c>: shows the platform's time, sets it, moves it forward.</summary>
internal static class ClockVerbs
{
    /// <summary>The verb with its three parts.</summary>
    public static Command Create() => new("clock", "The platform's time: show it, set it, move it forward.")
    {
        new Show(),
        new Set(),
        new Advance(),
    };

    private static void Tell(Screen screen, ApiAnswer clock)
    {
        var mode = clock.Text("mode") ?? "";
        var pace = mode != "virtual" ? "" : clock.Root.Flag("running") ? ", running" : ", frozen";
        screen.Line($"[bold]{clock.Text("now").EscapeMarkup()}[/]  {mode.EscapeMarkup()}{pace}");
    }

    private sealed class Show()
        : ClientVerb("show", "Shows the platform's time.", "parley clock show", "parley clock show --json")
    {
        protected override async Task<int> Run(
            ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel) =>
            screen.Show(await api.Get("clock", cancel), clock => Tell(screen, clock));
    }

    private sealed class Set : ClientVerb
    {
        private readonly Option<string?> mode =
            Opt.OneOf("--mode", "The machine's time, or one of its own.", "real", "virtual");

        private readonly Option<string?> now = Opt.Text("--now", "INSTANT", "The instant it shall be; forward only.");

        private readonly Option<bool?> running = new("--running")
        {
            Description = "Whether a virtual clock runs by itself: true or false.",
            HelpName = "BOOL",
        };

        public Set()
            : base(
                "set",
                "Changes the clock's mode, instant or whether it runs.",
                "parley clock set --mode virtual --now 2026-03-02T09:00:00.000Z",
                "parley clock set --running true")
        {
            foreach (var option in (Option[])[mode, now, running]) Options.Add(option);
        }

        protected override async Task<int> Run(
            ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
        {
            var body = new JsonObject();
            if (parsed.GetValue(mode) is { } how) body["mode"] = how;
            if (parsed.GetValue(now) is { } instant) body["now"] = instant;
            if (parsed.GetValue(running) is { } runs) body["running"] = runs;
            if (body.Count == 0) throw CliException.Usage("nothing to set: expected --mode, --now or --running");
            return screen.Show(await api.Put("clock", body, cancel), clock => Tell(screen, clock));
        }
    }

    private sealed class Advance : ClientVerb
    {
        private readonly Option<string?> by = Opt.Text("--by", "DURATION", "By a duration, as PT24H, P7D or PT0.001S.");

        private readonly Option<string?> to = Opt.Text("--to", "INSTANT", "To an instant.");

        private readonly Option<bool> next = Opt.Flag("--next", "To what falls due next, or closes.");

        public Advance()
            : base(
                "advance",
                "Moves a virtual clock forward; returns when all that fell due is done.",
                "parley clock advance --by PT24H",
                "parley clock advance --by PT0.001S",
                "parley clock advance --to 2026-03-09T09:00:00.000Z",
                "parley clock advance --next")
        {
            foreach (var option in (Option[])[by, to, next]) Options.Add(option);
        }

        protected override async Task<int> Run(
            ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
        {
            var body = new JsonObject();
            if (parsed.GetValue(by) is { } duration) body["by"] = duration;
            if (parsed.GetValue(to) is { } instant) body["to"] = instant;
            if (parsed.GetValue(next)) body["next"] = true;
            if (body.Count != 1) throw CliException.Usage("expected one of --by, --to and --next");
            return screen.Show(await api.Post("clock/advance", body, cancel), clock => Tell(screen, clock));
        }
    }
}
