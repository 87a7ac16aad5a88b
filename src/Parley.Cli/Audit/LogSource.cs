using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>A log to read: a file, plain or gzip, or standard input.</summary>
internal sealed class LogSource : IDisposable
{
    private readonly Stream raw;
    private readonly Stream stream;
    private readonly bool packed;

    private LogSource(string name, Stream raw)
    {
        Name = name;
        this.raw = raw;
        packed = IsGzip(raw);
        stream = packed ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        Lines = new LogLines(stream);
    }

    /// <summary>What to call it.</summary>
    public string Name { get; }

    /// <summary>Its lines.</summary>
    public LogLines Lines { get; }

    /// <summary>How much of it is read, from 0 to 1; null if its length is not known.</summary>
    public double? Done => raw.CanSeek && raw.Length > 0 ? (double)raw.Position / raw.Length : null;

    /// <exception cref="CliException">It cannot be opened.</exception>
    public static LogSource Open(string log, TextReader input)
    {
        try
        {
            return log is "-"
                ? new LogSource("standard input", ReferenceEquals(input, Console.In) ? StandardInput() : Copied(input))
                : new LogSource(log, new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.Read, 1));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CliException.Usage($"cannot read {log}: {fault.Message}");
        }
    }

    /// <summary>The log was read to its end: gzip data must say that this was all of it.</summary>
    /// <exception cref="InvalidDataException">It was cut, or holds several parts.</exception>
    public void CheckWhole()
    {
        if (!packed) return;
        Span<byte> length = stackalloc byte[sizeof(uint)];
        raw.Position = Math.Max(0, raw.Length - length.Length);
        raw.ReadExactly(length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(length) == unchecked((uint)Lines.Bytes)) return;
        throw new InvalidDataException("the gzip data is cut short, or holds several parts: unpack it and audit `-`");
    }

    public void Dispose()
    {
        stream.Dispose();
        raw.Dispose();
    }

    private static BufferedStream StandardInput() => new(Console.OpenStandardInput(), 64 * 1024);

    private static MemoryStream Copied(TextReader input) => new(Encoding.UTF8.GetBytes(input.ReadToEnd()));

    // Only what can be read twice is looked at first.
    private static bool IsGzip(Stream raw)
    {
        if (!raw.CanSeek) return false;
        Span<byte> magic = stackalloc byte[2];
        var read = raw.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        raw.Position = 0;
        return read == 2 && magic is [0x1F, 0x8B];
    }
}
