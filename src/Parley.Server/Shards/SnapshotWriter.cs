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
    /// <summary>
    /// How many rows the tail may have before it is written down: what a start after a crash has to replay.
    /// </summary>
    private const long LongTail = 250_000;

    private const int Batch = 4096;

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

    /// <summary>Ends with a last round; snapshots are disposable, so it may be cut short.</summary>
    public async Task Stop(CancellationToken cancel)
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await running;
        await TryFlush(cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Dispose();
        turn.Dispose();
        pressed.Dispose();
    }

    /// <summary>Writes down everything that was not yet.</summary>
    public async Task Flush(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            await Round(cancel);
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
            {
                var next = closed.Select(one => one with { ClosesAt = Closing(one.Thread.Page, one.State, after) });
                store.Snapshots.Save([.. next], []);
            }

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
                await TryFlush(cancel);
                ticks = 0;
            }

            before = end;
        }
    }

    private async Task TryFlush(CancellationToken cancel)
    {
        try
        {
            await Flush(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The next start replays a longer tail.
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

    private async Task Round(CancellationToken cancel)
    {
        // INVARIANT: no round runs while states are read back. What a shard has not read yet is in no list of threads
        // that wait, and a position written now would cut it off from the next replay.
        var generation = context.Generation;
        if (generation == ShardContext.Closed) return;

        // Read before anything is taken: every row up to here is in the state its shard holds by then.
        var positions = Enumerable.Range(0, store.Journal.Streams)
            .Select(stream => new StreamPosition(stream, store.Journal.Committed(stream)))
            .Where(position => position.Seq > store.Snapshots.Position(position.Stream))
            .ToArray();

        // In the order of their keys, so that each page of the file is written once in a round and not once in a batch.
        var waiting = shards
            .SelectMany(shard => shard.TakeDirty().Select(thread => (Thread: thread, Shard: shard)))
            .ToArray();
        Array.Sort(waiting, static (one, other) => Compare(one.Thread, other.Thread));
        var done = 0;
        try
        {
            while (done < waiting.Length)
            {
                cancel.ThrowIfCancellationRequested();
                var batch = waiting.AsMemory(done, Math.Min(Batch, waiting.Length - done));
                await Save(batch);
                done += batch.Length;
            }
        }
        catch
        {
            foreach (var (thread, shard) in waiting.AsSpan(done)) shard.NotSaved(thread);
            throw;
        }

        if (generation == context.Generation && positions.Length > 0) store.Snapshots.Save([], positions);
    }

    private async Task Save(ReadOnlyMemory<(ThreadKey Thread, Shard Shard)> batch)
    {
        var now = Moment.Of(context.Clock.GetCurrentInstant());
        var (copied, owners) = (new List<ThreadSnapshot>(batch.Length), new List<Shard>(batch.Length));
        var commits = new HashSet<Task>();
        foreach (var (thread, shard) in batch.Span)
        {
            commits.Add(shard.CopyDirty(thread, out var copy));
            if (copy is not { } known) continue;
            copied.Add(new ThreadSnapshot(thread, known.Head, Closing(thread.Page, known.State, now), known.State));
            owners.Add(shard);
        }

        await Task.WhenAll(commits);
        if (copied.Count > 0) store.Snapshots.Save(copied, []);
        for (var at = 0; at < copied.Count; at++) owners[at].Saved(copied[at].Thread, copied[at].Head);
    }

    private static int Compare(ThreadKey one, ThreadKey other)
    {
        var byPerson = one.Person.Value.CompareTo(other.Person.Value);
        return byPerson != 0 ? byPerson : one.Page.Value.CompareTo(other.Page.Value);
    }

    private Moment Closing(PageId page, ThreadState state, Moment after) =>
        context.EditionOf(page, context.Clock.GetCurrentInstant()).NextClosing(in state, after);
}
