using Parley.Policy;

namespace Parley.Storage;

/// <summary>One run of <see cref="StoreMaintenance.Check"/>: what the replay knows so far, and what it found.</summary>
internal sealed class StoreCheck(IStore store)
{
    private const int MostFindings = 1_000;
    private const int SnapshotsAtOnce = 10_000;

    private readonly Dictionary<ThreadKey, Replayed> threads = [];
    private readonly Dictionary<int, long> lastOfStream = [];
    private readonly Dictionary<int, long> positions =
        Enumerable.Range(0, store.Journal.Streams).ToDictionary(stream => stream, store.Snapshots.Position);

    private readonly Dictionary<int, long> listed = Enumerable.Range(0, store.Journal.Streams).ToDictionary(
        stream => stream, stream => store.Violations.Position(JournalReader.Violations, stream) ?? 0);

    private readonly List<StoreFinding> findings = [];
    private long violations;

    public IReadOnlyList<StoreFinding> Findings => findings;

    /// <summary>Whether the engine finds its own files sound.</summary>
    public void Files()
    {
        if (store is not ISoundness files) return;
        foreach (var complaint in files.Complaints()) Damaged("file", complaint);
    }

    /// <summary>Every snapshot waits for the row it claims to stand at.</summary>
    public void LoadSnapshots()
    {
        try
        {
            var after = default(ThreadKey);
            while (store.Snapshots.ListAll(after, SnapshotsAtOnce) is { Count: > 0 } snapshots)
            {
                foreach (var snapshot in snapshots) threads[snapshot.Thread] = new Replayed { Snapshot = snapshot };
                after = snapshots[^1].Thread;
            }
        }
        catch (StoreException unreadable)
        {
            Outdated("snapshots", unreadable.Message);
        }
    }

    public void Replay(StoredEvent row)
    {
        var where = $"row {row.Seq}";
        var stream = store.Journal.StreamOf(row.Shard);
        if (row.Shard < 0 || row.Shard >= store.Journal.Shards)
            Damaged(where, $"its shard {row.Shard} is none of the store's {store.Journal.Shards}");
        if (row.Seq <= lastOfStream.GetValueOrDefault(stream))
            Damaged(where, "its number does not grow");
        lastOfStream[stream] = row.Seq;

        if (!threads.TryGetValue(row.Thread, out var thread)) threads.Add(row.Thread, thread = new Replayed());
        if (row.Prev != thread.Head)
            Damaged(where, $"it follows row {row.Prev}, but the last row of thread {row.Thread} is {thread.Head}");
        if (thread.Head > 0 && row.Shard != thread.Shard)
            Damaged(where, $"thread {row.Thread} was in shard {thread.Shard} and is now in {row.Shard}");
        thread.Head = row.Seq;
        thread.Shard = row.Shard;
        if (row.Seq <= positions[stream]) thread.Covered = row.Seq;
        Evolve(thread, row, where);
        Compare(thread, row);
        CompareViolations(row, stream, where);
    }

    /// <summary>What can only be said once every row was seen.</summary>
    public void Finish()
    {
        foreach (var (key, thread) in threads)
        {
            if (thread.Snapshot is { } snapshot)
                Outdated($"snapshot {key}", $"it stands at row {snapshot.Head}, which is no row of its thread");
            else if (thread.ComparedAt < thread.Covered)
                Outdated($"snapshot {key}", $"it must stand at row {thread.Covered} or later");
        }

        for (var stream = 0; stream < store.Journal.Streams; stream++) CheckPositions(stream);
        if (store.Violations.Count() is var count && count != violations)
            Outdated("violations", $"there are {count}, but the rows read tell of {violations}");
    }

    private void CheckPositions(int stream)
    {
        var committed = store.Journal.Committed(stream);
        if (lastOfStream.GetValueOrDefault(stream) != committed)
            Damaged($"stream {stream}", $"its last row is {lastOfStream.GetValueOrDefault(stream)}, not {committed}");
        if (store.Snapshots.Position(stream) > committed)
            Outdated($"stream {stream}", "its snapshots are ahead of the journal");
        if (listed[stream] > committed) Outdated($"stream {stream}", "its violations are ahead of the journal");
        foreach (var app in store.World.Load().Apps)
        {
            if (store.Deliveries.Position(app.Id, stream) > committed)
                Damaged($"deliveries of app {app.Id}", "their position is ahead of the journal");
        }
    }

    private void Evolve(Replayed thread, StoredEvent row, string where)
    {
        try
        {
            thread.State = StoredEvents.Evolve(thread.State, row);
        }
        catch (Exception error) when (error is StoreException or System.Text.Json.JsonException)
        {
            Damaged(where, $"its body cannot be read: {error.Message}");
        }
    }

    private void Compare(Replayed thread, StoredEvent row)
    {
        if (thread.Snapshot is not { } snapshot || snapshot.Head != row.Seq) return;
        if (snapshot.State != thread.State)
            Outdated($"snapshot {row.Thread}", $"its state is not the one its rows give at row {row.Seq}");
        thread.ComparedAt = row.Seq;
        thread.Snapshot = null;
    }

    private void CompareViolations(StoredEvent row, int stream, string where)
    {
        if (row.Seq > listed[stream]) return;
        try
        {
            var told = StoredFindings.Of(row);
            violations += told.Length;
            if (told.Length > 0 && !store.Violations.OfRow(row.Shard, row.Seq).SequenceEqual(told))
                Outdated(where, "its violations are not the ones it tells of");
        }
        catch (System.Text.Json.JsonException error)
        {
            Damaged(where, $"its findings cannot be read: {error.Message}");
        }
    }

    private void Damaged(string where, string text) => Add(new StoreFinding(where, text, Rebuildable: false));

    private void Outdated(string where, string text) => Add(new StoreFinding(where, text, Rebuildable: true));

    private void Add(StoreFinding finding)
    {
        if (findings.Count < MostFindings) findings.Add(finding);
    }

    private sealed class Replayed
    {
        /// <summary>Its snapshot, until the replay has come to the row where it stands.</summary>
        public ThreadSnapshot? Snapshot { get; set; }

        /// <summary>The row its snapshot was compared at, 0 if it has none.</summary>
        public long ComparedAt { get; set; }

        /// <summary>Its last row at or below the snapshots' position: a snapshot must contain it.</summary>
        public long Covered { get; set; }

        public long Head { get; set; }

        public int Shard { get; set; }

        public ThreadState State { get; set; } = ThreadState.Empty;
    }
}
