namespace Parley.Wire.Media;

/// <summary>One thing of a message that has bytes, as the request names it: exactly one of the three sources.</summary>
/// <param name="Kind">What it is to be shown as.</param>
/// <param name="Path">Where the request says so, as <c>message[attachment][payload]</c>.</param>
public sealed record MediaDemand(MediaKind Kind, string Path)
{
    /// <summary>Where the bytes are to be fetched; http or https.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// The <c>attachment_id</c> as the client wrote it: whatever it is, only the page's records decide.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>The part <c>filedata</c>. Its bytes are the request's.</summary>
    public FilePart? File { get; init; }

    /// <summary><c>is_reusable</c>: an id is answered that may go to other people.</summary>
    public bool Reusable { get; init; }
}
