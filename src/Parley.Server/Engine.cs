using Microsoft.Extensions.Hosting;
using Parley.Server.Clock;

namespace Parley.Server;

/// <summary>
/// The order of a start and of a stop: time first, then the threads; what fell due meanwhile fires once everybody is
/// there. At the end nothing more fires, the last rows are on disk, and the last snapshots are written.
/// </summary>
/// <param name="clock">Started first.</param>
/// <param name="shards">Read back before the first request.</param>
/// <param name="driver">Runs while everything else does.</param>
internal sealed class Engine(PlatformClock clock, Shards.Shards shards, DueDriver driver)
    : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await clock.Start(driver);
        await shards.Start();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        driver.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => driver.Stop();

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => shards.Stop(cancellationToken);
}
