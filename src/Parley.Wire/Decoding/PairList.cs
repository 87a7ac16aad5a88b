using System.Globalization;

namespace Parley.Wire.Decoding;

/// <summary>Gathers names and values, bounded; names in bracket notation grow into trees.</summary>
internal sealed class PairList
{
    private readonly List<NamedParam> flat = [];
    private Dictionary<string, BracketTree>? trees;
    private int count;

    /// <summary>Takes one more pair; an error if there are too many, or one is nested too deep.</summary>
    public GraphError? Add(string name, string value)
    {
        if (++count > GraphParameters.MostPairs)
            return GraphErrors.Get("param_too_many", GraphParameters.MostPairs.ToString(CultureInfo.InvariantCulture));
        if (!BracketName.TrySplit(name, out var first, out var rest))
        {
            flat.Add(new NamedParam(name, new Param(value)));
            return null;
        }

        if (rest.Count >= GraphParameters.DeepestNesting)
        {
            var limit = GraphParameters.DeepestNesting.ToString(CultureInfo.InvariantCulture);
            return GraphErrors.Get("param_too_deep", first, limit);
        }

        trees ??= new Dictionary<string, BracketTree>(StringComparer.Ordinal);
        if (!trees.TryGetValue(first, out var tree)) trees.Add(first, tree = new BracketTree());
        tree.Put(rest, value);
        return null;
    }

    /// <summary>All pairs, later ones of a name last.</summary>
    public IReadOnlyList<NamedParam> Finish()
    {
        foreach (var (name, tree) in trees ?? []) flat.Add(new NamedParam(name, new Param(tree.ToJson())));
        return flat;
    }
}
