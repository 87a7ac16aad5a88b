using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Shards;

// How threads come in and go out: loads, replay, snapshots.
internal sealed partial class Shard
{
    /// <summary>Forgets every state; nobody may be let in until all are read back.</summary>
    public void Forget()
    {
        lock (gate)
        {
            hot.Clear();
            loading.Clear();
            dirty = [];
            lastCommit = Task.CompletedTask;
        }
    }

    /// <summary>
    /// Takes in one committed row while states are read back, unless the thread's snapshot has it already.
    /// </summary>
    public void Replay(StoredEvent row)
    {
        lock (gate)
        {
            var place = hot.Find(row.Thread);
            if (place < 0) place = TakeIn(row.Thread, context.Snapshots.Load(row.Thread));
            ref var entry = ref hot[place];
            if (row.Seq <= entry.Head) return;
            if (StoredEvents.ToThreadEvent(row) is { } happened)
                entry.State = ThreadState.Evolve(in entry.State, happened);
            entry.Head = row.Seq;
            Queue(ref entry);
        }
    }

    /// <summary>Completes when everything appended so far is on disk.</summary>
    public Task Drained()
    {
        lock (gate) return lastCommit;
    }

    /// <summary>
    /// Copies a page's threads in memory, persons above <paramref name="after"/>; they may be shown when the result
    /// completes.
    /// </summary>
    public Task CopyHot(PageId page, Psid after, List<ThreadView> into)
    {
        lock (gate)
        {
            foreach (ref var entry in hot.Places)
            {
                if (entry.Head > 0 && entry.Thread.Page == page && entry.Thread.Person.Value > after.Value)
                    into.Add(new ThreadView(entry.Thread, number, entry.Head, entry.State));
            }

            return lastCommit;
        }
    }

    /// <summary>Takes over the list of threads that wait for a snapshot.</summary>
    public List<ThreadKey> TakeDirty()
    {
        lock (gate)
        {
            var taken = dirty;
            dirty = [];
            return taken;
        }
    }

    /// <summary>Copies a thread's state to be written down; it is on disk when the result completes.</summary>
    /// <param name="thread">Whose, from <see cref="TakeDirty"/>.</param>
    /// <param name="copy">The state and its newest row; null if its snapshot is up to date.</param>
    public Task CopyDirty(ThreadKey thread, out (ThreadState State, long Head)? copy)
    {
        copy = null;
        lock (gate)
        {
            var place = hot.Find(thread);
            if (place < 0) return Task.CompletedTask;
            ref var entry = ref hot[place];
            entry.Queued = false;
            if (entry.Head > entry.Saved) copy = (entry.State, entry.Head);
            return lastCommit;
        }
    }

    /// <summary>Notes that a snapshot is on disk: the thread may leave if nothing happened since.</summary>
    public void Saved(ThreadKey thread, long head)
    {
        lock (gate)
        {
            var place = hot.Find(thread);
            if (place >= 0 && hot[place].Saved < head) hot[place].Saved = head;
        }
    }

    /// <summary>Notes that a thread that was taken still waits for its snapshot.</summary>
    public void NotSaved(ThreadKey thread)
    {
        lock (gate)
        {
            var place = hot.Find(thread);
            if (place < 0) return;
            hot[place].Queued = false;
            if (hot[place].Head > hot[place].Saved) Queue(ref hot[place]);
        }
    }

    // Makes a thread hot: one load for all who ask, outside the lock, on the thread of the first.
    private Task Warm(ThreadKey thread)
    {
        TaskCompletionSource? load;
        lock (gate)
        {
            if (context.Generation != journal.Generation) return context.Recover();
            if (hot.Find(thread) >= 0) return Task.CompletedTask;
            if (loading.TryGetValue(thread, out load)) return load.Task;
            load = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            loading.Add(thread, load);
        }

        Load(thread, load);
        return load.Task;
    }

    private void Load(ThreadKey thread, TaskCompletionSource load)
    {
        try
        {
            var snapshot = context.Snapshots.Load(thread);
            lock (gate)
            {
                // INVARIANT: a cold thread enters through its one registered load. A load that is no longer registered
                // began before everything was forgotten, and what it read may be out of date.
                if (loading.TryGetValue(thread, out var registered) && registered == load)
                {
                    loading.Remove(thread);
                    TakeIn(thread, snapshot);
                }
            }

            load.SetResult();
        }
        catch (Exception failure)
        {
            lock (gate)
            {
                if (loading.TryGetValue(thread, out var registered) && registered == load) loading.Remove(thread);
            }

            load.SetException(failure);
        }
    }

    private int TakeIn(ThreadKey thread, ThreadSnapshot? snapshot)
    {
        var place = snapshot is null
            ? hot.Add(thread, ThreadState.Empty, 0)
            : hot.Add(thread, snapshot.State, snapshot.Head);
        if (hot.Crowded) context.Pressed();
        return place;
    }
}
