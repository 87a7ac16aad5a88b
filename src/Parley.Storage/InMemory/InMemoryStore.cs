using System.Security.Cryptography;

namespace Parley.Storage.InMemory;

/// <summary>A store that lives and dies with the process: for tests and for a server that keeps nothing.</summary>
/// <remarks>
/// A commit is done within <see cref="IJournal.Append"/>. Tests that must see what happens around a commit hold it
/// back (<see cref="HoldCommits"/>) or make it fail (<see cref="FailNextCommit"/>).
/// </remarks>
public sealed class InMemoryStore : IStore
{
    private readonly InMemoryJournal journal;
    private readonly InMemoryLabels labels;
    private readonly InMemoryDocuments documents;

    /// <summary>An empty store.</summary>
    public InMemoryStore(StoreOptions options)
    {
        journal = new InMemoryJournal(options.Shards);
        labels = new InMemoryLabels(journal);
        documents = new InMemoryDocuments(journal);
        Campaigns = new InMemoryCampaigns(journal);
        World = new InMemoryWorld(journal, labels, documents);
        Deliveries = new InMemoryDeliveries(options);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Key { get; } = RandomNumberGenerator.GetBytes(32);

    /// <inheritdoc/>
    public bool Created => true;

    /// <inheritdoc/>
    public string Description => "in memory";

    /// <inheritdoc/>
    public IJournal Journal => journal;

    /// <inheritdoc/>
    public ISnapshots Snapshots { get; } = new InMemorySnapshots();

    /// <inheritdoc/>
    public IWorldStore World { get; }

    /// <inheritdoc/>
    public ILabelStore Labels => labels;

    /// <inheritdoc/>
    public IDocumentStore Documents => documents;

    /// <inheritdoc/>
    public ICampaignStore Campaigns { get; }

    /// <inheritdoc/>
    public IBlobStore Blobs { get; } = new InMemoryBlobs();

    /// <inheritdoc/>
    public IDeliveryStore Deliveries { get; }

    /// <inheritdoc/>
    public IViolationStore Violations { get; } = new InMemoryViolations();

    /// <summary>
    /// The next commit fails with <see cref="CommitFailedException"/>, as on a full disk, and everything queued behind
    /// it with it.
    /// </summary>
    public void FailNextCommit() => journal.FailNextCommit();

    /// <summary>
    /// Queues everything from now on in one group, until the result is disposed: then it is committed.
    /// </summary>
    public IDisposable HoldCommits() => journal.HoldCommits();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        journal.Close();
        return ValueTask.CompletedTask;
    }
}
