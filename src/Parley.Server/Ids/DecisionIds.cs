using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using NodaTime;
using Parley.Policy;

namespace Parley.Server.Ids;

/// <summary>
/// Ids of decisions, <c>d_…</c>: that of a decision kept in the journal leads to its row; that of a mere question is
/// the same for the same question.
/// </summary>
/// <param name="keys">Where the checksum's key comes from.</param>
internal sealed class DecisionIds(KeyRing keys)
{
    private const string Prefix = "d_";
    private const int RowBytes = 12;
    private const int TagBytes = 12;
    private const int Letters = (RowBytes + TagBytes) * 4 / 3;

    private readonly byte[] key = keys.For("decision");

    /// <summary>The id of the decision a row tells of.</summary>
    public string For(int shard, long seq)
    {
        Span<byte> bytes = stackalloc byte[RowBytes + TagBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, shard);
        BinaryPrimitives.WriteInt64BigEndian(bytes[4..], seq);
        Seal(bytes[..RowBytes], bytes[RowBytes..]);
        Mask(bytes);
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>The id of a decision without a row: a question, or a refusal nothing was kept of.</summary>
    public string ForQuestion(ThreadKey thread, in SendRequest request, Instant at)
    {
        var (kind, type, tag, author) = (request.Kind, request.Type, request.Tag, request.Author);
        var told = FormattableString.Invariant(
            $"{thread}/{at.ToUnixTimeMilliseconds()}/{request.Channel}/{kind}/{type}/{tag}/{author}");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(told), hash);
        return Prefix + Base64Url.EncodeToString(hash[..(RowBytes + TagBytes)]);
    }

    /// <summary>Finds the row behind an id; a question's, a forged or a foreign id has none.</summary>
    public bool TryRead(string? id, out int shard, out long seq)
    {
        (shard, seq) = (0, 0);
        if (id is null || id.Length != Prefix.Length + Letters) return false;
        if (!id.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        Span<byte> bytes = stackalloc byte[RowBytes + TagBytes];
        var read = Base64Url.DecodeFromChars(id.AsSpan(Prefix.Length), bytes, out _, out var written);
        if (read is not OperationStatus.Done || written != bytes.Length) return false;

        Mask(bytes);
        Span<byte> expected = stackalloc byte[TagBytes];
        Seal(bytes[..RowBytes], expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, bytes[RowBytes..])) return false;
        shard = BinaryPrimitives.ReadInt32BigEndian(bytes);
        seq = BinaryPrimitives.ReadInt64BigEndian(bytes[4..]);
        return true;
    }

    private void Seal(ReadOnlySpan<byte> row, Span<byte> tag)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, row, hash);
        hash[..TagBytes].CopyTo(tag);
    }

    private static void Mask(Span<byte> bytes)
    {
        for (var at = 0; at < RowBytes; at++) bytes[at] ^= bytes[RowBytes + at];
    }
}
