using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Storage;

namespace Parley.Server.Findings;

/// <summary>
/// The reader of the journal that lists what the rules found. It comes along at its own pace and never holds a send up;
/// whoever asks for the list waits until it has read everything committed.
/// </summary>
internal sealed class Violations(IStore store, ILogger<Violations> logger) : IHostedService, IDisposable
{
    private const int RowsAtOnce = 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly long[] read = new long[store.Journal.Streams];
    private Task running = Task.CompletedTask;

    /// <summary>Everything found up to now, newest first.</summary>
    public ViolationList List(ViolationFilter filter)
    {
        CatchUp();
        return store.Violations.List(filter);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        for (var stream = 0; stream < read.Length; stream++)
            read[stream] = store.Violations.Position(JournalReader.Violations, stream) ?? 0;
        running = Task.WhenAll(Enumerable.Range(0, read.Length).Select(stream => Task.Run(() => Follow(stream))));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await running;
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    private async Task Follow(int stream)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await store.Journal.WaitBeyond(stream, Volatile.Read(ref read[stream]), stop.Token);
                await Task.Delay(Pause, stop.Token);
                CatchUp();
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (StoreException failure)
            {
                logger.ReadingFailed(failure, "violations");
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private void CatchUp()
    {
        lock (gate)
        {
            for (var stream = 0; stream < read.Length; stream++)
            {
                var through = store.Journal.Committed(stream);
                while (read[stream] < through)
                {
                    var rows = store.Journal.ReadOf(stream, RowFilter.Findings, read[stream], through, RowsAtOnce);
                    var upTo = rows.Count < RowsAtOnce ? through : rows[^1].Seq;
                    store.Violations.Save(
                        [.. rows.SelectMany(row => StoredFindings.Of(row))], [new StreamPosition(stream, upTo)]);
                    Volatile.Write(ref read[stream], upTo);
                }
            }
        }
    }
}

/// <summary>What the readers of findings log (1400 to 1499).</summary>
internal static partial class FindingLogs
{
    [LoggerMessage(1400, LogLevel.Error, "The reader of {Reader} failed and tries again")]
    public static partial void ReadingFailed(this ILogger logger, Exception failure, string reader);
}
