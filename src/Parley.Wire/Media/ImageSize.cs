using System.Buffers.Binary;

namespace Parley.Wire.Media;

/// <summary>Width and height of a picture, where they stand in its first bytes.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public readonly record struct ImageSize(int Width, int Height)
{
    /// <summary>
    /// Reads them from a PNG, GIF, JPEG or WebP; null for anything else, and where they stand too far in.
    /// </summary>
    /// <param name="head">The file's first bytes, the more the better.</param>
    public static ImageSize? Of(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 24 && head[..4].SequenceEqual([(byte)0x89, (byte)'P', (byte)'N', (byte)'G']))
            return Sound(Big(head[16..]), Big(head[20..]));
        if (head.Length >= 10 && head.StartsWith("GIF8"u8)) return Sound(Little(head[6..]), Little(head[8..]));
        if (head.Length >= 30 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8)) return Webp(head);
        return head.Length >= 4 && head[0] == 0xFF && head[1] == 0xD8 ? Jpeg(head) : null;
    }

    // Segments follow each other, each with its length; the frame's header holds the size.
    private static ImageSize? Jpeg(ReadOnlySpan<byte> head)
    {
        for (var at = 2; at + 9 <= head.Length && head[at] == 0xFF;)
        {
            var marker = head[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var isFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (isFrame)
                return Sound(Middle(head[(at + 7)..]), Middle(head[(at + 5)..]));

            at += 2 + (int)Middle(head[(at + 2)..]);
        }

        return null;
    }

    private static ImageSize? Webp(ReadOnlySpan<byte> head)
    {
        var chunk = head[12..16];
        if (chunk.SequenceEqual("VP8X"u8)) return Sound(Three(head[24..]) + 1u, Three(head[27..]) + 1u);
        if (chunk.SequenceEqual("VP8 "u8))
            return Sound(Little(head[26..]) & 0x3FFF, Little(head[28..]) & 0x3FFF);
        if (!chunk.SequenceEqual("VP8L"u8)) return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
        return Sound((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
    }

    private static uint Big(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static uint Middle(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Little(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint Three(ReadOnlySpan<byte> bytes) => bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);

    private static ImageSize? Sound(uint width, uint height) =>
        width is > 0 and <= 1_000_000 && height is > 0 and <= 1_000_000 ? new((int)width, (int)height) : null;
}
