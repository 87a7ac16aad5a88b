using System.CommandLine;
using Parley.Cli.Client;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley world</c>: apps, pages, people and their settings as one file, out and in.</summary>
internal static class WorldVerbs
{
    /// <summary>The verb with its two parts.</summary>
    public static Command Create(TextReader input) => new("world", "Apps, pages and people as one JSON file.")
    {
        new Export(),
        new Import(input),
    };

    private sealed class Export : ClientVerb
    {
        private readonly Option<string?> file =
            Opt.Text("--out", "FILE", "Where to write it; standard output if left out.");

        public Export()
            : base(
                "export",
                "Writes the world as JSON.",
                "parley world export > world.json",
                "parley world export --out world.json") =>
            Options.Add(file);

        protected override async Task<int> Run(
            ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
        {
            var world = await api.Get("world", cancel);
            if (!world.Ok) throw world.Fault();
            if (parsed.GetValue(file) is not { } path)
            {
                screen.Raw(world);
                return ExitCode.Done;
            }

            try
            {
                await File.WriteAllBytesAsync(path, world.Bytes, cancel);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw CliException.Usage($"cannot write {path}: {fault.Message}");
            }

            await screen.Error.WriteLineAsync($"parley: world written to {path}");
            return ExitCode.Done;
        }
    }

    private sealed class Import : ClientVerb
    {
        private readonly TextReader input;
        private readonly Argument<string> file = new("file") { Description = "The world file, - for standard input." };
        private readonly Option<bool> merge = Opt.Flag("--merge", "Add to what is there instead of replacing it.");

        public Import(TextReader input)
            : base(
                "import",
                "Loads a world file.",
                "parley world import world.json",
                "parley world import - --merge < more.json")
        {
            this.input = input;
            Arguments.Add(file);
            Options.Add(merge);
        }

        protected override async Task<int> Run(
            ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
        {
            var bytes = await InputFile.Read(parsed.GetRequiredValue(file), input, cancel);
            var answer = await api.Post("world" + (parsed.GetValue(merge) ? "?merge=true" : ""), bytes, cancel);
            var done = parsed.GetValue(merge) ? "merged" : "loaded";
            return screen.Show(answer, _ => screen.Line($"[green]✓[/] world {done}"));
        }
    }
}
