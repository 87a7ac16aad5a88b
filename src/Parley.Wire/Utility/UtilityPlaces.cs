using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Wire;

/// <summary>The places of a text that are filled when it is sent: <c>{{1}}</c>, or <c>{{name}}</c>.</summary>
internal static partial class UtilityPlaces
{
    /// <summary>The names of the places in the order of the text, each once.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. Form().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>What the places of a text must be, or null where they are.</summary>
    public static string? Fault(string text, bool named)
    {
        var places = Of(text);
        if (named)
        {
            return places.All(place => NameForm().IsMatch(place))
                ? null
                : "a text whose places are named by small letters, digits and underscores, as {{order_id}}";
        }

        var numbers = Enumerable.Range(1, places.Count).Select(number => number.ToString(CultureInfo.InvariantCulture));
        return numbers.Order(StringComparer.Ordinal).SequenceEqual(places.Order(StringComparer.Ordinal))
            ? null
            : "a text whose places are numbered from {{1}} without a gap";
    }

    /// <summary>The text with its places filled; a place nobody fills stays as it is.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Form().Replace(text, match => values.GetValueOrDefault(match.Groups[1].Value, match.Value));

    [GeneratedRegex(@"\{\{\s*([^{}]{0,100}?)\s*\}\}")]
    private static partial Regex Form();

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,99}$")]
    private static partial Regex NameForm();
}
