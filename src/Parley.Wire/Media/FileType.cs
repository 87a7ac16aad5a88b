namespace Parley.Wire.Media;

/// <summary>What a file is, told by its first bytes: names and headers lie.</summary>
/// <param name="Extension">The usual ending of its name, without the dot.</param>
/// <param name="Image">Its media type as a picture, or null where it is none.</param>
/// <param name="Audio">Its media type as a sound, or null.</param>
/// <param name="Video">Its media type as a film, or null; a container may be both.</param>
/// <param name="Other">Its media type as neither, or null.</param>
public sealed record FileType(string Extension, string? Image, string? Audio, string? Video, string? Other = null)
{
    private static readonly FileType Jpeg = new("jpg", "image/jpeg", null, null);
    private static readonly FileType Webp = new("webp", "image/webp", null, null);
    private static readonly FileType Heic = new("heic", "image/heic", null, null);
    private static readonly FileType Avif = new("avif", "image/avif", null, null);
    private static readonly FileType Mp3 = new("mp3", null, "audio/mpeg", null);
    private static readonly FileType Aac = new("aac", null, "audio/aac", null);
    private static readonly FileType Wav = new("wav", null, "audio/wav", null);
    private static readonly FileType M4a = new("m4a", null, "audio/mp4", null);
    private static readonly FileType Mp4 = new("mp4", null, "audio/mp4", "video/mp4");
    private static readonly FileType Mov = new("mov", null, null, "video/quicktime");
    private static readonly FileType Avi = new("avi", null, null, "video/x-msvideo");
    private static readonly FileType Webm = new("webm", null, "audio/webm", "video/webm");
    private static readonly FileType Html = new("html", null, null, null, "text/html");

    // What a file begins with says what it is; the containers whose inside decides come after.
    private static readonly (byte[] Start, FileType Type)[] Starts =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], new("png", "image/png", null, null)),
        ([0xFF, 0xD8, 0xFF], Jpeg),
        ([.. "GIF87a"u8], new("gif", "image/gif", null, null)),
        ([.. "GIF89a"u8], new("gif", "image/gif", null, null)),
        ([.. "II*\0"u8], new("tif", "image/tiff", null, null)),
        ([.. "MM\0*"u8], new("tif", "image/tiff", null, null)),
        ([.. "%PDF-"u8], new("pdf", null, null, null, "application/pdf")),
        ([.. "OggS"u8], new("ogg", null, "audio/ogg", "video/ogg")),
        ([.. "ID3"u8], Mp3),
        ([.. "fLaC"u8], new("flac", null, "audio/flac", null)),
        ([.. "#!AMR"u8], new("amr", null, "audio/amr", null)),
        ([0x1A, 0x45, 0xDF, 0xA3], Webm),
        ([0x30, 0x26, 0xB2, 0x75], new("wmv", null, "audio/x-ms-wma", "video/x-ms-wmv")),
        ([0x00, 0x00, 0x01, 0xBA], new("mpg", null, null, "video/mpeg")),
        ([.. "PK\x03\x04"u8], new("zip", null, null, null, "application/zip")),
        ([0x1F, 0x8B], new("gz", null, null, null, "application/gzip")),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], new("bin", null, null, null, "application/octet-stream")),
        ([.. "MZ"u8], new("exe", null, null, null, "application/octet-stream")),
    ];

    private static readonly FileType[] All =
        [.. Starts.Select(one => one.Type), Webp, Heic, Avif, Aac, Wav, M4a, Mp4, Mov, Avi];

    /// <summary>How many first bytes <see cref="Of"/> looks at.</summary>
    public const int HeadBytes = 512;

    /// <summary>What a file is that begins so, or null where nothing is recognized.</summary>
    public static FileType? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (start, type) in Starts)
        {
            if (head.StartsWith(start)) return type;
        }

        if (head.Length >= 12 && head.StartsWith("RIFF"u8)) return Riff(head[8..12]);
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8)) return Branded(head[8..12]);
        return SoundFrame(head) ?? Page(head);
    }

    /// <summary>The usual ending of a name for a media type, without the dot; null where none is known.</summary>
    public static string? ExtensionOf(string mime) => Array.Find(All, type =>
        type.Image == mime || type.Audio == mime || type.Video == mime || type.Other == mime)?.Extension;

    /// <summary>Its media type when shown as a kind, or null where it cannot be.</summary>
    public string? As(MediaKind kind) => kind switch
    {
        MediaKind.Image => Image,
        MediaKind.Audio => Audio,
        MediaKind.Video => Video,
        _ => Other ?? Image ?? Video ?? Audio,
    };

    private static FileType? Riff(ReadOnlySpan<byte> form) =>
        form.SequenceEqual("WEBP"u8) ? Webp
        : form.SequenceEqual("WAVE"u8) ? Wav
        : form.SequenceEqual("AVI "u8) ? Avi
        : null;

    // ISO base media: the brand says what the boxes hold.
    private static FileType Branded(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("M4A "u8) || brand.SequenceEqual("M4B "u8) ? M4a
        : brand.SequenceEqual("qt  "u8) ? Mov
        : brand.SequenceEqual("avif"u8) ? Avif
        : brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) ? Heic
        : Mp4;

    // Eleven set bits begin a frame of MPEG sound; the layer's two bits are 0 in AAC alone.
    private static FileType? SoundFrame(ReadOnlySpan<byte> head) =>
        head.Length < 2 || head[0] != 0xFF || (head[1] & 0xE0) != 0xE0 ? null
        : (head[1] & 0xF6) == 0xF0 ? Aac
        : (head[1] & 0x06) != 0 && (head[1] & 0x18) != 0x08 ? Mp3
        : null;

    // A page of the web is what a server shows in place of a file that is not there.
    private static FileType? Page(ReadOnlySpan<byte> head)
    {
        var from = head.IndexOfAnyExcept(" \t\r\n"u8);
        if (from < 0) return null;
        var text = System.Text.Encoding.ASCII.GetString(head.Slice(from, Math.Min(16, head.Length - from)));
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
                ? Html
                : null;
    }
}
