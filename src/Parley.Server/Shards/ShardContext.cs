using NodaTime;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Shards;

/// <summary>What all shards of a node share.</summary>
internal sealed class ShardContext
{
    /// <summary>No generation: states are being read back from the disk, and nobody may look at them.</summary>
    public const int Closed = -1;

    private int generation = Closed;

    /// <summary>The truth.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>Where cold threads are.</summary>
    public required ISnapshots Snapshots { get; init; }

    /// <summary>The time of acts that name none.</summary>
    public required IClock Clock { get; init; }

    /// <summary>What a page's sends are judged by at an instant.</summary>
    public required Func<PageId, Instant, Edition> EditionOf { get; init; }

    /// <summary>The app that idle threads of a page belong to; 0 = every app.</summary>
    public required Func<PageId, long> DefaultAppOf { get; init; }

    /// <summary>Whether a refused send to a known person leaves a row.</summary>
    public required bool KeepRefusals { get; init; }

    /// <summary>Reads all states back from the disk, once for all who ask; completes when it is done.</summary>
    public required Func<Task> Recover { get; init; }

    /// <summary>Told that a table is crowded with threads that wait for a snapshot.</summary>
    public required Action Pressed { get; init; }

    /// <summary>The journal's generation that the states in memory were built under, or <see cref="Closed"/>.</summary>
    public int Generation
    {
        get => Volatile.Read(ref generation);
        set => Volatile.Write(ref generation, value);
    }
}
