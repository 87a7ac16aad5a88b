namespace Parley.Storage.InMemory;

/// <summary>The journal as a list. One group at a time: the rows and changes queued since the last commit.</summary>
internal sealed class InMemoryJournal(int shards) : IJournal
{
    private const int OnlyStream = 0;

    private readonly Lock gate = new();
    private readonly CommitSignal signal = new();
    private readonly List<StoredEvent> rows = [];
    private readonly List<StoredEvent> queuedRows = [];
    private readonly List<Action> queuedChanges = [];
    private TaskCompletionSource? queued;
    private long lastSeq;
    private int generation;
    private int holds;
    private bool failNext;
    private bool closed;

    public int Shards => shards;

    public int Streams => 1;

    public int Generation => Volatile.Read(ref generation);

    public int StreamOf(int shard) => OnlyStream;

    public Appended Append(int generation, in NewEvent row)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (generation != this.generation) throw new StaleGenerationException();
            var seq = ++lastSeq;
            queuedRows.Add(new StoredEvent(
                row.Shard, seq, row.Thread, row.Channel, row.Prev, row.At, row.Kind, row.Body.ToArray())
            {
                Owner = row.Owner,
            });
            return new Appended(seq, Queued());
        }
    }

    /// <summary>A change of the world, committed with the rows around it.</summary>
    public Task Change(Action change)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            queuedChanges.Add(change);
            return Queued();
        }
    }

    public long Committed(int stream) => signal.Committed;

    public Task WaitBeyond(int stream, long after, CancellationToken cancel) => signal.WaitBeyond(after, cancel);

    public IReadOnlyList<StoredEvent> Read(int stream, long after, int most)
    {
        lock (gate)
        {
            var first = IndexAbove(after);
            return rows.GetRange(first, Math.Min(most, rows.Count - first));
        }
    }

    public IReadOnlyList<StoredEvent> ReadOf(int stream, RowFilter filter, long after, long through, int most)
    {
        lock (gate)
        {
            return [.. rows.Skip(IndexAbove(after)).TakeWhile(row => row.Seq <= through).Where(Wanted).Take(most)];
        }

        bool Wanted(StoredEvent row) => filter switch
        {
            RowFilter.Inputs => row.Kind is EventKind.Message or EventKind.Postback or EventKind.Unanswered,
            RowFilter.Findings => row.Kind is EventKind.Unanswered
                || (row.Kind is EventKind.Sent && row.Body.Span.IndexOf("\"findings\":"u8) >= 0),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public StoredEvent? Find(int shard, long seq)
    {
        lock (gate)
        {
            var index = IndexAbove(seq - 1);
            return index < rows.Count && rows[index] is { } row && row.Seq == seq && row.Shard == shard ? row : null;
        }
    }

    public IReadOnlyList<StoredEvent> History(int shard, long head, int most)
    {
        var history = new List<StoredEvent>();
        for (var seq = head; seq > 0 && history.Count < most && Find(shard, seq) is { } row; seq = row.Prev)
            history.Add(row);
        return history;
    }

    public void FailNextCommit()
    {
        lock (gate) failNext = true;
    }

    public IDisposable HoldCommits()
    {
        lock (gate) holds++;
        return new Hold(this);
    }

    public void Close()
    {
        lock (gate)
        {
            closed = true;
            holds = 0;
            if (queued is not null) Commit();
        }

        signal.Close();
    }

    // Held: the promise of the group. Else the group is this one row or change, and it is committed on the spot.
    private Task Queued()
    {
        if (holds == 0) return Commit();
        queued ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return queued.Task;
    }

    private Task Commit()
    {
        var failure = failNext ? new CommitFailedException("The commit was made to fail.") : null;
        failNext = false;
        if (failure is null)
        {
            rows.AddRange(queuedRows);
            foreach (var change in queuedChanges) change();
            if (queuedRows.Count > 0) signal.Advance(queuedRows[^1].Seq);
        }
        else
        {
            generation++;
        }

        queuedRows.Clear();
        queuedChanges.Clear();
        var promise = queued;
        queued = null;
        if (failure is null)
        {
            promise?.SetResult();
            return Task.CompletedTask;
        }

        promise?.SetException(failure);
        return Task.FromException(failure);
    }

    private void Release()
    {
        lock (gate)
        {
            if (holds > 0) holds--;
            if (holds == 0 && queued is not null) Commit();
        }
    }

    // The numbers ascend but may have gaps where commits failed.
    private int IndexAbove(long seq)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle].Seq > seq) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private sealed class Hold(InMemoryJournal journal) : IDisposable
    {
        private InMemoryJournal? held = journal;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
