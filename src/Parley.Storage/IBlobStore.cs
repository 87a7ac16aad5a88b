using System.Security.Cryptography;

namespace Parley.Storage;

/// <summary>
/// Bytes by their hash: the files of attachments, each kept once however often it is sent. What is here is whole; what
/// it belongs to is told by documents.
/// </summary>
public interface IBlobStore
{
    /// <summary>Begins to take in bytes. Nobody sees them before <see cref="BlobWriter.Finish"/>.</summary>
    /// <exception cref="CommitFailedException">There is no place for them.</exception>
    BlobWriter Begin();

    /// <summary>The bytes of a hash, to be read from any place; null if they are not here.</summary>
    /// <param name="hash">SHA-256 as 64 hexadecimal digits in lower case; anything else names nothing.</param>
    Stream? Open(string hash);

    /// <summary>
    /// Deletes what nothing refers to, but for what was finished since the store was opened. Once per opening.
    /// </summary>
    /// <param name="referred">The hashes that documents name, read after the store was opened.</param>
    /// <returns>How many were deleted.</returns>
    int Sweep(IReadOnlySet<string> referred);
}

/// <summary>Takes in the bytes of one file. Disposed unfinished, it leaves nothing behind. Not thread-safe.</summary>
public abstract class BlobWriter : IAsyncDisposable
{
    /// <summary>How many of the first bytes are remembered.</summary>
    public const int MostHead = 64 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream head = new();

    /// <summary>The first bytes, up to <see cref="MostHead"/>.</summary>
    public ReadOnlySpan<byte> Head => head.GetBuffer().AsSpan(0, (int)head.Length);

    /// <summary>How many bytes came in.</summary>
    public long Length { get; private set; }

    /// <summary>Takes in some bytes.</summary>
    /// <exception cref="CommitFailedException">They cannot be written.</exception>
    public async ValueTask Write(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
    {
        hash.AppendData(bytes.Span);
        Length += bytes.Length;
        var room = MostHead - (int)head.Length;
        if (room > 0) head.Write(bytes.Span[..Math.Min(room, bytes.Length)]);
        try
        {
            await Store(bytes, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failed(error);
        }
    }

    /// <summary>Ends it: when the task completes, the bytes are on disk under their hash.</summary>
    /// <returns>The hash.</returns>
    /// <exception cref="CommitFailedException">They cannot be written.</exception>
    public async ValueTask<string> Finish()
    {
        var name = Convert.ToHexStringLower(hash.GetHashAndReset());
        try
        {
            await Keep(name);
            return name;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failed(error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        hash.Dispose();
        await head.DisposeAsync();
        await Drop();
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts bytes behind the ones before.</summary>
    protected abstract ValueTask Store(ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>Makes what came in visible under its hash, and durable before.</summary>
    protected abstract ValueTask Keep(string hash);

    /// <summary>Gives back what is held; what was not kept is gone.</summary>
    protected abstract ValueTask Drop();

    private static CommitFailedException Failed(Exception error) =>
        new($"A file could not be stored: {error.Message}", error);
}
