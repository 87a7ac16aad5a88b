namespace Parley.Cli;

/// <summary>Every exit code of <c>parley</c>, in one place; <c>parley --help</c> prints this list.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>The platform said no, or something checked is not as it should be.</summary>
    public const int Refused = 1;

    /// <summary>The command or its input is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No server answers.</summary>
    public const int Unreachable = 3;

    /// <summary>The server answered that it failed.</summary>
    public const int ServerFailed = 4;

    /// <summary>Something this machine must offer is missing: a usable store, a free port, node, npm.</summary>
    public const int Missing = 69;

    /// <summary>A fault of Parley itself, or a build that failed.</summary>
    public const int Broken = 70;

    /// <summary>Stopped by Ctrl-C or SIGTERM before it was done.</summary>
    public const int Stopped = 130;

    /// <summary>The codes and what they mean, in order.</summary>
    public static readonly IReadOnlyList<(int Code, string Meaning)> All =
    [
        (Done, "done"),
        (Refused, "refused or violated: a send, an act, a decision, a demo step, a store check"),
        (Usage, "bad usage or bad input"),
        (Unreachable, "cannot reach the server"),
        (ServerFailed, "the server failed"),
        (Missing, "something is missing here: a usable store, a free port, node, npm, the .NET SDK"),
        (Broken, "a fault of parley itself, or a failed build"),
        (Stopped, "stopped before it was done"),
    ];
}
