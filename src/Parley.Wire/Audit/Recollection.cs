using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>
/// The last events of one thread in the order they happened, over the state before them: a send dated before some of
/// them is judged without those.
/// </summary>
internal sealed class Recollection
{
    private const int Most = 32;

    private readonly ThreadEvent[] events = new ThreadEvent[Most];
    private int count;
    private ThreadState before;

    /// <summary>Starts to remember a thread.</summary>
    public void Start(in ThreadState state)
    {
        before = state;
        Array.Clear(events);
        count = 0;
    }

    /// <summary>Takes in one more event, at its place in time.</summary>
    public void Add(ThreadEvent happened)
    {
        if (count == Most) Forget(Most / 2);
        var place = count++;
        while (place > 0 && events[place - 1].At > happened.At)
        {
            events[place] = events[place - 1];
            place--;
        }

        events[place] = happened;
    }

    /// <summary>The state from what happened at or before a moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="exact">Whether nothing later is in it: too much may have been forgotten.</param>
    public ThreadState StateAt(Moment now, out bool exact)
    {
        exact = before.LastEvent <= now;
        var state = before;
        for (var i = 0; i < count && Moment.Of(events[i].At) <= now; i++) state = ThreadState.Evolve(in state,
            events[i]);
        return state;
    }

    /// <summary>The first message of the page at or after a moment, or never.</summary>
    public Moment FirstWritten(Moment from)
    {
        for (var i = 0; i < count; i++)
        {
            if (events[i] is ThreadEvent.PageWrote && Moment.Of(events[i].At) >= from) return Moment.Of(events[i].At);
        }

        return Moment.Never;
    }

    private void Forget(int oldest)
    {
        for (var i = 0; i < oldest; i++) before = ThreadState.Evolve(in before, events[i]);
        Array.Copy(events, oldest, events, 0, count - oldest);
        count -= oldest;
        Array.Clear(events, count, Most - count);
    }
}
