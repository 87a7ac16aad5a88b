namespace Parley.Wire.Decoding;

/// <summary>What a body that is a form holds.</summary>
internal sealed record FormBody(IReadOnlyList<NamedParam> Pairs, IReadOnlyList<FilePart> Files)
{
    public static readonly FormBody Empty = new([], []);

    public static GraphError? ReadForm(ReadOnlySpan<byte> body, out FormBody form)
    {
        var error = FormPairs.Read(body, out var pairs);
        form = new FormBody(pairs, []);
        return error;
    }

    public static GraphError? ReadMultipart(string contentType, ReadOnlyMemory<byte> body, out FormBody form)
    {
        form = Empty;
        if (Multipart.Boundary(contentType) is not { } boundary)
            return GraphErrors.Get("body_malformed", "the Content-Type names no multipart boundary");
        var error = new Multipart(body, boundary).Read(out var pairs, out var files);
        form = new FormBody(pairs, files);
        return error;
    }
}
