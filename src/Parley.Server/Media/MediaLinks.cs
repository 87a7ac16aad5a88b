using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Media;

/// <summary>
/// Addresses of files on this server that open for whoever has them, until a moment:
/// <c>/_parley/media/{page}/{id}/{name} ?oe={end}&amp;oh={signature}</c>, in the manner of the platform's own.
/// </summary>
internal sealed class MediaLinks(KeyRing keys) : IDisposable
{
    /// <summary>Where all of them are.</summary>
    public const string Prefix = "/_parley/media";

    private const int TagBytes = 16;

    private readonly Checksum checksum = new(keys.For("media-link"));

    /// <summary>The address of an attachment.</summary>
    /// <param name="origin">What it begins with, as <c>http://127.0.0.1:5280</c>.</param>
    /// <param name="page">The page.</param>
    /// <param name="attachment">The attachment.</param>
    /// <param name="end">The first moment it no longer opens; the second it lies in is rounded up.</param>
    public string For(string origin, PageId page, AttachmentRecord attachment, Instant end)
    {
        var seconds = (end + Duration.FromMilliseconds(999)).ToUnixTimeSeconds();
        var name = FileNames.InUrl(attachment.Name, attachment.Mime);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{origin}{Prefix}/{page}/{attachment.Id}/{name}?oe={seconds:X}&oh={Sign(page, attachment.Id, seconds)}");
    }

    /// <summary>Whether a signature is ours, and when the address ends.</summary>
    public bool TryEnd(PageId page, long id, string? end, string? signature, out Instant opensUntil)
    {
        opensUntil = default;
        if (signature is null
            || !long.TryParse(end, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 0 or > 253_402_300_799
            || !CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.ASCII.GetBytes(Sign(page, id, seconds)),
                System.Text.Encoding.ASCII.GetBytes(signature)))
        {
            return false;
        }

        opensUntil = Instant.FromUnixTimeSeconds(seconds);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => checksum.Dispose();

    private string Sign(PageId page, long id, long seconds)
    {
        Span<byte> told = stackalloc byte[24];
        BinaryPrimitives.WriteInt64BigEndian(told, page.Value);
        BinaryPrimitives.WriteInt64BigEndian(told[8..], id);
        BinaryPrimitives.WriteInt64BigEndian(told[16..], seconds);
        Span<byte> tag = stackalloc byte[Checksum.Bytes];
        checksum.Of(told, tag);
        return Base64Url.EncodeToString(tag[..TagBytes]);
    }
}
