using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>What the log has told of every thread, line by line.</summary>
internal sealed class Threads
{
    // Threads whose last events are remembered one by one: the ones that spoke last.
    private const int Remembered = 8192;

    private readonly ThreadTable table = new();
    private readonly int[] ring = new int[Remembered];
    private readonly Dictionary<string, int> promised = [];
    private readonly Dictionary<(int Thread, string Payload), string> titles = [];
    private int started;

    /// <summary>How many threads there are.</summary>
    public int Count => table.Count;

    /// <summary>One thread.</summary>
    public ref ThreadTable.Row this[int thread] => ref table[thread];

    /// <summary>The thread of a page and a person, or -1.</summary>
    public int Find(AuditedPage page, long person) => table.Find(page.Number, person);

    /// <summary>The thread of a page and a person, new if need be.</summary>
    public int Ensure(AuditedPage page, long person) => table.Ensure(page.Number, person);

    /// <summary>The thread that gave a token, a comment or a post, or -1.</summary>
    public int WithPromise(AuditedPage page, string? name) =>
        name is not null && promised.TryGetValue(name, out var thread) && table[thread].Page == page.Number ? thread
            : -1;

    /// <summary>The title that went with the payload of a one-time request, or null.</summary>
    public string? TitleOf(int thread, string? payload) =>
        payload is not null && titles.TryGetValue((thread, payload), out var title) ? title : null;

    /// <summary>A one-time request went out: its opt-in will name the payload only.</summary>
    public void Asked(int thread, string payload, string title) => titles[(thread, payload)] = title;

    /// <summary>Takes in one event.</summary>
    public void Learn(int thread, ThreadEvent happened)
    {
        ref var row = ref table[thread];
        row.Recent ??= Remember(thread);
        row.Recent.Add(happened);
        row.Known.State = Moment.Of(happened.At) >= row.Known.LastEvent
            ? ThreadState.Evolve(row.Known.State, happened)
            : row.Recent.StateAt(new Moment(long.MaxValue), out _);
        if (NameOf(happened) is { } name) promised[name] = thread;
    }

    /// <summary>The state of a thread from what is known and happened at or before a moment.</summary>
    public ThreadState StateAt(int thread, Moment now, out bool exact)
    {
        exact = true;
        if (thread < 0) return ThreadState.Empty;
        ref var row = ref table[thread];
        if (row.Known.LastEvent <= now) return row.Known.State;
        if (row.Recent is { } recent) return recent.StateAt(now, out exact);
        exact = false;
        return row.Known.State;
    }

    private Recollection Remember(int thread)
    {
        var place = started++ % Remembered;
        Recollection? free = null;
        if (started > Remembered)
        {
            ref var oldest = ref table[ring[place]];
            (free, oldest.Recent) = (oldest.Recent, null);
        }

        ring[place] = thread;
        free ??= new Recollection();
        free.Start(table[thread].Known.State);
        return free;
    }

    private static string? NameOf(ThreadEvent happened) => happened switch
    {
        ThreadEvent.Commented comment => comment.Id,
        ThreadEvent.OneTimeOptIn oneTime => oneTime.Token,
        ThreadEvent.RecurringOptIn recurring => recurring.Token,
        _ => null,
    };
}
