using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Tests.Shards;

/// <summary>
/// A store whose snapshots are counted, held back or made to fail; everything else is the inner store's.
/// </summary>
internal sealed class WatchedSnapshots(IStore inner) : IStore, ISnapshots
{
    private int loads;
    private ManualResetEventSlim? hold;

    /// <summary>The next load reads its snapshot at once and gives it back when the result is set.</summary>
    public ManualResetEventSlim HoldNextLoad() => hold = new ManualResetEventSlim();

    public void ResetLoads() => Volatile.Write(ref loads, 0);

    public bool FailLoads { get; set; }

    public bool FailSaves { get; set; }

    public int Loads => Volatile.Read(ref loads);

    public ReadOnlyMemory<byte> Key => inner.Key;

    public bool Created => inner.Created;

    public string Description => inner.Description;

    public IJournal Journal => inner.Journal;

    public ISnapshots Snapshots => this;

    public ICampaignStore Campaigns => inner.Campaigns;

    public ILabelStore Labels => inner.Labels;

    public IDocumentStore Documents => inner.Documents;

    public IBlobStore Blobs => inner.Blobs;

    public IWorldStore World => inner.World;

    public IDeliveryStore Deliveries => inner.Deliveries;

    public IViolationStore Violations => inner.Violations;

    public long Position(int stream) => inner.Snapshots.Position(stream);

    public ThreadSnapshot? Load(ThreadKey thread)
    {
        Interlocked.Increment(ref loads);
        if (FailLoads) throw new StoreException("The snapshots cannot be read.");
        var snapshot = inner.Snapshots.Load(thread);
        Interlocked.Exchange(ref hold, null)?.Wait(TimeSpan.FromSeconds(30));
        return snapshot;
    }

    public void Save(IReadOnlyList<ThreadSnapshot> snapshots, IReadOnlyList<StreamPosition> positions)
    {
        if (FailSaves) throw new StoreException("The snapshots cannot be written.");
        inner.Snapshots.Save(snapshots, positions);
    }

    public IReadOnlyList<ThreadSnapshot> List(PageId page, Psid after, int most) =>
        inner.Snapshots.List(page, after, most);

    public IReadOnlyList<ThreadSnapshot> ListAll(ThreadKey after, int most) => inner.Snapshots.ListAll(after, most);

    public Moment NextClosing(Moment after) => inner.Snapshots.NextClosing(after);

    public IReadOnlyList<ThreadSnapshot> ClosedBy(Moment moment, int most) => inner.Snapshots.ClosedBy(moment, most);

    public void Clear() => inner.Snapshots.Clear();

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
