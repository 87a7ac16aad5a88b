namespace Parley.Storage;

/// <summary>How a store is created and kept.</summary>
public sealed record StoreOptions
{
    /// <summary>
    /// Into how many shards threads are cut, 1 to 65,535. Only the creation of a store looks at it; an existing store
    /// keeps what it was created with.
    /// </summary>
    public int Shards { get; init; } = 64;

    /// <summary>How many of the newest delivery attempts are kept, at least 1.</summary>
    public int AttemptsKept { get; init; } = 100_000;

    /// <summary>How many of the newest delivery alerts are kept, at least 1.</summary>
    public int AlertsKept { get; init; } = 10_000;

    internal void Validate()
    {
        if (Shards is < 1 or > ushort.MaxValue)
            throw new StoreException($"Shards must be between 1 and {ushort.MaxValue}, not {Shards}.");
        if (AttemptsKept < 1) throw new StoreException($"AttemptsKept must be at least 1, not {AttemptsKept}.");
        if (AlertsKept < 1) throw new StoreException($"AlertsKept must be at least 1, not {AlertsKept}.");
    }
}
