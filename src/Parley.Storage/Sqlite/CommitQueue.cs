using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Where rows wait for the disk. Numbers are given out under one short lock in the order of arrival; the writer takes
/// everything that has gathered as one group while the next one fills.
/// </summary>
internal sealed class CommitQueue(long lastSeq)
{
    private readonly object gate = new();
    private CommitGroup filling = new();
    private CommitGroup? spare;
    private long lastSeq = lastSeq;
    private int generation;
    private bool writerWaits;
    private bool closed;

    public int Generation => Volatile.Read(ref generation);

    public Appended Append(int generation, in NewEvent row)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(IStore));
            if (generation != this.generation) throw new StaleGenerationException();
            var seq = ++lastSeq;
            filling.Add(seq, in row);
            WakeWriter();
            return new Appended(seq, filling.Promise);
        }
    }

    /// <summary>A change of the world, committed with the rows around it.</summary>
    public Task Add(Action<SqliteConnection> change)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(IStore));
            filling.Add(change);
            WakeWriter();
            return filling.Promise;
        }
    }

    /// <summary>Waits for a group; null once the queue is closed and empty. Only the writer calls.</summary>
    public CommitGroup? Take()
    {
        lock (gate)
        {
            while (filling.Empty)
            {
                if (closed) return null;
                writerWaits = true;
                Monitor.Wait(gate);
            }

            var taken = filling;
            filling = spare ?? new CommitGroup();
            spare = null;
            return taken;
        }
    }

    /// <summary>The group is on disk.</summary>
    public void Succeeded(CommitGroup group)
    {
        group.Complete(null);
        lock (gate) spare = group;
    }

    /// <summary>
    /// The group is not on disk, and neither is anything that queued behind it: it was built on the group's rows.
    /// </summary>
    public void Failed(CommitGroup group, CommitFailedException failure)
    {
        CommitGroup behind;
        lock (gate)
        {
            // INVARIANT: no row built on a failed one is ever committed. The generation changes under the lock that
            // gives out numbers, so an append either stands in `behind` or is refused as stale.
            generation++;
            behind = filling;
            filling = new CommitGroup();
        }

        group.Complete(failure);
        if (!behind.Empty) behind.Complete(failure);
    }

    /// <summary>Takes no more; what is queued is still committed.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            WakeWriter();
        }
    }

    private void WakeWriter()
    {
        if (!writerWaits) return;
        writerWaits = false;
        Monitor.Pulse(gate);
    }
}
