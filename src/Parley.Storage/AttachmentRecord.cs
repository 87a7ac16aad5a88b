using System.Globalization;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// What is known of one attachment: the document of <see cref="DocumentKind.Attachment"/>. Its id, the key, is the
/// page's alone; its bytes are in <see cref="IBlobStore"/>.
/// </summary>
public sealed record AttachmentRecord
{
    /// <summary>Decimal id of 13 digits: small enough to be a number in every client.</summary>
    public required long Id { get; init; }

    /// <summary><c>image</c>, <c>audio</c>, <c>video</c> or <c>file</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// The hash of its bytes; null where they were not fetched and <see cref="Url"/> stands for them.
    /// </summary>
    public string? Hash { get; init; }

    /// <summary>Its media type, or null where it is not known.</summary>
    public string? Mime { get; init; }

    /// <summary>Its length in bytes, or null where it is not known.</summary>
    public long? Size { get; init; }

    /// <summary>A name for people, or null. It was never a path and becomes none.</summary>
    public string? Name { get; init; }

    /// <summary>Width of a picture in pixels, where its first bytes tell.</summary>
    public int? Width { get; init; }

    /// <summary>Height of a picture in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Where it was to be fetched, for one that was not.</summary>
    public string? Url { get; init; }

    /// <summary>Whether it may go to several people.</summary>
    public bool Reusable { get; init; }

    /// <summary>The only person it may go to: the first it was sent to; null = nobody yet.</summary>
    public long? Recipient { get; init; }

    /// <summary>Whether it is in a thread: then its bytes stay, even when its id can no longer be sent.</summary>
    public bool Used { get; init; }

    /// <summary>Whether a person sent it: then the page has no id to send it by.</summary>
    public bool FromPerson { get; init; }

    /// <summary>When it came, in milliseconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>The document it is kept as.</summary>
    public DocumentRecord ToDocument(PageId page) => new(page, DocumentKind.Attachment, KeyOf(Id), ToJson());

    /// <summary>The document's key.</summary>
    public static string KeyOf(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The document's body.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StoredJson.Default.AttachmentRecord);

    /// <summary>Reads a document's body.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static AttachmentRecord Of(string body) =>
        JsonSerializer.Deserialize(body, StoredJson.Default.AttachmentRecord)
        ?? throw new JsonException("An attachment's document is empty.");
}
