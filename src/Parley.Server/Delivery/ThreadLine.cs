using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Delivery;

/// <summary>Everything owed to one app of one thread, first come first served: only the head is ever tried.</summary>
/// <remarks>Not thread-safe; its outbox guards it.</remarks>
internal sealed class ThreadLine(ThreadKey thread)
{
    private readonly Queue<Owed> owed = [];
    private List<Round>? rounds;

    /// <summary>The thread.</summary>
    public ThreadKey Thread { get; } = thread;

    /// <summary>What is tried next, or being tried.</summary>
    public Owed Head => owed.Peek();

    /// <summary>The newest delivery in line, or null.</summary>
    public Owed? Tail { get; private set; }

    /// <summary>How many wait.</summary>
    public int Count => owed.Count;

    /// <summary>All of them in order.</summary>
    public IEnumerable<Owed> All => owed;

    /// <summary>What is being done about the head.</summary>
    public LineState State { get; set; }

    /// <summary>Tries of the head that failed.</summary>
    public int Attempts { get; set; }

    /// <summary>When the head was first tried, or never.</summary>
    public Moment FirstAt { get; set; } = Moment.Never;

    /// <summary>When the head is tried next, while the line is <see cref="LineState.Waiting"/>.</summary>
    public Moment DueAt { get; set; } = Moment.Never;

    /// <summary>Adds to the end of the line.</summary>
    public void Add(Owed delivery)
    {
        owed.Enqueue(delivery);
        Tail = delivery;
    }

    /// <summary>Lets the second in line pass the head, which was not tried yet; once for each.</summary>
    public void Swap()
    {
        if (Attempts > 0 || owed.Count < 2 || Head.WasPassed) return;
        Owed[] all = [.. owed];
        all[0].WasPassed = true;
        (all[0], all[1]) = (all[1], all[0]);
        owed.Clear();
        foreach (var one in all) owed.Enqueue(one);
        Tail = all[^1];
    }

    /// <summary>The head is done with; the next one begins afresh.</summary>
    public Owed Next()
    {
        var done = owed.Dequeue();
        if (owed.Count == 0) Tail = null;
        (Attempts, FirstAt, DueAt) = (0, Moment.Never, Moment.Never);
        return done;
    }

    /// <summary>Lets a round wait until this line has nothing to do at the present instant.</summary>
    public void Await(Round round)
    {
        round.Add();
        (rounds ??= []).Add(round);
    }

    /// <summary>Tells those who wait that the line rests.</summary>
    public void Rest()
    {
        if (rounds is null) return;
        foreach (var round in rounds) round.Signal();
        rounds = null;
    }
}

/// <summary>What is being done about a line's head.</summary>
internal enum LineState : byte
{
    /// <summary>It stands among those to be tried at once.</summary>
    Ready,

    /// <summary>It is being tried.</summary>
    UnderWay,

    /// <summary>It failed and waits for its due instant.</summary>
    Waiting,

    /// <summary>Everything in it was dropped; what is under way has no consequences.</summary>
    Dropped,
}

/// <summary>One delivery in memory.</summary>
internal sealed class Owed(DeliveryId id, OwedRow? row, StoredEvent? content)
{
    // What the stream's position waits for; null once parked.
    private OwedRow? row = row;

    /// <summary>Its id.</summary>
    public DeliveryId Id { get; } = id;

    /// <summary>The row; null once parked, and then read again when it is tried.</summary>
    public StoredEvent? Content { get; private set; } = content;

    /// <summary>Whether it let another pass already.</summary>
    public bool WasPassed { get; set; }

    /// <summary>Whether it is written down as owed, so that the position may pass it.</summary>
    public bool Parked => row is null;

    /// <summary>It is written down: the position need not wait for it, and nothing of it has to be kept here.</summary>
    public void Park()
    {
        row?.Window.Settle(row);
        (row, Content) = (null, null);
    }

    /// <summary>It is done with: the position need not wait for it.</summary>
    public void Settle() => row?.Window.Settle(row);

    /// <summary>Whether it is another delivery of the same thread, or stands behind it.</summary>
    public bool IsAtOrAfter(in DeliveryId other) =>
        Id.Seq > other.Seq || (Id.Seq == other.Seq && Id.Part >= other.Part);
}

/// <summary>Waits until a number of lines rest.</summary>
internal sealed class Round
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int open = 1;

    /// <summary>
    /// Completes when every line added rests and <see cref="Signal"/> was called once more for the round itself.
    /// </summary>
    public Task Done => done.Task;

    /// <summary>One more line to wait for.</summary>
    public void Add() => Interlocked.Increment(ref open);

    /// <summary>One line less.</summary>
    public void Signal()
    {
        if (Interlocked.Decrement(ref open) == 0) done.TrySetResult();
    }
}
