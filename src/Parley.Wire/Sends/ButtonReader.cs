using System.Globalization;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>Reads the buttons of a template: <c>web_url</c> and <c>postback</c>.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Buttons". Instagram has no webview, so the options of one are
/// refused there.
/// </remarks>
internal static class ButtonReader
{
    private const int Most = 3;
    private const int MostTitleCharacters = 20;
    private const int MostPayloadCharacters = 1000;
    private const int MostTypeCharacters = 100;

    private static readonly string[] Types =
    [
        "web_url", "postback", "phone_number", "account_link", "account_unlink", "game_play", "element_share",
        "payment",
    ];

    private static readonly string[] PostbackNames = ["type", "title", "payload"];

    private static readonly string[] LinkNames =
    [
        "type", "title", "url", "webview_height_ratio", "messenger_extensions", "fallback_url", "webview_share_button",
    ];

    public static GraphError? WriteAll(Utf8JsonWriter json, Param value, string path, Channel channel)
    {
        if (!value.TryArray(path, out var buttons, out var error)) return error;
        if (buttons.GetArrayLength() is 0 or > Most) return GraphErrors.Get("param_count", path, "1", "3");
        json.WriteStartArray("buttons"u8);
        var at = 0;
        foreach (var button in buttons.EnumerateArray())
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"{path}[{at++}]");
            if (WriteOne(json, new Param(button), own, channel) is { } fault) return fault;
        }

        json.WriteEndArray();
        return null;
    }

    /// <summary>The tap on a card itself: a link without a title.</summary>
    public static GraphError? WriteDefaultAction(Utf8JsonWriter json, Param value, string path, Channel channel)
    {
        if (value.IsAbsent) return null;
        if (!value.TryObject(path, out var members, out var error)) return error;
        error = TypeOf(members, path, out var type);
        if (error is not null) return error;
        if (type != "web_url") return GraphErrors.Get("param_enum", path + "[type]", "web_url");
        json.WriteStartObject("default_action"u8);
        error = WriteLink(json, members, path, channel, titled: false);
        json.WriteEndObject();
        return error;
    }

    private static GraphError? WriteOne(Utf8JsonWriter json, Param button, string path, Channel channel)
    {
        if (!button.TryObject(path, out var members, out var error)) return error;
        error = TypeOf(members, path, out var type);
        if (error is not null) return error;
        json.WriteStartObject();
        error = type switch
        {
            "web_url" => WriteLink(json, members, path, channel, titled: true),
            "postback" => WritePostback(json, members, path),
            _ => channel is Channel.Instagram
                ? GraphErrors.Get("content_unsupported")
                : GraphErrors.Get("not_supported", $"{path}[type] {type}"),
        };
        json.WriteEndObject();
        return error;
    }

    private static GraphError? TypeOf(JsonElement members, string path, out string? type)
    {
        type = null;
        var value = members.TryGetProperty("type"u8, out var named) ? new Param(named) : default;
        return Fields.Required(value, path + "[type]", MostTypeCharacters, out _)
            ?? Fields.Word(value, path + "[type]", Types, out type);
    }

    private static GraphError? WritePostback(Utf8JsonWriter json, JsonElement members, string path)
    {
        Span<Param> found = [default, default, default];
        string? title = null;
        string? payload = null;
        var error = Members.Collect(members, path, PostbackNames, found)
            ?? Fields.Required(found[1], path + "[title]", MostTitleCharacters, out title)
            ?? Fields.Required(found[2], path + "[payload]", MostPayloadCharacters, out payload);
        if (error is not null) return error;
        json.WriteString("type"u8, "postback"u8);
        json.WriteString("title"u8, title);
        json.WriteString("payload"u8, payload);
        return null;
    }

    private static GraphError? WriteLink(
        Utf8JsonWriter json, JsonElement members, string path, Channel channel, bool titled)
    {
        Span<Param> found = [default, default, default, default, default, default, default];
        string? title = null;
        string? url = null;
        var error = Members.Collect(members, path, LinkNames, found)
            ?? (titled ? null : NoTitle(found[1], path))
            ?? (titled ? Fields.Required(found[1], path + "[title]", MostTitleCharacters, out title) : null)
            ?? Fields.RequiredUrl(found[2], path + "[url]", out url);
        if (error is not null) return error;
        json.WriteString("type"u8, "web_url"u8);
        json.WriteIfGiven("title"u8, title);
        json.WriteString("url"u8, url);
        return WriteWebview(json, found[3..], path, channel);
    }

    private static GraphError? WriteWebview(
        Utf8JsonWriter json, ReadOnlySpan<Param> options, string path, Channel channel)
    {
        string? height = null;
        bool? extensions = null;
        string? fallback = null;
        string? share = null;
        var error = Fields.Word(options[0], path + "[webview_height_ratio]", ["compact", "tall", "full"], out height)
            ?? Fields.Boolean(options[1], path + "[messenger_extensions]", out extensions)
            ?? Fields.Url(options[2], path + "[fallback_url]", out fallback)
            ?? Fields.Word(options[3], path + "[webview_share_button]", ["hide"], out share);
        if (error is not null) return error;
        if (channel is Channel.Instagram && ((height ?? fallback ?? share) is not null || extensions is true))
            return GraphErrors.Get("content_unsupported");
        if (fallback is not null && extensions is not true) return GraphErrors.Get("param_keys", "fallback_url", path);
        json.WriteIfGiven("webview_height_ratio"u8, height);
        if (extensions is { } flag) json.WriteBoolean("messenger_extensions"u8, flag);
        json.WriteIfGiven("fallback_url"u8, fallback);
        json.WriteIfGiven("webview_share_button"u8, share);
        return null;
    }

    private static GraphError? NoTitle(Param title, string path) =>
        title.IsAbsent ? null : GraphErrors.Get("param_keys", "title", path);
}
