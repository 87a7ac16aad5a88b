namespace Parley.Wire.Media;

/// <summary>What a media attachment is shown as: the wire's <c>type</c>.</summary>
public enum MediaKind
{
    /// <summary>A picture; a GIF is one too.</summary>
    Image,

    /// <summary>A sound.</summary>
    Audio,

    /// <summary>A film.</summary>
    Video,

    /// <summary>Any file.</summary>
    File,
}

/// <summary>The names of <see cref="MediaKind"/> on the wire.</summary>
public static class MediaKinds
{
    /// <summary>All names, in the order of the kinds.</summary>
    public static readonly string[] Words = ["image", "audio", "video", "file"];

    /// <summary>A kind's name.</summary>
    public static string Word(this MediaKind kind) => Words[(int)kind];

    /// <summary>The kind of a name in lower case.</summary>
    public static bool TryParse(string? word, out MediaKind kind)
    {
        var at = Array.IndexOf(Words, word);
        kind = (MediaKind)Math.Max(at, 0);
        return at >= 0;
    }
}
