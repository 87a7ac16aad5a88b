namespace Parley.Wire.Audit;

/// <summary>
/// All threads of a log in as little memory as their states need: rows in chunks that never move, found by open
/// addressing.
/// </summary>
internal sealed class ThreadTable
{
    private const int ChunkBits = 10;
    private const int ChunkMask = (1 << ChunkBits) - 1;

    private readonly List<Row[]> chunks = [];
    private int[] slots = new int[1024];

    /// <summary>How many threads there are.</summary>
    public int Count { get; private set; }

    /// <summary>A thread by its number.</summary>
    public ref Row this[int thread] => ref chunks[thread >> ChunkBits][thread & ChunkMask];

    /// <summary>The number of a thread, or -1.</summary>
    public int Find(int page, long person)
    {
        var slot = Slot(page, person);
        return slots[slot] - 1;
    }

    /// <summary>The number of a thread, which comes into being if need be.</summary>
    public int Ensure(int page, long person)
    {
        var slot = Slot(page, person);
        if (slots[slot] > 0) return slots[slot] - 1;
        if ((Count + 1) * 4L > slots.Length * 3L)
        {
            Grow();
            slot = Slot(page, person);
        }

        if ((Count & ChunkMask) == 0) chunks.Add(new Row[ChunkMask + 1]);
        var thread = Count++;
        slots[slot] = thread + 1;
        ref var row = ref this[thread];
        (row.Page, row.Person, row.Known.State) = (page, person, ThreadState.Empty);
        return thread;
    }

    private int Slot(int page, long person)
    {
        var mask = slots.Length - 1;
        var slot = Hash(page, person) & mask;
        while (slots[slot] is > 0 and var taken)
        {
            ref var row = ref this[taken - 1];
            if (row.Person == person && row.Page == page) break;
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var thread = 0; thread < Count; thread++)
        {
            ref var row = ref this[thread];
            slots[Slot(row.Page, row.Person)] = thread + 1;
        }
    }

    private static int Hash(int page, long person)
    {
        var mixed = (ulong)person * 0x9E3779B97F4A7C15 ^ (ulong)page * 0xC2B2AE3D27D4EB4F;
        return (int)((mixed ^ (mixed >> 29)) >> 16) & int.MaxValue;
    }

    /// <summary>One thread.</summary>
    public struct Row
    {
        /// <summary>Who it is with.</summary>
        public long Person;

        /// <summary>The number of the page.</summary>
        public int Page;

        /// <summary>Whether a <c>person</c> line says that it is on Instagram.</summary>
        public bool SaidInstagram;

        /// <summary>What happened lately, for sends dated before it; null = forgotten.</summary>
        public Recollection? Recent;

        /// <summary>Everything learned of it so far.</summary>
        public CompactState Known;
    }
}
