using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// The truth and the outbox: an append-only list of what happened. Rows of all shards are committed in groups, one
/// fsync a group, in the order they were appended.
/// </summary>
/// <remarks>
/// Thread-safe. A sequence number belongs to a <em>stream</em>; a shard belongs to exactly one stream, and numbers
/// only grow within it (gaps are allowed). An embedded store has one stream; a shared one has a stream per shard.
/// </remarks>
public interface IJournal
{
    /// <summary>How many shards the store was created with.</summary>
    int Shards { get; }

    /// <summary>How many independent sequences there are.</summary>
    int Streams { get; }

    /// <summary>Grows by one with every failed commit. State built under an older generation must be dropped.</summary>
    int Generation { get; }

    /// <summary>The stream a shard's rows are numbered in.</summary>
    int StreamOf(int shard);

    /// <summary>
    /// Takes a row into the current group and numbers it. Copies the body; the caller may reuse it at once.
    /// </summary>
    /// <param name="generation">The generation the caller's state was built under.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="StaleGenerationException">A commit failed since; nothing was appended.</exception>
    Appended Append(int generation, in NewEvent row);

    /// <summary>The last number in a stream that is on disk; 0 if none.</summary>
    long Committed(int stream);

    /// <summary>
    /// Completes when <see cref="Committed"/> of the stream is greater than <paramref name="after"/>.
    /// </summary>
    Task WaitBeyond(int stream, long after, CancellationToken cancel);

    /// <summary>
    /// Committed rows of a stream with numbers above <paramref name="after"/>, ascending, at most <paramref
    /// name="most"/>.
    /// </summary>
    IReadOnlyList<StoredEvent> Read(int stream, long after, int most);

    /// <summary>
    /// Committed rows of a stream that a reader cares for, with numbers above <paramref name="after"/> and not above
    /// <paramref name="through"/>, ascending, at most <paramref name="most"/>: the others are passed over where they
    /// lie.
    /// </summary>
    IReadOnlyList<StoredEvent> ReadOf(int stream, RowFilter filter, long after, long through, int most);

    /// <summary>One committed row, or null.</summary>
    StoredEvent? Find(int shard, long seq);

    /// <summary>
    /// A thread's committed rows, newest first, from <paramref name="head"/> along <see cref="StoredEvent.Prev"/>, at
    /// most <paramref name="most"/>; nothing if <paramref name="head"/> is no row of the shard.
    /// </summary>
    IReadOnlyList<StoredEvent> History(int shard, long head, int most);
}

/// <summary>Which rows a reader cares for.</summary>
public enum RowFilter
{
    /// <summary>What a person said or tapped, and what went unanswered of it.</summary>
    Inputs,

    /// <summary>Accepted sends against which something was found, and what went unanswered.</summary>
    Findings,
}

/// <summary>A row about to be appended.</summary>
/// <param name="shard">The thread's shard.</param>
/// <param name="thread">The thread.</param>
/// <param name="channel">The channel the thread lives on.</param>
/// <param name="prev">The number of the thread's previous row, 0 for its first.</param>
/// <param name="at">When it happened.</param>
/// <param name="kind">What it tells.</param>
/// <param name="body">UTF-8 JSON, the stored shape of <paramref name="kind"/>.</param>
/// <param name="owner">The app spoken to in the thread, 0 = every app of the page.</param>
public readonly ref struct NewEvent(
    int shard,
    ThreadKey thread,
    Channel channel,
    long prev,
    Moment at,
    EventKind kind,
    ReadOnlySpan<byte> body,
    long owner = 0)
{
    /// <summary>The app spoken to in the thread.</summary>
    public long Owner { get; } = owner;

    /// <summary>The thread's shard.</summary>
    public int Shard { get; } = shard;

    /// <summary>The thread.</summary>
    public ThreadKey Thread { get; } = thread;

    /// <summary>The channel the thread lives on.</summary>
    public Channel Channel { get; } = channel;

    /// <summary>The thread's previous row.</summary>
    public long Prev { get; } = prev;

    /// <summary>When it happened.</summary>
    public Moment At { get; } = at;

    /// <summary>What it tells.</summary>
    public EventKind Kind { get; } = kind;

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body { get; } = body;
}

/// <summary>A row as it stands in the journal.</summary>
/// <param name="Shard">The thread's shard.</param>
/// <param name="Seq">Its number in the shard's stream.</param>
/// <param name="Thread">The thread.</param>
/// <param name="Channel">The channel the thread lives on.</param>
/// <param name="Prev">The thread's previous row, 0 for its first.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record StoredEvent(
    int Shard,
    long Seq,
    ThreadKey Thread,
    Channel Channel,
    long Prev,
    Moment At,
    EventKind Kind,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>
    /// The app that was spoken to in the thread when it happened, which alone hears of it; 0 = every app of the page.
    /// </summary>
    public long Owner { get; init; }
}

/// <summary>An appended row: its number, and the promise that it reaches the disk.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Commit">Completes after the fsync; faults with <see cref="CommitFailedException"/>.</param>
public readonly record struct Appended(long Seq, Task Commit);
