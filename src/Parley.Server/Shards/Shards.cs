using Microsoft.Extensions.Logging;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Hosting;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Shards;

/// <summary>
/// All shards of this process: finds a thread's shard, and reads states back after a start or a failed commit.
/// </summary>
internal sealed class Shards : IShards, IDisposable
{
    private const int RowsAtOnce = 4096;

    private readonly IStore store;
    private readonly ILogger<Shards> logger;
    private readonly ShardContext context;
    private readonly Shard[] shards;
    private readonly SnapshotWriter writer;
    private readonly Lock gate = new();
    private Task recovery = Task.CompletedTask;
    private bool started;

    /// <summary>Over a store; <see cref="Start"/> makes them ready.</summary>
    public Shards(
        IStore store, WorldDirectory world, PlatformClock clock, ServerOptions options, ILogger<Shards> logger)
    {
        this.store = store;
        this.logger = logger;
        context = new ShardContext
        {
            Journal = store.Journal,
            Snapshots = store.Snapshots,
            Clock = clock,
            EditionOf = world.EditionOf,
            DefaultAppOf = page => world.Page(page)?.DefaultApp ?? 0,
            KeepRefusals = options.KeepRefusals,
            Recover = Recover,
            Pressed = () => writer!.Press(),
        };
        var count = store.Journal.Shards;
        var bound = Math.Max(1, options.HotThreads / count);
        shards = [.. Enumerable.Range(0, count).Select(number => new Shard(number, bound, context))];
        writer = new SnapshotWriter(store, shards, context, logger);
    }

    /// <summary>Reads the tail of the journal over the snapshots, and begins to write snapshots.</summary>
    public async Task Start()
    {
        await Recover();
        writer.Start();
    }

    /// <summary>Waits for everything appended and writes the last snapshots; requests must have ended before.</summary>
    /// <param name="cancel">Cuts the snapshots short: the next start replays more.</param>
    public async Task Stop(CancellationToken cancel)
    {
        foreach (var shard in shards)
        {
            try
            {
                await shard.Drained();
            }
            catch (CommitFailedException)
            {
                // Whoever waited for it was told.
            }
        }

        await writer.Stop(cancel);
    }

    /// <inheritdoc/>
    public ValueTask<SendResult> Send(ThreadKey thread, SendCommand command) => Of(thread).Send(thread, command);

    /// <inheritdoc/>
    public ValueTask<ActResult> Act(ThreadKey thread, ActCommand command) => Of(thread).Act(thread, command);

    /// <inheritdoc/>
    public ValueTask<ControlResult> Control(ThreadKey thread, ControlCommand command) =>
        Of(thread).Control(thread, command);

    /// <inheritdoc/>
    public ValueTask<ThreadView?> Look(ThreadKey thread) => Of(thread).Look(thread);

    /// <inheritdoc/>
    public int ShardOf(ThreadKey thread)
    {
        // Stored with every row, so it must never change: the finaliser of SplitMix64 over both ids.
        var mixed = unchecked(((ulong)thread.Page.Value * 0x9E3779B97F4A7C15) ^ (ulong)thread.Person.Value);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (int)((mixed ^ (mixed >> 31)) % (ulong)shards.Length);
    }

    /// <inheritdoc/>
    public async ValueTask<Moment> NextClosing(Moment after)
    {
        // Once everything is written down, the snapshots' index knows all closings.
        await writer.Flush(CancellationToken.None);
        return await writer.NextClosing(after);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ThreadView>> List(PageId page, Psid after, int most)
    {
        while (true)
        {
            if (context.Generation != store.Journal.Generation) await Recover();
            var generation = context.Generation;

            // Memory first: a thread that leaves it meanwhile is then found on disk as well, and never missed.
            var hot = new List<ThreadView>();
            var commits = shards.Select(shard => shard.CopyHot(page, after, hot)).Distinct().ToArray();
            var cold = store.Snapshots.List(page, after, most);
            try
            {
                await Task.WhenAll(commits);
            }
            catch (CommitFailedException)
            {
                continue;
            }

            if (generation == context.Generation && generation == store.Journal.Generation)
                return Merged(hot, cold, most);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private List<ThreadView> Merged(List<ThreadView> hot, IReadOnlyList<ThreadSnapshot> cold, int most)
    {
        var merged = new SortedDictionary<long, ThreadView>();
        foreach (var one in cold)
            merged[one.Thread.Person.Value] = new ThreadView(one.Thread, ShardOf(one.Thread), one.Head, one.State);
        foreach (var one in hot)
        {
            if (!merged.TryGetValue(one.Thread.Person.Value, out var known) || known.Head < one.Head)
                merged[one.Thread.Person.Value] = one;
        }

        return [.. merged.Values.Take(most)];
    }

    private Shard Of(ThreadKey thread) => shards[ShardOf(thread)];

    private Task Recover()
    {
        lock (gate)
        {
            if (!recovery.IsCompleted) return recovery;
            if (context.Generation == store.Journal.Generation) return Task.CompletedTask;
            return recovery = Task.Run(ReadBack);
        }
    }

    private void ReadBack()
    {
        int generation;
        do
        {
            context.Generation = ShardContext.Closed;
            generation = store.Journal.Generation;
            foreach (var shard in shards) shard.Forget();
            var threads = new HashSet<ThreadKey>();
            for (var stream = 0; stream < store.Journal.Streams; stream++) Replay(stream, threads);
            if (started) logger.ReadBack(threads.Count);
        }
        while (generation != store.Journal.Generation);
        started = true;
        context.Generation = generation;
    }

    private void Replay(int stream, HashSet<ThreadKey> threads)
    {
        var position = store.Snapshots.Position(stream);
        while (store.Journal.Read(stream, position, RowsAtOnce) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                shards[row.Shard].Replay(row);
                threads.Add(row.Thread);
            }

            position = rows[^1].Seq;
        }
    }
}
