using System.Runtime.InteropServices;

namespace Parley.Wire.Content;

/// <summary>
/// Finds every one of many strings in one pass (Aho and Corasick, 1975). Built once, then read by any thread. States
/// are numbered breadth first, so that those a text visits most lie close together, and most states keep their only
/// edge beside what else a visit needs.
/// </summary>
internal sealed class PhraseTree
{
    private const int Root = 0;
    private const int Empty = -1;
    private const int FewEdges = 6;

    private readonly int[] rootNext = new int[char.MaxValue + 1];
    private readonly State[] states;
    private readonly char[] edgeLetters;
    private readonly int[] edgeTargets;
    private readonly Output[] outputs;

    /// <summary>Builds the tree of some strings; a string's number is its place in the list.</summary>
    /// <param name="strings">Folded strings, none of them empty, no two equal.</param>
    public PhraseTree(IReadOnlyList<string> strings)
    {
        var root = new Sprout();
        for (var number = 0; number < strings.Count; number++) Plant(root, strings[number], number);

        outputs = new Output[strings.Count];
        var grown = BreadthFirst(root);
        states = new State[grown.Count];
        edgeLetters = new char[grown.Count];
        edgeTargets = new int[grown.Count];
        var edges = 0;
        foreach (var sprout in grown) edges = Settle(sprout, edges);
        foreach (var (letter, child) in root.Children) rootNext[letter] = child.Number;
        foreach (var sprout in grown) LinkChildren(sprout, strings);
    }

    /// <summary>Reports every string that ends anywhere in a text, in the order of their ends.</summary>
    public void Find(ReadOnlySpan<char> text, List<Hit> hits)
    {
        var state = Root;
        for (var at = 0; at < text.Length; at++)
        {
            state = Next(state, text[at]);
            for (var found = states[state].Output; found != Empty; found = outputs[found].Next)
                hits.Add(new Hit(found, at + 1 - outputs[found].Length, at + 1));
        }
    }

    private int Next(int state, char letter)
    {
        while (state != Root)
        {
            ref readonly var from = ref states[state];
            if (from.Edges == 1)
            {
                if (from.OnlyLetter == letter) return from.FirstEdge;
            }
            else if (from.Edges > 1 && Edge(in from, letter) is var child and not Empty)
            {
                return child;
            }

            state = from.Fallback;
        }

        return rootNext[letter];
    }

    private int Edge(in State from, char letter)
    {
        var letters = edgeLetters.AsSpan(from.FirstEdge, from.Edges);
        var at = from.Edges <= FewEdges ? letters.IndexOf(letter) : letters.BinarySearch(letter);
        return at >= 0 ? edgeTargets[from.FirstEdge + at] : Empty;
    }

    private static void Plant(Sprout root, string text, int number)
    {
        var at = root;
        foreach (var letter in text)
        {
            ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(at.Children, letter, out _);
            child ??= new Sprout();
            at = child;
        }

        at.Found = number;
    }

    private static List<Sprout> BreadthFirst(Sprout root)
    {
        var all = new List<Sprout> { root };
        for (var at = 0; at < all.Count; at++)
        {
            all[at].Number = at;
            all.AddRange(all[at].Children.OrderBy(edge => edge.Key).Select(edge => edge.Value));
        }

        return all;
    }

    /// <summary>Gives a state its number's place and its edges theirs; returns where the next edges go.</summary>
    private int Settle(Sprout sprout, int edges)
    {
        ref var state = ref states[sprout.Number];
        state = new State { Output = Empty, Edges = (ushort)sprout.Children.Count, FirstEdge = edges };
        if (sprout.Children.Count == 1)
        {
            var (letter, child) = sprout.Children.Single();
            state.OnlyLetter = letter;
            state.FirstEdge = child.Number;
            return edges;
        }

        foreach (var (letter, child) in sprout.Children.OrderBy(edge => edge.Key))
        {
            edgeLetters[edges] = letter;
            edgeTargets[edges] = child.Number;
            edges++;
        }

        return edges;
    }

    /// <summary>
    /// A state falls back to the longest other state that ends as it does; parents come first, so theirs is known.
    /// </summary>
    private void LinkChildren(Sprout sprout, IReadOnlyList<string> strings)
    {
        foreach (var (letter, child) in sprout.Children)
        {
            ref var state = ref states[child.Number];
            state.Fallback = sprout.Number == Root ? Root : Next(states[sprout.Number].Fallback, letter);
            state.Output = states[state.Fallback].Output;
            if (child.Found == Empty) continue;
            outputs[child.Found] = new Output(strings[child.Found].Length, state.Output);
            state.Output = child.Found;
        }
    }

    /// <summary>One string found.</summary>
    /// <param name="Number">Its place in the list the tree was built of.</param>
    /// <param name="Start">Where it starts.</param>
    /// <param name="End">Where it ends, exclusive.</param>
    public readonly record struct Hit(int Number, int Start, int End);

    /// <summary>
    /// All a visit needs, a quarter of a cache line; an only edge leads to <see cref="FirstEdge"/> itself.
    /// </summary>
    private struct State
    {
        public int Fallback;
        public int Output;
        public int FirstEdge;
        public ushort Edges;
        public char OnlyLetter;
    }

    /// <summary>A string that ends in a state, and the longest other that ends there too.</summary>
    private readonly record struct Output(int Length, int Next);

    /// <summary>A state while the tree grows.</summary>
    private sealed class Sprout
    {
        public Dictionary<char, Sprout> Children { get; } = [];

        public int Found { get; set; } = Empty;

        public int Number { get; set; }
    }
}
