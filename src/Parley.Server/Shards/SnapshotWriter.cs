using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Shards;

/// <summary>
/// Writes thread states down, lazily: when the journal's tail has grown long, when nothing happens, and at the end. A
/// start replays only what came after.
/// </summary>
/// <remarks>
/// INVARIANT: only committed states are written, and only by this writer, one round at a time. A stream's position is
/// written after the snapshots of every thread that has a row at or below it.
/// </remarks>
/// <param name="store">Where snapshots are kept.</param>
/// <param name="shards">Whose states they are.</param>
/// <param name="context">What the shards share.</param>
/// <param name="logger">Is told when writing fails.</param>
internal sealed class SnapshotWriter(IStore store, Shard[] shards, ShardContext context, ILogger logger) : IDisposable
{
    /// <summary>How many rows the tail may have before it is written down; a start replays half a million a second.</summary>
    private const long LongTail = 250_000;

    private const int Batch = 4096;
    private const int CopiedAtOnce = 512;

    private const int MostTicks = 30;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SemaphoreSlim pressed = new(0, 1);
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    /// <summary>Begins to write in the background.</summary>
    public void Start() => running = Task.Run(() => Run(stop.Token));

    /// <summary>Asks for a round now: a table is full of threads that wait for one.</summary>
    public void Press()
    {
        if (pressed.CurrentCount > 0) return;
        try
        {
            pressed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else asked at the same moment.
        }
    }

    /// <summary>Ends with a last round.</summary>
    public async Task Stop()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await running;
        await TryFlush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Dispose();
        turn.Dispose();
        pressed.Dispose();
    }

    /// <summary>Writes down everything that was not yet.</summary>
    public async Task Flush()
    {
        await turn.WaitAsync();
        try
        {
            await Round();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The earliest closing after a moment among the snapshots, or never.</summary>
    public async Task<Moment> NextClosing(Moment after)
    {
        await turn.WaitAsync();
        try
        {
            // A snapshot knows its first closing; where that has passed, the next one is looked up now.
            while (store.Snapshots.ClosedBy(after, Batch) is { Count: > 0 } closed)
                store.Snapshots.Save([.. closed.Select(one => one with { ClosesAt = Closing(one.Thread.Page, one.State, after) })], []);
            return store.Snapshots.NextClosing(after);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Run(CancellationToken cancel)
    {
        var (ticks, before) = (0, 0L);
        while (true)
        {
            bool press;
            try
            {
                press = await pressed.WaitAsync(Tick, cancel);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var (end, tail) = Tail();
            ticks = tail > 0 ? ticks + 1 : 0;
            if (press || tail > LongTail || (tail > 0 && (end == before || ticks >= MostTicks)))
            {
                await TryFlush();
                ticks = 0;
            }

            before = end;
        }
    }

    private async Task TryFlush()
    {
        try
        {
            await Flush();
        }
        catch (CommitFailedException)
        {
            // The states are read back from the disk; the next round writes those.
        }
        catch (Exception failure)
        {
            logger.SnapshotsFailed(failure);
        }
    }

    private (long End, long Rows) Tail()
    {
        var (end, rows) = (0L, 0L);
        for (var stream = 0; stream < store.Journal.Streams; stream++)
        {
            var committed = store.Journal.Committed(stream);
            end += committed;
            rows += committed - store.Snapshots.Position(stream);
        }

        return (end, rows);
    }

    private async Task Round()
    {
        // Read before anything is copied: every row up to here is in the state its shard holds by then.
        var positions = Enumerable.Range(0, store.Journal.Streams)
            .Select(stream => new StreamPosition(stream, store.Journal.Committed(stream)))
            .Where(position => position.Seq > store.Snapshots.Position(position.Stream))
            .ToArray();
        var now = Moment.Of(context.Clock.GetCurrentInstant());
        var generation = context.Generation;
        var batch = new SnapshotBatch(store.Snapshots);
        foreach (var shard in shards) await Collect(shard, batch, now);
        await batch.Save();
        if (generation == context.Generation && positions.Length > 0) store.Snapshots.Save([], positions);
    }

    private async Task Collect(Shard shard, SnapshotBatch batch, Moment now)
    {
        var dirty = shard.TakeDirty();
        var done = 0;
        try
        {
            while (done < dirty.Count)
            {
                var part = Math.Min(CopiedAtOnce, dirty.Count - done);
                batch.Copy(
                    shard, CollectionsMarshal.AsSpan(dirty).Slice(done, part), (page, state) => Closing(page, state, now));
                done += part;
                if (batch.Count >= Batch) await batch.Save();
            }
        }
        catch
        {
            shard.PutBack(dirty.GetRange(done, dirty.Count - done));
            throw;
        }
    }

    private Moment Closing(PageId page, ThreadState state, Moment after) =>
        context.EditionOf(page, context.Clock.GetCurrentInstant()).NextClosing(in state, after);
}
