using System.Buffers.Text;

namespace Parley.Load.Generator;

/// <summary>Just enough of HTTP/1.1 to find the end of an answer: a content length, or chunks.</summary>
internal static class HttpAnswer
{
    /// <summary>Whether the status is 200.</summary>
    public static bool IsOk(ReadOnlySpan<byte> answer) => answer["HTTP/1.1 ".Length..].StartsWith("200"u8);

    /// <summary>Whether the answer has been read to its end.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var headers = answer.IndexOf("\r\n\r\n"u8);
        if (headers < 0) return false;
        var head = answer[..(headers + 2)];
        var body = answer[(headers + 4)..];
        return Length(head) is { } length ? body.Length >= length : body.EndsWith("0\r\n\r\n"u8);
    }

    private static int? Length(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        if (at < 0) return null;
        return Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _)
            ? length
            : throw new IOException("The answer's Content-Length is no number.");
    }
}
