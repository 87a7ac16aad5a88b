using Parley.Policy;

namespace Parley.Wire.Media;

/// <summary>Which files the platform takes: how large, and of what type on which channel.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Send messages" and "Attachment Upload API reference",
/// Instagram "Send messages" and "Attachment upload".
/// </remarks>
public static class MediaRules
{
    /// <summary>Largest file of any kind, in bytes.</summary>
    public const long MostBytes = 25 * 1024 * 1024;

    /// <summary>Largest picture by URL on Messenger, and of every picture on Instagram, in bytes.</summary>
    public const long MostImageBytes = 8 * 1024 * 1024;

    private static readonly string[] InstagramImages = ["image/png", "image/jpeg"];
    private static readonly string[] InstagramSounds = ["audio/aac", "audio/mp4", "audio/wav"];

    private static readonly string[] InstagramFilms =
        ["video/mp4", "video/ogg", "video/x-msvideo", "video/quicktime", "video/webm"];

    // One name for every type that goes by several.
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["image/jpg"] = "image/jpeg",
        ["image/pjpeg"] = "image/jpeg",
        ["image/x-png"] = "image/png",
        ["audio/x-wav"] = "audio/wav",
        ["audio/wave"] = "audio/wav",
        ["audio/vnd.wave"] = "audio/wav",
        ["audio/m4a"] = "audio/mp4",
        ["audio/x-m4a"] = "audio/mp4",
        ["audio/x-aac"] = "audio/aac",
        ["audio/aacp"] = "audio/aac",
        ["audio/mp3"] = "audio/mpeg",
        ["video/avi"] = "video/x-msvideo",
        ["video/msvideo"] = "video/x-msvideo",
        ["video/x-quicktime"] = "video/quicktime",
    };

    /// <summary>How many bytes a file may have.</summary>
    /// <param name="kind">What it is to be shown as.</param>
    /// <param name="channel">Where.</param>
    /// <param name="byUrl">Whether the platform fetches it.</param>
    public static long MostBytesOf(MediaKind kind, Channel channel, bool byUrl) =>
        kind is MediaKind.Image && (byUrl || channel is Channel.Instagram) ? MostImageBytes : MostBytes;

    /// <summary>
    /// The media type of a file shown as a kind, or null where it cannot be shown so: the type declared decides, unless
    /// the bytes are known to be something else; where none is declared, the bytes decide alone.
    /// </summary>
    /// <param name="kind">What it is to be shown as.</param>
    /// <param name="declared">The Content-Type of the part or the answer, or null.</param>
    /// <param name="head">The first bytes of the file, <see cref="FileType.HeadBytes"/> if there are as many.</param>
    public static string? TypeOf(MediaKind kind, string? declared, ReadOnlySpan<byte> head)
    {
        var (named, seen) = (Told(declared), FileType.Of(head));
        if (kind is MediaKind.File) return named ?? seen?.As(kind) ?? "application/octet-stream";
        if (named is not null && !IsOf(kind, named)) return null;
        return seen is null ? named : seen.As(kind);
    }

    /// <summary>Whether a channel takes files of a type.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="kind">What it is shown as.</param>
    /// <param name="mime">Its media type.</param>
    /// <param name="uploaded">Whether it was uploaded before it is sent, which lets GIFs pass.</param>
    public static bool Takes(Channel channel, MediaKind kind, string mime, bool uploaded)
    {
        if (channel is Channel.Messenger) return true;
        return kind switch
        {
            MediaKind.Image => InstagramImages.Contains(mime) || (uploaded && mime is "image/gif"),
            MediaKind.Audio => InstagramSounds.Contains(mime),
            MediaKind.Video => InstagramFilms.Contains(mime),
            _ => mime is "application/pdf",
        };
    }

    /// <summary>Whether bytes of a type may be shown in place by a browser; everything else is to be saved.</summary>
    public static bool IsShown(string mime) =>
        mime is not "image/svg+xml"
        && (IsOf(MediaKind.Image, mime) || IsOf(MediaKind.Audio, mime) || IsOf(MediaKind.Video, mime));

    private static bool IsOf(MediaKind kind, string mime) =>
        mime.StartsWith(kind.Word() + "/", StringComparison.Ordinal)
            ? mime is not "image/svg+xml"
            : mime is "application/ogg" && kind is MediaKind.Audio or MediaKind.Video;

    // "I do not know" is said in several ways.
    private static string? Told(string? declared)
    {
        if (declared is null) return null;
        var end = declared.IndexOf(';', StringComparison.Ordinal);
        var mime = (end < 0 ? declared : declared[..end]).Trim().ToLowerInvariant();
        if (mime is "application/octet-stream" or "binary/octet-stream" || !IsMime(mime)) return null;
        return Aliases.GetValueOrDefault(mime, mime);
    }

    private static bool IsMime(string text) =>
        text.Length is > 2 and <= 100
        && text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && slash < text.Length - 1
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '.' or '+' or '_');
}
