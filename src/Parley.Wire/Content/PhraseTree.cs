using System.Runtime.InteropServices;

namespace Parley.Wire.Content;

/// <summary>
/// Finds every one of many strings in one pass (Aho and Corasick, 1975). Built once, then read by any thread.
/// </summary>
internal sealed class PhraseTree
{
    private const int Root = 0;
    private const int Empty = -1;

    private readonly int[] rootNext = new int[char.MaxValue + 1];
    private readonly ulong[] edgeKeys;
    private readonly int[] edgeTargets;
    private readonly int edgeMask;
    private readonly int[] fallback;
    private readonly int[] found;
    private readonly int[] alsoFound;
    private readonly int[] lengths;

    /// <summary>Builds the tree of some strings; a string's number is its place in the list.</summary>
    /// <param name="strings">Folded strings, none of them empty, no two equal.</param>
    public PhraseTree(IReadOnlyList<string> strings)
    {
        var children = new List<Dictionary<char, int>> { new() };
        var ends = new List<int> { Empty };
        for (var number = 0; number < strings.Count; number++) Plant(strings[number], number, children, ends);

        lengths = [.. strings.Select(one => one.Length)];
        found = [.. ends];
        fallback = new int[children.Count];
        alsoFound = new int[children.Count];
        Array.Fill(alsoFound, Empty);
        edgeMask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)children.Count * 2) - 1;
        edgeKeys = new ulong[edgeMask + 1];
        edgeTargets = new int[edgeMask + 1];
        foreach (var (letter, child) in children[Root]) rootNext[letter] = child;
        for (var state = 1; state < children.Count; state++)
        {
            foreach (var (letter, child) in children[state]) AddEdge(state, letter, child);
        }

        LinkFallbacks(children);
    }

    /// <summary>Reports every string that ends anywhere in a text, in the order of their ends.</summary>
    public void Find(ReadOnlySpan<char> text, List<Hit> hits)
    {
        var state = Root;
        for (var at = 0; at < text.Length; at++)
        {
            state = Next(state, text[at]);
            for (var end = found[state] != Empty ? state : alsoFound[state]; end != Empty; end = alsoFound[end])
                hits.Add(new Hit(found[end], at + 1 - lengths[found[end]], at + 1));
        }
    }

    private int Next(int state, char letter)
    {
        while (state != Root)
        {
            var child = Edge(state, letter);
            if (child != Empty) return child;
            state = fallback[state];
        }

        return rootNext[letter];
    }

    private static void Plant(string text, int number, List<Dictionary<char, int>> children, List<int> ends)
    {
        var state = Root;
        foreach (var letter in text)
        {
            ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(children[state], letter, out var exists);
            if (!exists)
            {
                child = children.Count;
                state = child;
                children.Add([]);
                ends.Add(Empty);
            }
            else
            {
                state = child;
            }
        }

        ends[state] = number;
    }

    /// <summary>Breadth first: a state falls back to the longest other state that ends as it does.</summary>
    private void LinkFallbacks(List<Dictionary<char, int>> children)
    {
        var queue = new Queue<int>(children[Root].Values);
        while (queue.TryDequeue(out var state))
        {
            foreach (var (letter, child) in children[state])
            {
                fallback[child] = Next(fallback[state], letter);
                queue.Enqueue(child);
            }

            var shorter = fallback[state];
            alsoFound[state] = found[shorter] != Empty ? shorter : alsoFound[shorter];
        }
    }

    private void AddEdge(int state, char letter, int child)
    {
        var slot = SlotOf(state, letter);
        while (edgeKeys[slot] != 0) slot = (slot + 1) & edgeMask;
        edgeKeys[slot] = KeyOf(state, letter);
        edgeTargets[slot] = child;
    }

    private int Edge(int state, char letter)
    {
        var key = KeyOf(state, letter);
        for (var slot = SlotOf(state, letter); edgeKeys[slot] != 0; slot = (slot + 1) & edgeMask)
        {
            if (edgeKeys[slot] == key) return edgeTargets[slot];
        }

        return Empty;
    }

    // The root's edges live in a table of their own, so no key is 0.
    private static ulong KeyOf(int state, char letter) => ((ulong)(uint)state << 16) | letter;

    private int SlotOf(int state, char letter) =>
        (int)((KeyOf(state, letter) * 0x9E3779B97F4A7C15UL) >> 40) & edgeMask;

    /// <summary>One string found.</summary>
    /// <param name="Number">Its place in the list the tree was built of.</param>
    /// <param name="Start">Where it starts.</param>
    /// <param name="End">Where it ends, exclusive.</param>
    public readonly record struct Hit(int Number, int Start, int End);
}
