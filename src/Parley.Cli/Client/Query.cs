namespace Parley.Cli.Client;

/// <summary>Query strings of what was really given.</summary>
internal static class Query
{
    /// <summary><c>?a=1&amp;b=2</c>, or nothing if no value is given.</summary>
    public static string Of(IEnumerable<(string Name, string? Value)> parts)
    {
        var given = parts.Where(part => part.Value is not null);
        var query = string.Join('&', given.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length == 0 ? "" : "?" + query;
    }
}
