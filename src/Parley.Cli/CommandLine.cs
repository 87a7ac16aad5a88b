using System.CommandLine;
using Parley.Cli.Commands;
using Parley.Cli.Terminal;

namespace Parley.Cli;

/// <summary>
/// The whole command line: parses, runs one verb, and turns whatever goes wrong into one line and an exit code.
/// </summary>
internal static class CommandLine
{
    private static readonly TimeSpan OrderlyStop = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(
        string[] args, TextReader input, TextWriter output, TextWriter error, CancellationToken cancel = default)
    {
        var parsed = Root(input).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"parley: {Fault(parsed)} See: {Path(parsed)} --help");
            return ExitCode.Usage;
        }

        var settings = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = OrderlyStop,
        };
        try
        {
            return await parsed.InvokeAsync(settings, cancel);
        }
        catch (CliException fault)
        {
            await error.WriteLineAsync($"parley: {fault.Message}");
            return fault.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Stopped;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            await error.WriteLineAsync(
                $"parley: a fault of ours, please report it: {fault.GetType().Name}: {fault.Message}");
            return ExitCode.Broken;
        }
    }

    private const string About =
        "A messaging platform for bots: the Messenger and Instagram APIs with every rule kept, on your machine.";

    private static RootCommand Root(TextReader input)
    {
        var root = new RootCommand(About)
        {
            new ServeVerb(input),
            new DemoVerb(),
            new ActVerb(),
            new SendVerb(input),
            new ThreadVerb(),
            new DecideVerb(input),
            ClockVerbs.Create(),
            new TailVerb(),
            DeliveriesVerbs.Create(),
            new ViolationsVerb(),
            WorldVerbs.Create(input),
            new AuditVerb(input),
            StoreVerbs.Create(),
            new TrustVerb(),
        };
        HelpWithExamples.On(root);
        return root;
    }

    private static string Fault(ParseResult parsed) => parsed.UnmatchedTokens is [var unknown, ..]
        ? $"Unrecognized command or argument `{unknown}`."
        : string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, at.Command is RootCommand ? "parley" : at.Command.Name);
        return string.Join(' ', names);
    }
}
