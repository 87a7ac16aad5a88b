using System.Runtime.InteropServices;

namespace Parley.Wire.Audit;

/// <summary>Message ids seen lately, as hashes: enough to take a line that stands twice once.</summary>
/// <remarks>Holds the last <see cref="Most"/> ids; a repetition further apart is not recognised.</remarks>
internal sealed class MidMemory
{
    /// <summary>How many ids are held.</summary>
    public const int Most = 1 << 20;

    private readonly HashSet<ulong> known = [];
    private readonly Queue<ulong> order = [];

    /// <summary>Whether this is the first time.</summary>
    public bool IsNew(ReadOnlySpan<char> mid, long scope)
    {
        var hash = Hash(mid, scope);
        if (!known.Add(hash)) return false;
        order.Enqueue(hash);
        if (order.Count > Most) known.Remove(order.Dequeue());
        return true;
    }

    private static ulong Hash(ReadOnlySpan<char> mid, long scope)
    {
        var hash = 0xCBF29CE484222325 ^ (ulong)scope;
        foreach (var one in MemoryMarshal.AsBytes(mid)) hash = (hash ^ one) * 0x100000001B3;
        return hash;
    }
}
