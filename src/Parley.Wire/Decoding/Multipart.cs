using System.Text;
using System.Text.Unicode;

namespace Parley.Wire.Decoding;

/// <summary>
/// A <c>multipart/form-data</c> body. Text parts are parameters; a part with a file name, or called <c>filedata</c>, is
/// a file.
/// </summary>
internal sealed class Multipart(ReadOnlyMemory<byte> body, byte[] delimiter)
{
    private const int MostBoundaryCharacters = 200;

    private readonly PairList pairs = new();
    private readonly List<FilePart> files = [];
    private long textBytes;

    /// <summary>The delimiter (two dashes and the boundary) a Content-Type names, or null.</summary>
    public static byte[]? Boundary(string contentType) =>
        HeaderValue.Parameter(contentType, "boundary") is { Length: > 0 and <= MostBoundaryCharacters } boundary
            ? Encoding.UTF8.GetBytes("--" + boundary)
            : null;

    public GraphError? Read(out IReadOnlyList<NamedParam> found, out IReadOnlyList<FilePart> foundFiles)
    {
        (found, foundFiles) = ([], files);
        var start = body.Span.IndexOf(delimiter);
        if (start < 0) return Malformed("no multipart boundary in the body");
        for (var at = start + delimiter.Length; ;)
        {
            var rest = body.Span[at..];
            if (rest.StartsWith("--"u8))
            {
                found = pairs.Finish();
                return null;
            }

            var line = rest.IndexOf("\r\n"u8);
            if (line < 0) return Malformed("a multipart boundary without an end of line");
            var from = at + line + 2;
            var length = End(from);
            if (length < 0) return Malformed("a multipart part without an end");
            if (Part(body.Slice(from, length)) is { } error) return error;
            at = from + length + 2 + delimiter.Length;
        }
    }

    /// <summary>How long the part from here is: up to the line break before the next delimiter.</summary>
    private int End(int from)
    {
        var span = body.Span[from..];
        for (var skipped = 0; ;)
        {
            var next = span[skipped..].IndexOf(delimiter);
            if (next < 0) return -1;
            var end = skipped + next;
            if (end >= 2 && span[end - 2] == '\r' && span[end - 1] == '\n') return end - 2;
            skipped = end + delimiter.Length;
        }
    }

    private GraphError? Part(ReadOnlyMemory<byte> part)
    {
        var headers = part.Span.IndexOf("\r\n\r\n"u8);
        if (headers < 0 || !Utf8.IsValid(part.Span[..headers])) return Malformed("a multipart part without headers");
        string? disposition = null;
        string? contentType = null;
        foreach (var header in Encoding.UTF8.GetString(part.Span[..headers]).Split("\r\n"))
        {
            disposition = HeaderValue.Of(header, "content-disposition") ?? disposition;
            contentType = HeaderValue.Of(header, "content-type") ?? contentType;
        }

        if (HeaderValue.Parameter(disposition, "name") is not { Length: > 0 } partName)
            return Malformed("a multipart part without a name");
        return Keep(partName, HeaderValue.Parameter(disposition, "filename"), contentType, part[(headers + 4)..]);
    }

    private GraphError? Keep(string name, string? fileName, string? contentType, ReadOnlyMemory<byte> content)
    {
        if (fileName is null && name != FilePart.FileData)
        {
            // Files may be large; what is parsed may not.
            textBytes += content.Length;
            if (textBytes > GraphParameters.MostBodyBytes)
                return GraphErrors.Get("body_too_large", $"{GraphParameters.MostBodyBytes}");
            return Utf8.IsValid(content.Span)
                ? pairs.Add(name, Encoding.UTF8.GetString(content.Span))
                : GraphErrors.Get("param_encoding", name);
        }

        if (files.Count >= GraphParameters.MostPairs)
            return GraphErrors.Get("param_too_many", $"{GraphParameters.MostPairs}");
        files.Add(new FilePart(name, fileName, contentType, content));
        return null;
    }

    private static GraphError Malformed(string what) => GraphErrors.Get("body_malformed", what);
}
