using System.Security.Cryptography;

namespace Parley.Server.Ids;

/// <summary>
/// HMAC-SHA256 under one key. Every thread keeps its own state with the key already taken in, which more than halves
/// the time of the one-shot call.
/// </summary>
/// <param name="key">The key.</param>
internal sealed class Checksum(byte[] key) : IDisposable
{
    /// <summary>How many bytes it makes.</summary>
    public const int Bytes = HMACSHA256.HashSizeInBytes;

    private readonly ThreadLocal<IncrementalHash> states =
        new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key), trackAllValues: true);

    /// <summary>The checksum of some bytes. Safe for concurrent use.</summary>
    /// <param name="told">What it is of.</param>
    /// <param name="tag">Where it goes, <see cref="Bytes"/> long.</param>
    public void Of(ReadOnlySpan<byte> told, Span<byte> tag)
    {
        var state = states.Value!;
        state.AppendData(told);
        state.GetHashAndReset(tag);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in states.Values) state.Dispose();
        states.Dispose();
    }
}
