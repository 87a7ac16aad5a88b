using Microsoft.Extensions.Logging;

namespace Parley.Server.Delivery;

/// <summary>What deliveries write to the log. Numbers 4000 to 4099.</summary>
internal static partial class DeliveryLogs
{
    [LoggerMessage(
        4000, LogLevel.Error, "Deliveries cannot be written down; they go on, and may be made twice after a crash")]
    public static partial void SaveFailed(this ILogger log, Exception error);

    [LoggerMessage(4001, LogLevel.Error, "The journal cannot be read for app {App}; trying again")]
    public static partial void ReadFailed(this ILogger log, long app, Exception error);

    [LoggerMessage(4002, LogLevel.Warning, "App {App} is unsubscribed from page {Page}: its webhook failed too long")]
    public static partial void Disabled(this ILogger log, long app, long page);

    [LoggerMessage(4003, LogLevel.Error, "App {App} could not be unsubscribed from page {Page}")]
    public static partial void DisableFailed(this ILogger log, long app, long page, Exception error);
}
