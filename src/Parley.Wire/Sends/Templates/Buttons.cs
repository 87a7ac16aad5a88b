using Parley.Policy;
using static Parley.Wire.Sends.Make;
using static Parley.Wire.Sends.Member;

namespace Parley.Wire.Sends;

/// <summary>Every button there is, and which of them a template takes.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Buttons". The share, buy and game buttons are legacies that
/// clients still send; their members are common knowledge of clients.
/// </remarks>
internal static class Buttons
{
    private const int Most = 3;

    private static readonly Member[] Webview =
    [
        May("webview_height_ratio", Word("compact", "tall", "full")),
        May("messenger_extensions", Flag),
        May("fallback_url", Url),
        May("webview_share_button", Word("hide")),
    ];

    private static readonly Variant Link = new(
        "web_url",
        new Shape([Must("title", ButtonTitle), Must("url", Url), .. Webview])
        {
            Check = (reading, found) => CheckWebview(reading, found[1], found[2..]),
        },
        OnInstagram: true);

    private static readonly Variant Tap = new(
        "web_url",
        new Shape([Must("url", Url), .. Webview])
        {
            Check = (reading, found) => CheckWebview(reading, found[0], found[1..]),
        },
        OnInstagram: true);

    private static readonly Variant Postback = new(
        "postback",
        new Shape(Must("title", ButtonTitle), Must("payload", Payload)),
        OnInstagram: true);

    private static readonly Variant SilentPostback = new(
        "postback", new Shape(Must("payload", Payload)));

    private static readonly Variant Call = new(
        "phone_number", new Shape(Must("title", ButtonTitle), Must("payload", Phone)));

    private static readonly Variant LogIn = new("account_link", new Shape(Must("url", SecureUrl)));

    private static readonly Variant LogOut = new("account_unlink", new Shape());

    private static readonly Variant Game = new(
        "game_play",
        new Shape(
            Must("title", ButtonTitle),
            May("payload", Payload),
            May("game_metadata", new Shape(May("player_id", Id), May("context_id", Id)) { Check = OneGame })));

    private static readonly Variant Buy = new(
        "payment",
        new Shape(Must("title", Word("buy")), Must("payload", Payload), Must("payment_summary", Payment())));

    private static readonly Variant Share = new(
        "element_share", new Shape(May("share_contents", Shared())));

    private static readonly string[] Known =
    [
        .. new[] { Link, Postback, Call, LogIn, LogOut, Game, Share, Buy }.Select(kind => kind.Type),
    ];

    /// <summary>Those of a generic template.</summary>
    public static readonly ListRule OfGeneric =
        UpTo(Most, Link, Postback, Call, LogIn, LogOut, Game, Share, Buy);

    /// <summary>Those of a button template.</summary>
    public static readonly ListRule OfButton = UpTo(Most, Link, Postback, Call, LogIn, LogOut, Game);

    /// <summary>Those of a media template, and of the open-graph template that came before it.</summary>
    public static readonly ListRule OfMedia = UpTo(Most, Link, Postback, Call);

    /// <summary>The single one of a list template, or of its elements.</summary>
    public static readonly ListRule OfList = UpTo(1, Link, Postback, Call);

    /// <summary>Those under a grid of images.</summary>
    public static readonly ListRule OfGrid = UpTo(Most, Link, Postback);

    /// <summary>The tap on a card itself: a link without a title.</summary>
    public static readonly ButtonRule DefaultAction = new(Tap);

    /// <summary>The tap on an image of a grid.</summary>
    public static readonly ButtonRule ImageAction = new(Tap, SilentPostback);

    /// <summary>Whether some template on some channel has buttons of this type.</summary>
    public static bool IsKnown(string type) =>
        Array.Exists(Known, known => known.Equals(type, StringComparison.OrdinalIgnoreCase));

    private static ListRule UpTo(int most, params Variant[] kinds) => new(1, most, new ButtonRule(kinds));

    /// <param name="reading">The reading.</param>
    /// <param name="url">The address.</param>
    /// <param name="options">Height, extensions, fallback, share, in this order.</param>
    private static GraphError? CheckWebview(Reading reading, Param url, ReadOnlySpan<Param> options)
    {
        var extended = !options[1].IsAbsent && options[1].TryBoolean("", out var flag, out _) && flag;
        var others = !(options[0].IsAbsent && options[2].IsAbsent && options[3].IsAbsent);
        if (reading.Dialect.Channel is Channel.Instagram && (extended || others))
            return GraphErrors.Get("content_unsupported");
        if (!options[2].IsAbsent && !extended) return GraphErrors.Get("param_keys", "fallback_url", reading.Path);
        if (!extended || reading.Dialect.Page is not { } page) return null;
        return url.TryText("", out var text, out _) && page.Whitelists(new Uri(text))
            ? null
            : GraphErrors.Get("url_not_whitelisted");
    }

    private static GraphError? OneGame(Reading reading, ReadOnlySpan<Param> found) =>
        found[0].IsAbsent || found[1].IsAbsent
            ? null
            : GraphErrors.Get("content_form", "player_id, context_id", reading.Path);

    private static Shape Payment() => new(
        Must("currency", Currency),
        May("is_test_payment", Flag),
        Must("payment_type", Word("FIXED_AMOUNT", "FLEXIBLE_AMOUNT")),
        Must("merchant_name", Any),
        Must("requested_user_info", new ListRule(
            1, 4, Word("shipping_address", "contact_name", "contact_phone", "contact_email"))),
        Must("price_list", List(1, 20, Must("label", Any), Must("amount", Amount))));

    private static Shape Shared()
    {
        var element = Object(
            Must("title", Text(80)),
            May("subtitle", Text(80)),
            May("image_url", Url),
            May("default_action", new ButtonRule(Tap)),
            May("buttons", UpTo(1, Link)));
        var payload = Object(
            Must("template_type", Word("generic")), Must("elements", new ListRule(1, 1, element)));
        return Object(Must("attachment", Object(Must("type", Word("template")), Must("payload", payload))));
    }
}
