using System.Diagnostics.CodeAnalysis;

namespace Parley.Wire.Decoding;

/// <summary>Names in bracket notation: <c>message[quick_replies][0][title]</c>, <c>fields[]</c>.</summary>
internal static class BracketName
{
    /// <summary>Splits a name; false if it is a plain one. An empty segment stands for <c>[]</c>.</summary>
    public static bool TrySplit(
        string name, [NotNullWhen(true)] out string? first, [NotNullWhen(true)] out IReadOnlyList<string>? rest)
    {
        (first, rest) = (null, null);
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || !name.EndsWith(']')) return false;
        var segments = new List<string>();
        for (var at = open; at < name.Length;)
        {
            if (name[at] != '[') return false;
            var close = name.IndexOf(']', at);
            if (close < 0) return false;
            segments.Add(name[(at + 1)..close]);
            at = close + 1;
        }

        (first, rest) = (name[..open], segments);
        return true;
    }
}
