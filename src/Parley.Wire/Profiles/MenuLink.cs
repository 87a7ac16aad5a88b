using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire.Profiles;

/// <summary>Reads a menu item that opens a page: its address, and how Messenger shows it.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "URL button". Instagram has no webview.</remarks>
internal static class MenuLink
{
    /// <summary>The members of its own, in the order <see cref="Write"/> takes them.</summary>
    public static readonly string[] Names =
        ["url", "webview_height_ratio", "messenger_extensions", "fallback_url", "webview_share_button"];

    public static GraphError? Write(Utf8JsonWriter json, ReadOnlySpan<Param> found, string path, Channel channel)
    {
        string? height = null;
        bool? extensions = null;
        string? fallback = null;
        string? share = null;
        var error = Fields.RequiredUrl(found[0], path + "[url]", out var url)
            ?? Fields.Word(found[1], path + "[webview_height_ratio]", ["compact", "tall", "full"], out height)
            ?? Fields.Boolean(found[2], path + "[messenger_extensions]", out extensions)
            ?? Fields.Url(found[3], path + "[fallback_url]", out fallback)
            ?? Fields.Word(found[4], path + "[webview_share_button]", ["hide"], out share);
        if (error is not null) return error;
        if (channel is Channel.Instagram && ((height ?? fallback ?? share) is not null || extensions is true))
            return GraphErrors.Get("content_unsupported");
        if (fallback is not null && extensions is not true) return GraphErrors.Get("param_keys", "fallback_url", path);
        json.WriteString("url"u8, url);
        json.WriteIfGiven("webview_height_ratio"u8, height);
        if (extensions is { } flag) json.WriteBoolean("messenger_extensions"u8, flag);
        json.WriteIfGiven("fallback_url"u8, fallback);
        json.WriteIfGiven("webview_share_button"u8, share);
        return null;
    }
}
