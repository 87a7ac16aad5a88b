namespace Parley.Wire.Decoding;

/// <summary>How a body is written.</summary>
internal enum BodyKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Names and values, URL-encoded.</summary>
    Form,

    /// <summary>Parts.</summary>
    Multipart,
}

/// <summary>Tells how a body is written; where the header does not say, its first character does.</summary>
internal static class BodyKinds
{
    public static BodyKind Of(string? contentType, ReadOnlySpan<byte> body)
    {
        var first = body.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0) return BodyKind.None;
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        if (Is(type, "application/json") || Is(type, "text/json")) return BodyKind.Json;
        if (Is(type, "application/x-www-form-urlencoded")) return BodyKind.Form;
        if (Is(type, "multipart/form-data")) return BodyKind.Multipart;
        return body[first] is (byte)'{' ? BodyKind.Json : BodyKind.Form;
    }

    private static bool Is(ReadOnlySpan<char> type, string name) =>
        type.Equals(name, StringComparison.OrdinalIgnoreCase);
}
