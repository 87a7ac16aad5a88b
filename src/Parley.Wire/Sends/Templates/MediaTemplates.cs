using System.Text.RegularExpressions;
using NodaTime;
using Parley.Wire.Media;
using static Parley.Wire.Sends.Make;
using static Parley.Wire.Sends.Member;

namespace Parley.Wire.Sends;

/// <summary>Pictures and films with buttons under them.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Media template" and "Image grid template". Media comes from an
/// upload or from Facebook itself; a file elsewhere has to be uploaded first.
/// </remarks>
internal static partial class MediaTemplates
{
    private const int MostIdCharacters = 100;
    private const int FewestImages = 2;
    private const int MostImages = 6;
    private const int MostGridTitleCharacters = 45;
    private const int MostGridSubtitleCharacters = 80;

    /// <summary>One image or video.</summary>
    public static readonly TemplateKind OneMedium = new(
        "media",
        new Shape(
            May("sharable", Flag),
            Must("elements", new ListRule(1, 1, new Shape(
                Must("media_type", Word("image", "video")),
                May("attachment_id", Text(MostIdCharacters)),
                May("url", Url),
                May("buttons", Buttons.OfMedia))
            {
                Check = OneSource,
            }))),
        "Messenger Platform, Media template");

    /// <summary>Two to six images in one message.</summary>
    public static readonly TemplateKind ImageGrid = new(
        "image_grid",
        new Shape(
            Must("elements", new ListRule(1, 1, new Shape(
                Must("images", List(
                    FewestImages,
                    MostImages,
                    Must("url", Url),
                    May("is_hero_image", Flag),
                    May("action", Buttons.ImageAction))),
                May("title", Text(MostGridTitleCharacters)),
                May("subtitle", Text(MostGridSubtitleCharacters)),
                May("buttons", Buttons.OfGrid))
            {
                Check = OneHero,
            }))),
        "Messenger Platform, Image grid template")
    {
        Since = new LocalDate(2026, 6, 30),
    };

    private static GraphError? OneSource(Reading reading, ReadOnlySpan<Param> found)
    {
        found[0].TryText("", out var written, out _);
        var type = written!.ToLowerInvariant();
        switch (!found[1].IsAbsent, !found[2].IsAbsent)
        {
            case (true, true):
                return GraphErrors.Get("content_form", "attachment_id, url", reading.Path);
            case (false, false):
                return reading.FaultIn("attachment_id", "param_required");
            case (true, false):
                found[1].TryText("", out var id, out _);
                _ = MediaKinds.TryParse(type, out var kind); // One of its two words: checked before.
                reading.Medium = new MediaDemand(kind, reading.Path) { Id = id };
                return null;
            default:
                found[2].TryText("", out var url, out _);
                return OnFacebook(type, new Uri(url!))
                    ? null
                    : reading.FaultIn("url", "param_type", $"the URL of a Facebook {type}");
        }
    }

    private static bool OnFacebook(string type, Uri url)
    {
        var host = url.Host;
        if (host != "facebook.com" && !host.EndsWith(".facebook.com", StringComparison.Ordinal)) return false;
        return type is "video"
            ? VideoForm().IsMatch(url.PathAndQuery)
            : PhotoForm().IsMatch(url.PathAndQuery) || OldPhotoForm().IsMatch(url.PathAndQuery);
    }

    private static GraphError? OneHero(Reading reading, ReadOnlySpan<Param> found)
    {
        found[0].TryArray("", out var images, out _);
        var heroes = 0;
        foreach (var image in images.EnumerateArray())
        {
            if (new Param(image).TryObject("", out var members, out _)
                && members.TryGetProperty("is_hero_image"u8, out var flag)
                && !new Param(flag).IsAbsent
                && new Param(flag).TryBoolean("", out var isHero, out _)
                && isHero)
                heroes++;
        }

        return heroes < 2 ? null : GraphErrors.Get("hero_images", $"{reading.Path}[images]");
    }

    [GeneratedRegex(@"^/[^/?]+/videos/(?:[^/?]+/)?[0-9]+/?(?:\?.*)?$")]
    private static partial Regex VideoForm();

    [GeneratedRegex(@"^/[^/?]+/photos/(?:[^/?]+/)?[0-9]+/?(?:\?.*)?$")]
    private static partial Regex PhotoForm();

    [GeneratedRegex(@"^/photo(?:\.php)?/?\?(?:.*&)?fbid=[0-9]+(?:&.*)?$")]
    private static partial Regex OldPhotoForm();
}
