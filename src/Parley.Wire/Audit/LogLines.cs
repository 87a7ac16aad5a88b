namespace Parley.Wire.Audit;

/// <summary>Cuts a stream of UTF-8 into lines without copying them.</summary>
/// <param name="stream">The stream; the caller disposes of it.</param>
public sealed class LogLines(Stream stream)
{
    private const int MostLineBytes = 64 * 1024 * 1024;

    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;
    private bool begun;
    private bool ended;

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>The next line without its line break.</summary>
    /// <param name="line">The line; good until the next call.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidDataException">A line is longer than 64 MB: this is no log.</exception>
    public bool TryNext(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = Cut(searched + found);
                start++;
                return true;
            }

            searched = end - start;
            if (ended)
            {
                line = Cut(searched);
                return searched > 0;
            }

            Fill();
        }
    }

    private ReadOnlyMemory<byte> Cut(int length)
    {
        var line = buffer.AsMemory(start, length);
        start += length;
        return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= MostLineBytes) throw new InvalidDataException("a line is longer than 64 MB");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer.AsSpan(end));
        Bytes += read;
        end += read;
        ended = read == 0;
        if (begun || end < 3) return;
        begun = true;
        if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8)) start = 3;
    }
}
