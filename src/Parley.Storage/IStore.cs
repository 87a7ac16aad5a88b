namespace Parley.Storage;

/// <summary>One opened store: the journal, what is derived from it, and the world.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>A secret of 32 bytes made when the store was created: the key of ids and tokens.</summary>
    ReadOnlyMemory<byte> Key { get; }

    /// <summary>Whether this opening created the store.</summary>
    bool Created { get; }

    /// <summary>Where it lives, for a person.</summary>
    string Description { get; }

    /// <summary>The truth.</summary>
    IJournal Journal { get; }

    /// <summary>Thread states, disposable.</summary>
    ISnapshots Snapshots { get; }

    /// <summary>Apps, pages, people and settings.</summary>
    IWorldStore World { get; }

    /// <summary>Custom labels of pages.</summary>
    ILabelStore Labels { get; }

    /// <summary>Small documents of pages.</summary>
    IDocumentStore Documents { get; }

    /// <summary>Campaigns of sponsored messages.</summary>
    ICampaignStore Campaigns { get; }

    /// <summary>The bytes of attachments.</summary>
    IBlobStore Blobs { get; }

    /// <summary>What is owed to webhooks, and what was tried.</summary>
    IDeliveryStore Deliveries { get; }

    /// <summary>What the rules found, disposable.</summary>
    IViolationStore Violations { get; }
}
