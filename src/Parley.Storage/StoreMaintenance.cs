using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// Looks after a store nobody else uses: proves that it agrees with itself, and makes its snapshots anew.
/// </summary>
public static class StoreMaintenance
{
    // One transaction a part: large enough to be quick, small enough to stay in memory.
    private const int RowsAtOnce = 10_000;
    private const int ThreadsAtOnce = 100_000;

    /// <summary>
    /// Replays the whole journal and compares: the numbering, every thread's chain of rows, every snapshot with the
    /// state its rows give, every delivery position with the journal. Memory grows with the number of threads.
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
    /// Clears the snapshots and makes them anew from the journal, in memory that does not grow with the store.
    /// </summary>
    /// <param name="store">An opened store; nothing may write it meanwhile.</param>
    /// <param name="closesAt">When the first window of a thread in such a state closes, or never.</param>
    /// <param name="progress">Told the number of rows read so far, or null.</param>
    public static void Rebuild(
        IStore store, Func<ThreadKey, ThreadState, Moment> closesAt, IProgress<long>? progress = null)
    {
        store.Snapshots.Clear();
        var part = new Dictionary<ThreadKey, ThreadSnapshot>();
        var positions = new Dictionary<int, long>();
        foreach (var row in Rows(store.Journal, progress))
        {
            if (!part.TryGetValue(row.Thread, out var snapshot)) snapshot = store.Snapshots.Load(row.Thread);
            var state = StoredEvents.Evolve(snapshot?.State ?? ThreadState.Empty, row);
            part[row.Thread] = new ThreadSnapshot(row.Thread, row.Seq, Moment.Never, state);
            positions[store.Journal.StreamOf(row.Shard)] = row.Seq;
            if (part.Count >= ThreadsAtOnce) Save();
        }

        Save();

        void Save()
        {
            store.Snapshots.Save(
                [.. part.Values.Select(one => one with { ClosesAt = closesAt(one.Thread, one.State) })],
                [.. positions.Select(one => new StreamPosition(one.Key, one.Value))]);
            part.Clear();
        }
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
}
