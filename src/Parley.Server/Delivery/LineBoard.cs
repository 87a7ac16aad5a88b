using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Parley.Policy;

namespace Parley.Server.Delivery;

/// <summary>The lines of one app: which are ready, and when the waiting ones fall due.</summary>
/// <remarks>Not thread-safe; its outbox guards it.</remarks>
internal sealed class LineBoard
{
    private readonly Dictionary<ThreadKey, ThreadLine> lines = [];
    private readonly Queue<ThreadLine> ready = [];
    private readonly PriorityQueue<ThreadLine, Moment> due = new();

    /// <summary>How many lines wait for a courier.</summary>
    public int Ready => ready.Count;

    /// <summary>Every line that is not empty.</summary>
    public IReadOnlyCollection<ThreadLine> All => lines.Values;

    /// <summary>A thread's line, made if there is none; whoever makes it adds to it at once.</summary>
    public ThreadLine Of(ThreadKey thread)
    {
        if (!lines.TryGetValue(thread, out var line)) lines[thread] = line = new ThreadLine(thread);
        return line;
    }

    /// <summary>A thread's line, if it has one.</summary>
    public bool TryFind(ThreadKey thread, [NotNullWhen(true)] out ThreadLine? line) =>
        lines.TryGetValue(thread, out line);

    /// <summary>A line is empty or dropped.</summary>
    public void Remove(ThreadLine line) => lines.Remove(line.Thread);

    /// <summary>A line's head is to be tried as soon as a courier is free.</summary>
    public void MakeReady(ThreadLine line)
    {
        line.State = LineState.Ready;
        ready.Enqueue(line);
    }

    /// <summary>Takes a line that is ready.</summary>
    public bool TryTake([NotNullWhen(true)] out ThreadLine? line)
    {
        while (ready.TryDequeue(out line))
        {
            if (line.State is not LineState.Ready) continue;
            line.State = LineState.UnderWay;
            return true;
        }

        return false;
    }

    /// <summary>A line's head is to be tried at a moment.</summary>
    public void WaitUntil(ThreadLine line, Moment at)
    {
        (line.State, line.DueAt) = (LineState.Waiting, at);
        due.Enqueue(line, at);
    }

    /// <summary>When a waiting line falls due next, or never.</summary>
    public Moment NextDue()
    {
        while (due.TryPeek(out var line, out var at))
        {
            if (IsDue(line, at)) return at;
            due.Dequeue();
        }

        return Moment.Never;
    }

    /// <summary>Takes the next line that is due.</summary>
    public bool TryTakeDue(Instant now, [NotNullWhen(true)] out ThreadLine? line)
    {
        line = null;
        var next = NextDue();
        return next.Happened && next <= Moment.Of(now) && due.TryDequeue(out line, out _);
    }

    // A line that was hurried or dropped in the meantime leaves its old place in the queue behind.
    private static bool IsDue(ThreadLine line, Moment at) => line.State is LineState.Waiting && line.DueAt == at;
}
