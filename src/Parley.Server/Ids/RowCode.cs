using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Policy;

namespace Parley.Server.Ids;

/// <summary>
/// 86 characters of base64url that name a row: 32 bytes of page, person and row, masked by the 32 bytes of checksum
/// that follow them, so that two neighbours look nothing alike. Each purpose has a key, so that none passes for
/// another.
/// </summary>
internal static class RowCode
{
    /// <summary>How many characters it has.</summary>
    public const int Letters = 86;

    private const int PayloadBytes = 32;
    private const int Bytes = PayloadBytes + Checksum.Bytes;

    /// <summary>Writes the code of a row after a prefix.</summary>
    public static string Write(Checksum checksum, string prefix, ThreadKey thread, long seq)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        var payload = bytes[..PayloadBytes];
        BinaryPrimitives.WriteInt64BigEndian(payload, thread.Page.Value);
        BinaryPrimitives.WriteInt64BigEndian(payload[8..], thread.Person.Value);
        BinaryPrimitives.WriteInt64BigEndian(payload[16..], seq);
        payload[24..].Clear();
        checksum.Of(payload, bytes[PayloadBytes..]);
        Mask(payload, bytes[PayloadBytes..]);

        Span<char> text = stackalloc char[prefix.Length + Letters];
        prefix.CopyTo(text);
        Base64Url.EncodeToChars(bytes, text[prefix.Length..]);
        return new string(text);
    }

    /// <summary>Reads a code made under the same key; a forged, foreign or damaged one is not readable.</summary>
    public static bool TryRead(Checksum checksum, ReadOnlySpan<char> letters, out ThreadKey thread, out long seq)
    {
        (thread, seq) = (default, 0);
        Span<byte> bytes = stackalloc byte[Bytes];
        if (!TryDecode(letters, bytes)) return false;

        var payload = bytes[..PayloadBytes];
        Mask(payload, bytes[PayloadBytes..]);
        Span<byte> expected = stackalloc byte[Checksum.Bytes];
        checksum.Of(payload, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, bytes[PayloadBytes..])) return false;

        thread = new ThreadKey(
            new PageId(BinaryPrimitives.ReadInt64BigEndian(payload)),
            new Psid(BinaryPrimitives.ReadInt64BigEndian(payload[8..])));
        seq = BinaryPrimitives.ReadInt64BigEndian(payload[16..]);
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<char> letters, Span<byte> bytes)
    {
        if (letters.Length != Letters) return false;
        var read = Base64Url.DecodeFromChars(letters, bytes, out _, out var written);
        if (read is not OperationStatus.Done || written != Bytes) return false;

        // One row has one spelling: spare bits of the last letter, or blanks, would make others.
        Span<char> again = stackalloc char[Letters];
        Base64Url.EncodeToChars(bytes, again);
        return letters.SequenceEqual(again);
    }

    private static void Mask(Span<byte> payload, ReadOnlySpan<byte> tag)
    {
        for (var at = 0; at < payload.Length; at++) payload[at] ^= tag[at];
    }
}
