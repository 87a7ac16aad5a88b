using System.Collections.Frozen;
using System.Text.Json;

namespace Parley.Wire.Content;

/// <summary>Reads addresses: payment pages and offers, by the embedded <c>links.json</c>.</summary>
internal static class Links
{
    private const double KnownTill = 2;
    private const double LikelyTill = 1.2;
    private const int LongestHost = 253;

    private static readonly int PayLink = ContentRules.All.IndexOf(ContentRules.PayLink);
    private static readonly int Promo = ContentRules.All.IndexOf(ContentRules.Promo);
    private static readonly FrozenDictionary<string, FrozenSet<string>> Lists = Load();
    private static readonly FrozenSet<string> Hosts = Lists["hosts"];
    private static readonly string[] HostPaths = [.. Lists["host_paths"]];
    private static readonly FrozenSet<string> TillSegments = Lists["till_segments"];
    private static readonly FrozenSet<string> TillSubdomains = Lists["till_subdomains"];
    private static readonly FrozenSet<string> InnocentSegments = Lists["innocent_segments"];
    private static readonly FrozenSet<string> OfferSegments = Lists["offer_segments"];

    /// <summary>Judges every address written in a text, with or without its scheme.</summary>
    public static void Find(string text, int field, ReviewSettings settings, List<HardEvidence> found)
    {
        for (var dot = text.IndexOf('.'); dot >= 0 && dot < text.Length - 1;)
        {
            var start = dot;
            while (start > 0 && IsOfAddress(text[start - 1])) start--;
            var end = dot + 1;
            while (end < text.Length && IsOfAddress(text[end])) end++;
            while (end > start && text[end - 1] is '.' or ',' or '!' or '?' or ')' or ';') end--;
            if (end - start > 3) Judge(text[start..end], field, start, settings, found);
            var next = Math.Max(end, dot + 1);
            dot = next < text.Length ? text.IndexOf('.', next) : -1;
        }
    }

    /// <summary>Judges one address.</summary>
    public static void Judge(string address, int field, int start, ReviewSettings settings, List<HardEvidence> found)
    {
        var bare = address.AsSpan();
        var scheme = bare.IndexOf("://");
        if (scheme >= 0) bare = bare[(scheme + 3)..];
        if (bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) bare = bare[4..];
        var hostEnd = bare.IndexOfAny('/', '?', '#');
        var host = (hostEnd < 0 ? bare : bare[..hostEnd]).ToString().ToLowerInvariant();
        if (host.Length > LongestHost || !host.Contains('.')) return;
        var path = hostEnd < 0 ? "" : bare[hostEnd..].ToString().ToLowerInvariant();
        var query = path.AsSpan().IndexOfAny('?', '#');
        if (query >= 0) path = path[..query];

        var till = TillWeight(host, path, hasScheme: scheme >= 0);
        if (till > 0) found.Add(new HardEvidence(PayLink, till, field, start, address.Length, address));
        if (HasSegment(path, OfferSegments))
            found.Add(new HardEvidence(Promo, settings.LinkShare, field, start, address.Length, address));
    }

    private static double TillWeight(string host, string path, bool hasScheme)
    {
        if (Hosts.Contains(host)) return KnownTill;
        foreach (var known in HostPaths)
        {
            var slash = known.IndexOf('/', StringComparison.Ordinal);
            if (host.Length == slash && known.StartsWith(host, StringComparison.Ordinal)
                && path.StartsWith(known[slash..], StringComparison.Ordinal)) return KnownTill;
        }

        if (HasSegment(path, InnocentSegments)) return 0;
        if (HasSegment(path, TillSegments)) return LikelyTill;
        var subdomain = host[..host.IndexOf('.', StringComparison.Ordinal)];
        return hasScheme && TillSubdomains.Contains(subdomain) ? LikelyTill : 0;
    }

    private static bool HasSegment(string path, FrozenSet<string> names)
    {
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in path.AsSpan().Split('/'))
        {
            var segment = path.AsSpan()[range];
            var dot = segment.IndexOf('.');
            if (lookup.Contains(dot < 0 ? segment : segment[..dot])) return true;
        }

        return false;
    }

    private static bool IsOfAddress(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '.' or '/' or ':' or '-' or '_' or '?' or '&' or '=' or '%'
            or '#' or '~' or '@' or '+' or '$';

    private static FrozenDictionary<string, FrozenSet<string>> Load()
    {
        using var document = EmbeddedJson.Open("links.json");
        return document.RootElement.EnumerateObject()
            .Where(list => list.Value.ValueKind is JsonValueKind.Array)
            .ToFrozenDictionary(
                list => list.Name,
                list => list.Value.EnumerateArray().Select(one => one.GetString()!)
                    .ToFrozenSet(StringComparer.Ordinal));
    }
}
