using System.Numerics;

namespace Parley.Wire.Audit;

/// <summary>Message ids seen lately, as hashes: enough to take a line that stands twice once.</summary>
/// <remarks>A repetition further apart is not recognised. Grows with the ids it is given.</remarks>
/// <param name="most">How many ids are held for sure; up to as many more are.</param>
internal sealed class MidMemory(int most)
{
    // Two generations: the younger one fills up, then takes the place of the older.
    private Generation young = new(1 << 12);
    private Generation old = new(1);

    /// <summary>Whether this is the first time.</summary>
    /// <param name="mid">The hash of an id.</param>
    /// <param name="scope">Where it holds.</param>
    public bool IsNew(ulong mid, long scope)
    {
        var hash = (mid ^ BitOperations.RotateLeft((ulong)scope * 0x9E3779B97F4A7C15, 31)) | 1;
        if (old.Holds(hash) || !young.Add(hash)) return false;
        if (young.Count < most) return true;
        (old, young) = (young, old.Emptied());
        return true;
    }

    /// <summary>A set of hashes by open addressing; 0 is no hash.</summary>
    private sealed class Generation(int slots)
    {
        private ulong[] held = new ulong[slots];

        public int Count { get; private set; }

        public bool Holds(ulong hash) => Count > 0 && held[Slot(hash)] == hash;

        public bool Add(ulong hash)
        {
            if ((Count + 1) * 4L > held.Length * 3L) Grow();
            ref var slot = ref held[Slot(hash)];
            if (slot == hash) return false;
            slot = hash;
            Count++;
            return true;
        }

        public Generation Emptied()
        {
            Array.Clear(held);
            Count = 0;
            return this;
        }

        private int Slot(ulong hash)
        {
            var mask = held.Length - 1;
            var slot = (int)(hash >> 32) & mask;
            while (held[slot] != 0 && held[slot] != hash) slot = (slot + 1) & mask;
            return slot;
        }

        private void Grow()
        {
            var before = held;
            held = new ulong[Math.Max(before.Length * 2, 1 << 12)];
            foreach (var hash in before)
            {
                if (hash != 0) held[Slot(hash)] = hash;
            }
        }
    }
}
