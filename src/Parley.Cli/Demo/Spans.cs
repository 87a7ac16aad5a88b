using System.Globalization;
using NodaTime.Text;
using Parley.Cli.Wordings;

namespace Parley.Cli.Demo;

/// <summary>How far a clock moved, in words: the two largest units.</summary>
internal static class Spans
{
    /// <summary><c>23 h later</c>, from one instant of the API to another.</summary>
    public static string Between(string from, string to, Wording words)
    {
        var (start, end) = (InstantPattern.ExtendedIso.Parse(from), InstantPattern.ExtendedIso.Parse(to));
        if (!start.Success || !end.Success) return words["span.unknown"];
        var span = end.Value - start.Value;
        var days = span.Days < 2 ? 0 : span.Days;
        var parts = new (int Count, string Unit)[]
        {
            (days, "days"), (span.Hours + ((span.Days - days) * 24), "h"), (span.Minutes, "min"), (span.Seconds, "s"),
            (span.Milliseconds, "ms"),
        };
        var told = parts.Where(part => part.Count != 0).Take(2).Select(part => words.Filled(
            "span." + part.Unit, ("n", part.Count.ToString(CultureInfo.InvariantCulture))));
        return words.Filled("span.later", ("span", string.Join(' ', told)));
    }
}
