using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Findings;

/// <summary>Something a person said or tapped that an automated app owes an answer in time.</summary>
/// <param name="row">The row that tells it.</param>
/// <param name="stream">The row's stream.</param>
/// <param name="app">The app.</param>
/// <param name="dueAt">The first moment at which it is late.</param>
internal sealed class OpenInput(StoredEvent row, int stream, long app, Moment dueAt)
{
    public ThreadKey Thread { get; } = row.Thread;

    public Channel Channel { get; } = row.Channel;

    public int Shard { get; } = row.Shard;

    public int Stream { get; } = stream;

    public long Seq { get; } = row.Seq;

    public Moment At { get; } = row.At;

    public long App { get; } = app;

    public Moment DueAt { get; } = dueAt;

    /// <summary>Whether it is judged.</summary>
    public bool Settled { get; set; }
}

/// <summary>The inputs of a journal that wait to be judged, by the moment they fall due.</summary>
/// <remarks>Not thread-safe; the watch guards it.</remarks>
internal sealed class OpenInputs
{
    private readonly PriorityQueue<OpenInput, (long DueAt, long Seq)> due = new();
    private readonly Dictionary<(int Stream, long Seq), OpenInput> byRow = [];
    private readonly Dictionary<int, Queue<OpenInput>> inOrder = [];

    /// <summary>When the next one falls due, or never.</summary>
    public Moment NextDue
    {
        get
        {
            while (due.TryPeek(out var next, out _))
            {
                if (!next.Settled) return next.DueAt;
                due.Dequeue();
            }

            return Moment.Never;
        }
    }

    public void Add(OpenInput input)
    {
        if (!inOrder.TryGetValue(input.Stream, out var queue)) inOrder[input.Stream] = queue = [];
        queue.Enqueue(input);
        byRow.Add((input.Stream, input.Seq), input);
        Wait(input);
    }

    /// <summary>It falls due again: judging it failed.</summary>
    public void Wait(OpenInput input) => due.Enqueue(input, (input.DueAt.Milliseconds, input.Seq));

    /// <summary>It is judged; nothing happens if it is not here.</summary>
    public void Settle(int stream, long seq)
    {
        if (!byRow.Remove((stream, seq), out var input)) return;
        input.Settled = true;
        var queue = inOrder[stream];
        while (queue.TryPeek(out var first) && first.Settled) queue.Dequeue();
    }

    /// <summary>Takes those that are due at a moment, the earliest first, at most so many.</summary>
    public List<OpenInput> TakeDue(Moment now, int most)
    {
        var taken = new List<OpenInput>();
        while (taken.Count < most && NextDue is { Happened: true } next && next <= now) taken.Add(due.Dequeue());
        return taken;
    }

    /// <summary>Up to which row of a stream everything is judged, given how far it was read.</summary>
    public long SettledUpTo(int stream, long read) =>
        inOrder.TryGetValue(stream, out var queue) && queue.TryPeek(out var first) ? first.Seq - 1 : read;
}
