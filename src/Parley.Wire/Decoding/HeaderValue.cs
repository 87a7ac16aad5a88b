using System.Text;

namespace Parley.Wire.Decoding;

/// <summary>Parameters of a header value: <c>form-data; name="message"; filename=a.png</c>.</summary>
internal static class HeaderValue
{
    /// <summary>The value of a header line if it is the one named, else null.</summary>
    public static string? Of(string line, string name)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var isNamed = colon > 0 && line.AsSpan(0, colon).Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
        return isNamed ? line[(colon + 1)..].Trim() : null;
    }

    /// <summary>A parameter's value without its quotes, or null if the header does not have it.</summary>
    public static string? Parameter(string? header, string name)
    {
        if (header is null) return null;
        var at = header.IndexOf(';', StringComparison.Ordinal);
        while (at >= 0 && at < header.Length)
        {
            var equals = header.IndexOf('=', at);
            if (equals < 0) return null;
            var key = header.AsSpan(at + 1, equals - at - 1).Trim();
            var value = Value(header, equals + 1, out at);
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return null;
    }

    private static string Value(string header, int start, out int next)
    {
        while (start < header.Length && header[start] == ' ') start++;
        if (start >= header.Length || header[start] != '"')
        {
            next = header.IndexOf(';', start);
            return (next < 0 ? header[start..] : header[start..next]).Trim();
        }

        var text = new StringBuilder();
        var at = start + 1;
        for (; at < header.Length && header[at] != '"'; at++)
        {
            if (header[at] == '\\' && at + 1 < header.Length && header[at + 1] is '"' or '\\') at++;
            text.Append(header[at]);
        }

        next = at < header.Length ? header.IndexOf(';', at) : -1;
        return text.ToString();
    }
}
