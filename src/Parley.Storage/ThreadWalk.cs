namespace Parley.Storage;

/// <summary>A walk through one thread's rows.</summary>
public static class ThreadWalk
{
    /// <summary>
    /// The rows of a thread from <paramref name="head"/> on, newest first, read as they are asked for: other threads'
    /// rows cost nothing, however many there are.
    /// </summary>
    /// <param name="journal">The journal.</param>
    /// <param name="shard">The thread's shard.</param>
    /// <param name="head">The row to begin with; 0 = there is none.</param>
    /// <param name="step">How many are read at once.</param>
    public static IEnumerable<StoredEvent> NewestFirst(this IJournal journal, int shard, long head, int step)
    {
        while (head > 0)
        {
            var rows = journal.History(shard, head, step);
            foreach (var row in rows) yield return row;
            head = rows.Count > 0 ? rows[^1].Prev : 0;
        }
    }
}
