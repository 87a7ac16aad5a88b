using System.Globalization;
using System.Text.Json;

namespace Parley.Wire;

/// <summary>
/// The part of JSONPath that batch requests use: names (<c>.data</c>, <c>['data']</c>), places (<c>[0]</c>) and all of
/// a list or an object (<c>[*]</c>, <c>.*</c>), from the root <c>$</c>.
/// </summary>
/// <remarks>
/// Filters, slices, scripts and <c>..</c> are not read. Source: developers.facebook.com, Graph API "Batch requests".
/// </remarks>
public sealed class JsonPath
{
    private const int MostSteps = 32;

    private readonly List<Step> steps = [];

    private JsonPath()
    {
    }

    /// <summary>Reads a path; null if it is none, or one of a kind that is not read.</summary>
    public static JsonPath? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text is not ['$', ..]) return null;
        var path = new JsonPath();
        for (var rest = text[1..]; rest.Length > 0;)
        {
            if (path.steps.Count == MostSteps || Next(ref rest) is not { } step) return null;
            path.steps.Add(step);
        }

        return path;
    }

    /// <summary>Every value the path leads to, in order.</summary>
    public IEnumerable<JsonElement> Find(JsonElement root) =>
        steps.Aggregate((IEnumerable<JsonElement>)[root], (found, step) => found.SelectMany(step.From));

    private static Step? Next(ref ReadOnlySpan<char> rest)
    {
        var dotted = rest[0] is '.';
        if (!dotted && rest[0] is not '[') return null;
        var end = dotted ? rest[1..].IndexOfAny('.', '[') : rest.IndexOf(']');
        if (!dotted && end < 0) return null;
        end = !dotted ? end : end < 0 ? rest.Length : end + 1;
        var inner = rest[1..end].Trim();
        rest = dotted ? rest[end..] : rest[(end + 1)..];
        return dotted ? Named(inner) : Bracketed(inner);
    }

    private static Step? Named(ReadOnlySpan<char> name) => name switch
    {
        [] => null,
        "*" => new Step(null, null),
        _ => new Step(name.ToString(), null),
    };

    private static Step? Bracketed(ReadOnlySpan<char> inner)
    {
        if (inner is "*") return new Step(null, null);
        if (inner is ['\'', .., '\''] or ['"', .., '"']) return new Step(inner[1..^1].ToString(), null);
        return int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new Step(null, place)
            : null;
    }

    private readonly record struct Step(string? Name, int? Place)
    {
        public IEnumerable<JsonElement> From(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Array when Place is { } place => value.EnumerateArray().Skip(place).Take(1),
            JsonValueKind.Array when Name is null => value.EnumerateArray(),
            JsonValueKind.Object when Name is { } name => value.TryGetProperty(name, out var member) ? [member] : [],
            JsonValueKind.Object when Place is null => value.EnumerateObject().Select(member => member.Value),
            _ => [],
        };
    }
}
