using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Clock;
using Parley.Server.Hosting;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Media;

/// <summary>
/// Once after each start: forgets attachments that nobody was ever sent and whose life is over, and deletes the files
/// that no attachment names, as one that came in when the server died.
/// </summary>
internal sealed class MediaSweep(
    WorldDirectory world, Attachments attachments, IBlobStore blobs, IPlatformClock clock, ILogger<MediaSweep> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not in the way of the start.
        await Task.Yield();
        try
        {
            await Sweep(stoppingToken);
        }
        catch (Exception failure) when (failure is StoreException or IOException or UnauthorizedAccessException)
        {
            logger.SweepFailed(failure.Message);
        }
    }

    private async Task Sweep(CancellationToken stopping)
    {
        var referred = new HashSet<string>();
        foreach (var page in world.Pages)
        {
            var id = new Policy.PageId(page.Id);
            foreach (var attachment in attachments.Of(id))
            {
                if (stopping.IsCancellationRequested) return;
                if (!attachment.Used && !attachments.Lives(attachment, clock.GetCurrentInstant()))
                    await attachments.Forget(id, attachment.Id);
                else if (attachment.Hash is { } hash) referred.Add(hash);
            }
        }

        blobs.Sweep(referred);
    }
}
