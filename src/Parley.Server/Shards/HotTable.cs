using Parley.Policy;

namespace Parley.Server.Shards;

/// <summary>One thread in memory.</summary>
internal struct HotThread
{
    /// <summary>Which.</summary>
    public ThreadKey Thread;

    /// <summary>Its state, which may run ahead of the disk.</summary>
    public ThreadState State;

    /// <summary>The number of its newest row, 0 for none.</summary>
    public long Head;

    /// <summary>The newest row that its snapshot on disk contains.</summary>
    public long Saved;

    /// <summary>Whether it waits for a snapshot.</summary>
    public bool Queued;

    /// <summary>Whether somebody asked for it since the hand last came by.</summary>
    public bool Used;

    /// <summary>Whether the place holds a thread at all.</summary>
    public bool Taken;
}

/// <summary>
/// The threads a shard holds in memory: entries in one array, found by key, with a hand that goes round and lets idle
/// ones leave.
/// </summary>
/// <remarks>
/// Not thread-safe: the shard's lock guards it. A reference to an entry lives until the next <see cref="Add"/>.
/// INVARIANT: only an entry whose snapshot is up to date leaves, so what is not here can be loaded.
/// </remarks>
/// <param name="bound">Above how many entries idle ones leave.</param>
internal sealed class HotTable(int bound)
{
    private const int MostSteps = 64;
    private const int Smallest = 16;

    private readonly Dictionary<ThreadKey, int> places = [];
    private readonly Stack<int> free = [];
    private HotThread[] entries = new HotThread[Smallest];
    private int used;
    private int hand;

    /// <summary>How many threads are here.</summary>
    public int Count => places.Count;

    /// <summary>Whether more are here than should be: nothing idle and saved was found.</summary>
    public bool Crowded => places.Count > bound;

    /// <summary>All places up to now, taken or not.</summary>
    public Span<HotThread> Places => entries.AsSpan(0, used);

    /// <summary>The entry at a place.</summary>
    public ref HotThread this[int place] => ref entries[place];

    /// <summary>The place of a thread, or -1; asking keeps it from leaving for a round.</summary>
    public int Find(ThreadKey thread)
    {
        if (!places.TryGetValue(thread, out var place)) return -1;
        entries[place].Used = true;
        return place;
    }

    /// <summary>Takes a thread in; idle ones may leave for it.</summary>
    /// <param name="thread">The thread, not here yet.</param>
    /// <param name="state">Its state.</param>
    /// <param name="head">Its newest row, which its snapshot on disk contains.</param>
    public int Add(ThreadKey thread, in ThreadState state, long head)
    {
        if (!free.TryPop(out var place)) place = Grow();
        entries[place] = new HotThread
        {
            Thread = thread,
            State = state,
            Head = head,
            Saved = head,
            Used = true,
            Taken = true,
        };
        places.Add(thread, place);
        LetIdleLeave(place);
        return place;
    }

    /// <summary>Empties the table.</summary>
    public void Clear()
    {
        places.Clear();
        free.Clear();
        entries = new HotThread[Smallest];
        (used, hand) = (0, 0);
    }

    private int Grow()
    {
        if (used == entries.Length) Array.Resize(ref entries, used * 2);
        return used++;
    }

    private void LetIdleLeave(int except)
    {
        for (var step = 0; step < MostSteps && Crowded; step++)
        {
            hand = hand + 1 < used ? hand + 1 : 0;
            ref var entry = ref entries[hand];
            if (!entry.Taken || hand == except) continue;
            if (entry.Used)
            {
                entry.Used = false;
            }
            else if (entry.Head == entry.Saved && !entry.Queued)
            {
                places.Remove(entry.Thread);
                entry = default;
                free.Push(hand);
            }
        }
    }
}
