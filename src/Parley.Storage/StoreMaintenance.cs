using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// Looks after a store nobody else uses: proves that it agrees with itself, and makes its snapshots and violations
/// anew.
/// </summary>
public static class StoreMaintenance
{
    private const int RowsAtOnce = 10_000;

    // A thread takes some 250 bytes while it is replayed. Past this number they are written down and taken up again.
    private const int ThreadsInMemory = 1_000_000;
    private const int SnapshotsAtOnce = 20_000;

    /// <summary>
    /// Replays the whole journal and compares: the numbering, every thread's chain of rows, every snapshot with the
    /// state its rows give, every violation with its row, every position with the journal. Memory grows with the
    /// number of threads.
    /// </summary>
    /// <param name="store">An opened store; nothing may write it meanwhile.</param>
    /// <param name="progress">Told the number of rows read so far, or null.</param>
    /// <returns>What should not be, in the order found; nothing if all is well. At most 1,000 findings.</returns>
    public static IReadOnlyList<StoreFinding> Check(IStore store, IProgress<long>? progress = null)
    {
        var check = new StoreCheck(store);
        check.Files();
        check.LoadSnapshots();
        foreach (var row in Rows(store.Journal, progress)) check.Replay(row);
        check.Finish();
        return check.Findings;
    }

    /// <summary>
    /// Clears the snapshots and the violations and makes them anew from the journal, in memory that is bounded.
    /// </summary>
    /// <param name="store">An opened store; nothing may write it meanwhile.</param>
    /// <param name="closesAt">When the first window of a thread in such a state closes, or never.</param>
    /// <param name="progress">Told the number of rows read so far, or null.</param>
    public static void Rebuild(
        IStore store, Func<ThreadKey, ThreadState, Moment> closesAt, IProgress<long>? progress = null) =>
        Rebuild(store, closesAt, progress, ThreadsInMemory);

    internal static void Rebuild(
        IStore store, Func<ThreadKey, ThreadState, Moment> closesAt, IProgress<long>? progress, int threadsInMemory)
    {
        store.Snapshots.Clear();
        store.Violations.Clear();
        var violations = new List<ViolationRecord>();
        var threads = new Dictionary<ThreadKey, Replayed>();
        var positions = new Dictionary<int, long>();
        foreach (var row in Rows(store.Journal, progress))
        {
            if (!threads.TryGetValue(row.Thread, out var thread))
            {
                if (threads.Count >= threadsInMemory) Save(store, threads, positions, closesAt);
                threads.Add(row.Thread, thread = new Replayed(store.Snapshots.Load(row.Thread)));
            }

            thread.State = StoredEvents.Evolve(thread.State, row);
            thread.Head = row.Seq;
            violations.AddRange(StoredFindings.Of(row));
            if (violations.Count >= RowsAtOnce) SaveViolations(store, violations, []);
            positions[store.Journal.StreamOf(row.Shard)] = row.Seq;
        }

        Save(store, threads, positions, closesAt);
        SaveViolations(store, violations, positions);
    }

    private static void SaveViolations(
        IStore store, List<ViolationRecord> violations, Dictionary<int, long> positions)
    {
        store.Violations.Save(violations, [.. positions.Select(one => new StreamPosition(one.Key, one.Value))]);
        violations.Clear();
    }

    // In the order of the tree they go into, and the positions last: before that they claim nothing.
    private static void Save(
        IStore store,
        Dictionary<ThreadKey, Replayed> threads,
        Dictionary<int, long> positions,
        Func<ThreadKey, ThreadState, Moment> closesAt)
    {
        var snapshots = threads
            .OrderBy(one => one.Key.Person.Value)
            .ThenBy(one => one.Key.Page.Value)
            .Select(one => (Thread: one.Key, one.Value.Head, one.Value.State))
            .Select(one => new ThreadSnapshot(one.Thread, one.Head, closesAt(one.Thread, one.State), one.State));
        foreach (var part in snapshots.Chunk(SnapshotsAtOnce)) store.Snapshots.Save(part, []);
        store.Snapshots.Save([], [.. positions.Select(one => new StreamPosition(one.Key, one.Value))]);
        threads.Clear();
    }

    private static IEnumerable<StoredEvent> Rows(IJournal journal, IProgress<long>? progress)
    {
        var count = 0L;
        for (var stream = 0; stream < journal.Streams; stream++)
        {
            var after = 0L;
            while (journal.Read(stream, after, RowsAtOnce) is { Count: > 0 } rows)
            {
                foreach (var row in rows) yield return row;
                after = rows[^1].Seq;
                count += rows.Count;
                progress?.Report(count);
            }
        }
    }

    private sealed class Replayed(ThreadSnapshot? written)
    {
        public long Head { get; set; }

        public ThreadState State { get; set; } = written?.State ?? ThreadState.Empty;
    }
}
