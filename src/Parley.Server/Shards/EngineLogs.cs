using Microsoft.Extensions.Logging;

namespace Parley.Server.Shards;

/// <summary>What shards and clock tell the log, each message with its number (1100 to 1199).</summary>
internal static partial class EngineLogs
{
    /// <summary>Something due failed while nobody waited for it; it is tried again.</summary>
    [LoggerMessage(1100, LogLevel.Error, "What fell due for {Source} failed and is tried again")]
    public static partial void DueFailed(this ILogger logger, Exception failure, string source);

    /// <summary>A commit failed; states were read back from the disk.</summary>
    [LoggerMessage(1101, LogLevel.Warning, "A commit failed: {Threads} threads were read back from the disk")]
    public static partial void ReadBack(this ILogger logger, int threads);

    /// <summary>Snapshots could not be written; nothing is lost, a start takes longer.</summary>
    [LoggerMessage(1102, LogLevel.Error, "Snapshots could not be written; they are tried again")]
    public static partial void SnapshotsFailed(this ILogger logger, Exception failure);
}
