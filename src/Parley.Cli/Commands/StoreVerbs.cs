using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Terminal;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Storage;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary><c>parley store</c>: looks after a store that no server uses.</summary>
internal static class StoreVerbs
{
    /// <summary>The verb with its two parts.</summary>
    public static Command Create() => new("store", "Looks after a store while no server uses it.")
    {
        new Check(),
        new Rebuild(),
    };

    private abstract class StoreVerb : Command, IHasExamples
    {
        private readonly Option<string> location = new("--store")
        {
            Description = "The store's directory.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "parley-store",
        };

        private readonly Option<bool> json = Opt.Flag("--json", "Print the outcome as one JSON object.");

        protected StoreVerb(string name, string description)
            : base(name, description)
        {
            Options.Add(location);
            Options.Add(json);
            SetAction(Invoke);
        }

        public IReadOnlyList<string> Examples =>
            [$"parley store {Name}", $"parley store {Name} --store /var/lib/parley --json"];

        protected abstract int Run(IStore store, Screen screen);

        protected static string Named(IStore store) => store.Description.EscapeMarkup();

        private async Task<int> Invoke(ParseResult parsed, CancellationToken cancel)
        {
            var folder = parsed.GetValue(location)!;
            if (!Directory.Exists(folder) || Directory.GetFileSystemEntries(folder).Length == 0)
                throw CliException.Usage($"there is no store in {folder}: --store names its directory");
            try
            {
                await using var store = StoreFactory.Open(folder, new StoreOptions());
                return Run(store, Screen.For(parsed.InvocationConfiguration, parsed.GetValue(json)));
            }
            catch (StoreException fault)
            {
                throw new CliException(ExitCode.Missing, fault.Message, fault);
            }
        }
    }

    private sealed class Check() : StoreVerb(
        "check",
        "Replays the journal and compares everything made from it. Exit code 1 if something is not as it should be.")
    {
        protected override int Run(IStore store, Screen screen)
        {
            var findings = StoreMaintenance.Check(store);
            if (screen.Json)
            {
                screen.Plain(new JsonObject
                {
                    ["store"] = store.Description,
                    ["findings"] = new JsonArray([.. findings.Select(AsJson)]),
                }.ToJsonString());
            }
            else
            {
                foreach (var finding in findings) screen.Line(Line(finding));
                if (findings.Count == 0) screen.Line($"[green]✓[/] {Named(store)} agrees with its journal");
            }

            return findings.Count == 0 ? ExitCode.Done : ExitCode.Refused;
        }

        private static string Line(StoreFinding finding)
        {
            var way = finding.Rebuildable ? "parley store rebuild mends it" : "the journal itself is damaged";
            return $"[red]✗[/] {finding.ToString().EscapeMarkup()} [grey]({way})[/]";
        }

        private static JsonNode AsJson(StoreFinding finding) => new JsonObject
        {
            ["where"] = finding.Where,
            ["text"] = finding.Text,
            ["rebuildable"] = finding.Rebuildable,
        };
    }

    private sealed class Rebuild() : StoreVerb(
        "rebuild", "Makes the snapshots of all threads and the violations anew from the journal.")
    {
        protected override int Run(IStore store, Screen screen)
        {
            StoreMaintenance.Rebuild(store, FirstClosing);
            var done = new JsonObject { ["store"] = store.Description, ["rebuilt"] = true };
            if (screen.Json) screen.Plain(done.ToJsonString());
            else screen.Line($"[green]✓[/] {Named(store)}: snapshots and violations made anew from the journal");
            return ExitCode.Done;
        }

        // The earliest in any edition: a server that meets a closing which is none in its page's edition looks again.
        private static Moment FirstClosing(ThreadKey thread, ThreadState state) =>
            EditionCatalogue.All.Select(edition => edition.NextClosing(in state, Moment.Never)).Where(at => at.Happened)
                .DefaultIfEmpty(Moment.Never).Min();
    }
}
