using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Shards;

/// <summary>Snapshots of several shards on their way to the disk, in one transaction.</summary>
internal sealed class SnapshotBatch(ISnapshots snapshots)
{
    private readonly List<ThreadSnapshot> copied = [];
    private readonly List<(Shard Shard, int End)> parts = [];
    private readonly HashSet<Task> commits = [];

    /// <summary>How many threads it holds.</summary>
    public int Count => copied.Count;

    /// <summary>Copies some threads of a shard.</summary>
    public void Copy(Shard shard, ReadOnlySpan<ThreadKey> threads, Func<PageId, ThreadState, Moment> closing)
    {
        commits.Add(shard.CopyDirty(threads, closing, copied));
        parts.Add((shard, copied.Count));
    }

    /// <summary>Waits until what was copied is committed, writes it and begins anew; what fails waits for another round.</summary>
    public async Task Save()
    {
        try
        {
            await Task.WhenAll(commits);
            if (copied.Count > 0) snapshots.Save(copied, []);
            Tell(static (shard, snapshot) => shard.Saved(snapshot));
        }
        catch
        {
            Tell(static (shard, snapshot) => shard.NotSaved(snapshot.Thread));
            throw;
        }
        finally
        {
            copied.Clear();
            parts.Clear();
            commits.Clear();
        }
    }

    private void Tell(Action<Shard, ThreadSnapshot> tell)
    {
        var at = 0;
        foreach (var (shard, end) in parts)
        {
            for (; at < end; at++) tell(shard, copied[at]);
        }
    }
}
