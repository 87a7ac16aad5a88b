using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// Thread states written down lazily, so that a start replays only the tail of the journal. Disposable: everything
/// here can be made again from the journal.
/// </summary>
public interface ISnapshots
{
    /// <summary>
    /// Up to which number of a stream every thread's snapshot is complete; 0 if none was ever written.
    /// </summary>
    long Position(int stream);

    /// <summary>A thread's snapshot, or null.</summary>
    ThreadSnapshot? Load(ThreadKey thread);

    /// <summary>
    /// Writes snapshots and the stream positions they complete, in one transaction. A snapshot may be ahead of the
    /// position: replay skips rows at or below <see cref="ThreadSnapshot.Head"/>.
    /// </summary>
    void Save(IReadOnlyList<ThreadSnapshot> snapshots, IReadOnlyList<StreamPosition> positions);

    /// <summary>
    /// Threads of a page by person's id above <paramref name="after"/>, ascending, at most <paramref name="most"/>.
    /// </summary>
    IReadOnlyList<ThreadSnapshot> List(PageId page, Psid after, int most);

    /// <summary>
    /// Threads of all pages by person's, then page's id beyond <paramref name="after"/>, at most <paramref
    /// name="most"/>.
    /// </summary>
    IReadOnlyList<ThreadSnapshot> ListAll(ThreadKey after, int most);

    /// <summary>The earliest <see cref="ThreadSnapshot.ClosesAt"/> later than a moment, or never.</summary>
    Moment NextClosing(Moment after);

    /// <summary>
    /// Snapshots whose <see cref="ThreadSnapshot.ClosesAt"/> is set and at or before <paramref name="moment"/>, the
    /// earliest first, at most <paramref name="most"/>: their threads may have a later closing, which is looked up when
    /// somebody asks for it.
    /// </summary>
    IReadOnlyList<ThreadSnapshot> ClosedBy(Moment moment, int most);

    /// <summary>Forgets everything, positions too.</summary>
    void Clear();
}

/// <summary>One thread as last written down.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Head">The number of its newest row that <paramref name="State"/> contains.</param>
/// <param name="ClosesAt">The first closing of a window after it was written down, or never.</param>
/// <param name="State">Its state.</param>
public sealed record ThreadSnapshot(ThreadKey Thread, long Head, Moment ClosesAt, ThreadState State);

/// <summary>A place in a stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Seq">The number.</param>
public readonly record struct StreamPosition(int Stream, long Seq);
