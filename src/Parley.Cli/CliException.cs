namespace Parley.Cli;

/// <summary>Ends a command with one clear line on standard error and an exit code.</summary>
internal sealed class CliException(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The command or its input is wrong.</summary>
    public static CliException Usage(string message) => new(Cli.ExitCode.Usage, message);

    /// <summary>Something this machine must offer is missing.</summary>
    public static CliException Missing(string message) => new(Cli.ExitCode.Missing, message);
}
