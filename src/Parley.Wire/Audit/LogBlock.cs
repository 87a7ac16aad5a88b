namespace Parley.Wire.Audit;

/// <summary>Some lines that were read ahead, with their bytes.</summary>
public sealed class LogBlock
{
    private const int MostLines = 1024;
    private const int UsualBytes = 1024 * 1024;

    private readonly LogLine[] lines = new LogLine[MostLines];
    private byte[] buffer = new byte[UsualBytes];
    private int used;

    internal LogBlock()
    {
        for (var place = 0; place < MostLines; place++) lines[place] = new LogLine();
    }

    /// <summary>How many lines it holds.</summary>
    public int Count { get; private set; }

    internal LogLine this[int place] => lines[place];

    /// <summary>Empties it.</summary>
    internal void Clear()
    {
        (Count, used) = (0, 0);
        if (buffer.Length > UsualBytes) buffer = new byte[UsualBytes];
    }

    /// <summary>Whether a line finds room; a long one finds it in an empty block.</summary>
    internal bool HasRoomFor(int bytes) => Count == 0 || (Count < MostLines && used + bytes <= buffer.Length);

    /// <summary>Keeps a line's bytes and has it read.</summary>
    internal void Add(ReadOnlySpan<byte> bytes, LogReader reader)
    {
        if (used + bytes.Length > buffer.Length) buffer = new byte[bytes.Length];
        var kept = buffer.AsMemory(used, bytes.Length);
        bytes.CopyTo(kept.Span);
        used += bytes.Length;
        reader.Read(kept, lines[Count++]);
    }
}
