using Parley.Policy;
using Parley.Policy.Rules;

namespace Parley.Wire.Audit;

/// <summary>
/// Inputs that wait for the answer an automated bot owes, and what is said of those it answered late.
/// </summary>
/// <param name="found">Called for a late one.</param>
internal sealed class OpenInputs(Action<OpenInput, Finding> found)
{
    // An answer may stand in the log somewhat below later news; after that the input had none.
    private const long PatienceMilliseconds = 60 * 60 * 1000;

    private readonly Queue<OpenInput> waiting = [];
    private readonly Dictionary<int, List<OpenInput>> byThread = [];
    private Moment newest = Moment.Never;

    /// <summary>Time is known to have reached a moment.</summary>
    public void Reach(Moment now)
    {
        newest = Moment.Later(newest, now);
        while (waiting.TryPeek(out var oldest) && (oldest.Settled || oldest.At.Plus(PatienceMilliseconds) < newest))
        {
            waiting.Dequeue();
            if (!oldest.Settled) Settle(oldest, Moment.Never);
        }
    }

    /// <summary>
    /// A person wrote or tapped; <paramref name="answered"/> is an answer that stands above, or never.
    /// </summary>
    public void Add(OpenInput input, Moment answered)
    {
        if (answered.Happened)
        {
            Judge(input, answered);
            return;
        }

        waiting.Enqueue(input);
        if (!byThread.TryGetValue(input.Thread, out var open)) byThread[input.Thread] = open = [];
        open.Add(input);
    }

    /// <summary>The page wrote in a thread.</summary>
    public void Answer(int thread, Moment at)
    {
        if (byThread.Count == 0 || !byThread.TryGetValue(thread, out var open)) return;
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i].At <= at) Settle(open[i], at);
        }
    }

    /// <summary>The log ends: what still waits was not answered as far as it tells.</summary>
    public void End()
    {
        while (waiting.TryDequeue(out var input))
        {
            if (!input.Settled) Settle(input, Moment.Never);
        }
    }

    private void Settle(OpenInput input, Moment answered)
    {
        input.Settled = true;
        var open = byThread[input.Thread];
        open.Remove(input);
        if (open.Count == 0) byThread.Remove(input.Thread);
        Judge(input, answered);
    }

    private void Judge(OpenInput input, Moment answered)
    {
        if (ThirtySeconds.Judge(input.At, input.GetStarted, answered, newest) is { } finding) found(input, finding);
    }
}

/// <summary>An input that waits for its answer.</summary>
internal sealed class OpenInput(long line, int thread, AuditedPage page, Channel channel, Moment at)
{
    public long Line => line;

    public int Thread => thread;

    public AuditedPage Page => page;

    public Channel Channel => channel;

    public Moment At => at;

    /// <summary>Whether it was the Get Started button.</summary>
    public bool GetStarted { get; init; }

    /// <summary>Whether it is judged.</summary>
    public bool Settled { get; set; }
}
