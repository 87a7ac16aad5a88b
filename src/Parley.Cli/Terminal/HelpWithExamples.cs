using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Parley.Cli.Commands;

namespace Parley.Cli.Terminal;

/// <summary>The usual help, and below it what a reader copies: examples, and at the root the exit codes.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    private const int Width = 110;

    private static readonly string[] RootExamples =
    [
        "parley demo                                  watch a bot, a person and the policy at work",
        "parley serve                                 start the platform on http://127.0.0.1:5280",
        "parley act message \"When do you open?\"       a person writes",
        "parley clock advance --by PT24H              a day passes",
    ];

    /// <summary>Puts this help in place of the usual one for a whole command tree.</summary>
    public static void On(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        if (option.Action is not HelpAction usual) return;
        usual.MaxWidth = Width;
        option.Action = new HelpWithExamples(usual);
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var examples = command is RootCommand ? RootExamples : (command as IHasExamples)?.Examples ?? [];
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in examples) output.WriteLine($"  {example}");
            output.WriteLine();
        }

        if (command is RootCommand)
        {
            output.WriteLine("Exit codes:");
            foreach (var (number, meaning) in ExitCode.All) output.WriteLine($"  {number,-4} {meaning}");
            output.WriteLine();
            output.WriteLine("Environment:");
            output.WriteLine("  PARLEY_URL           where the server is, instead of --url");
            output.WriteLine("  PARLEY_OPERATOR_KEY  the operator key, instead of --key or --operator-key");
            output.WriteLine("  NO_COLOR             plain output on a terminal, too");
        }

        return code;
    }
}
