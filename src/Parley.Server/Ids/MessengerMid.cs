using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Policy;

namespace Parley.Server.Ids;

/// <summary>
/// <c>m_</c> and 86 characters of base64url: 32 bytes of page, person and row, masked by the 32 bytes of checksum that
/// follow them, so that two neighbours look nothing alike.
/// </summary>
internal static class MessengerMid
{
    /// <summary>What every id of this form begins with.</summary>
    public const string Prefix = "m_";

    private const int PayloadBytes = 32;
    private const int Bytes = PayloadBytes + Checksum.Bytes;
    private const int Letters = 86;

    public static string Write(Checksum checksum, ThreadKey thread, long seq)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        var payload = bytes[..PayloadBytes];
        BinaryPrimitives.WriteInt64BigEndian(payload, thread.Page.Value);
        BinaryPrimitives.WriteInt64BigEndian(payload[8..], thread.Person.Value);
        BinaryPrimitives.WriteInt64BigEndian(payload[16..], seq);
        payload[24..].Clear();
        checksum.Of(payload, bytes[PayloadBytes..]);
        Mask(payload, bytes[PayloadBytes..]);

        Span<char> text = stackalloc char[Prefix.Length + Letters];
        Prefix.CopyTo(text);
        Base64Url.EncodeToChars(bytes, text[Prefix.Length..]);
        return new string(text);
    }

    public static bool TryRead(Checksum checksum, string mid, out ThreadKey thread, out long seq)
    {
        (thread, seq) = (default, 0);
        Span<byte> bytes = stackalloc byte[Bytes];
        if (!TryDecode(mid, bytes)) return false;

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

    private static bool TryDecode(string mid, Span<byte> bytes)
    {
        if (mid.Length != Prefix.Length + Letters) return false;
        var letters = mid.AsSpan(Prefix.Length);
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
