namespace Parley.AuditLoad;

/// <summary>Chance with a seed, the same on every machine (SplitMix64).</summary>
internal struct Chance(ulong seed)
{
    private ulong state = seed;

    /// <summary>64 bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 below a bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>One of many.</summary>
    public T OneOf<T>(T[] all) => all[Below(all.Length)];

    /// <summary>Whether something happens that happens so often in a hundred times.</summary>
    public bool InPercent(int percent) => Below(100) < percent;
}
