using System.Text.Json;

namespace Parley.Wire.Sends;

/// <summary>
/// Takes an object apart by the names it may have. Names it may not have are refused, unless they say nothing.
/// </summary>
internal static class Members
{
    /// <param name="value">The object.</param>
    /// <param name="path">What to call it in an error.</param>
    /// <param name="names">The names it may have.</param>
    /// <param name="found">The value of each name, in the same order; of a name given twice, the last.</param>
    public static GraphError? Collect(JsonElement value, string path, ReadOnlySpan<string> names, Span<Param> found)
    {
        List<string>? unknown = null;
        foreach (var member in value.EnumerateObject())
        {
            var at = 0;
            while (at < names.Length && !member.NameEquals(names[at])) at++;
            if (at < names.Length) found[at] = new Param(member.Value);
            else if (!new Param(member.Value).IsAbsent) (unknown ??= []).Add(member.Name);
        }

        return unknown is null ? null : GraphErrors.Get("param_keys", string.Join(", ", unknown), path);
    }
}
