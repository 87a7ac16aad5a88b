namespace Parley.AuditLoad;

/// <summary>Writes lines of UTF-8 through a large buffer.</summary>
internal sealed class LineWriter(Stream stream)
{
    private const int MostLineBytes = 16 * 1024;

    private readonly byte[] buffer = new byte[1 << 20];
    private int used;
    private int lastLine;

    /// <summary>Lines written so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Where the next line is to be written; then <see cref="Done"/>.</summary>
    public Span<byte> Next()
    {
        if (buffer.Length - used < MostLineBytes) Flush();
        return buffer.AsSpan(used);
    }

    /// <summary>A line of so many bytes was written.</summary>
    public void Done(int bytes)
    {
        lastLine = used;
        used += bytes;
        buffer[used++] = (byte)'\n';
        Lines++;
    }

    /// <summary>The last line once more, as a platform that was not answered posts again.</summary>
    public void Again()
    {
        var bytes = used - lastLine - 1;
        if (bytes <= 0 || buffer.Length - used < MostLineBytes) return;
        buffer.AsSpan(lastLine, bytes).CopyTo(buffer.AsSpan(used));
        Done(bytes);
    }

    /// <summary>Hands everything to the stream.</summary>
    public void Flush()
    {
        stream.Write(buffer.AsSpan(0, used));
        (used, lastLine) = (0, 0);
    }
}
