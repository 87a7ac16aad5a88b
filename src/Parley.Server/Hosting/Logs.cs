using Microsoft.Extensions.Logging;

namespace Parley.Server.Hosting;

/// <summary>What the host and the HTTP edge tell the log, each message with its number (1000 to 1099).</summary>
internal static partial class Logs
{
    /// <summary>A bug of ours met a request; the caller got a plain answer without details.</summary>
    [LoggerMessage(1000, LogLevel.Error, "Unhandled failure at {Method} {Path}")]
    public static partial void RequestFailed(this ILogger logger, Exception failure, string method, string path);

    /// <summary>The disk is full or gone: requests are refused as transient.</summary>
    [LoggerMessage(1001, LogLevel.Error, "The store did not take a commit: {Because}")]
    public static partial void CommitFailed(this ILogger logger, string because);

    /// <summary>Files nobody needs could not be deleted; they are tried again at the next start.</summary>
    [LoggerMessage(1002, LogLevel.Warning, "Files of attachments that nobody needs were left: {Because}")]
    public static partial void SweepFailed(this ILogger logger, string because);
}
