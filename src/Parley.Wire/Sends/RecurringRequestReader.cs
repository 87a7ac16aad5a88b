using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>Reads the <c>notification_messages</c> template: the request for recurring notifications.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Recurring notifications" and "Marketing messages", Instagram
/// messaging "Recurring notifications", where the same members stand in the one element of <c>elements</c>. The
/// frequency was dropped on 2023-02-02: from then on older versions pass over it, and version 16.0 refuses it. The
/// title became optional on 2023-02-21.
/// </remarks>
internal static class RecurringRequestReader
{
    /// <summary>The title of a request that names none.</summary>
    public const string UsualTitle = "Updates and promotions";

    private const int MostTitleCharacters = 65;
    private const int MostPayloadCharacters = 1000;
    private const int MostZoneCharacters = 100;
    private const int Frequency = 5;

    private static readonly ApiVersion FrequencyEnded = new(16, 0);
    private static readonly LocalDate OneCadence = new(2023, 2, 2);
    private static readonly LocalDate TitleOptional = new(2023, 2, 21);

    private static readonly string[] Names =
    [
        "template_type", "title", "image_url", "image_aspect_ratio", "payload", "notification_messages_frequency",
        "notification_messages_timezone", "notification_messages_reoptin", "notification_messages_cta_text",
    ];

    private static readonly string[] Frequencies = ["DAILY", "WEEKLY", "MONTHLY"];
    private static readonly string[] Buttons = ["ALLOW", "FREQUENCY", "GET", "GET_UPDATES", "OPT_IN", "SIGN_UP"];

    /// <summary>Writes the request into the open payload, without a frequency where there are none.</summary>
    public static GraphError? Write(
        Utf8JsonWriter json, JsonElement members, in Dialect dialect, ref SentContent content)
    {
        content = new SentContent(Form.RecurringRequest, UsualTitle);
        var path = TemplateReader.Path;
        var error = Unwrapped(ref members, ref path, in dialect);
        if (error is not null) return error;
        Span<Param> found = [default, default, default, default, default, default, default, default, default];
        error = dialect.Collect(members, path, Names, found);
        if (error is not null) return error;
        if (!dialect.Past && Dropped(in dialect) && dialect.Version >= FrequencyEnded && !found[Frequency].IsAbsent)
            return GraphErrors.Get("param_keys", Names[Frequency], path);
        var titled = dialect.Past || dialect.Day >= TitleOptional;
        error = titled && found[1].IsAbsent ? null
            : Fields.Required(found[1], path + "[title]", MostTitleCharacters, out var title)
                ?? Titled(title!, ref content);
        // Of a request that was sent, only its title counts.
        return error is not null || dialect.Past ? error : WriteRest(json, found, path, in dialect, content.Title!);
    }

    private static GraphError? WriteRest(
        Utf8JsonWriter json, ReadOnlySpan<Param> found, string path, in Dialect dialect, string title)
    {
        string? ratio = null, payload = null, frequency = null, zone = null, reoptin = null, button = null;
        var error = Fields.Url(found[2], path + "[image_url]", out var image)
            ?? Fields.Word(found[3], path + "[image_aspect_ratio]", ["horizontal", "square"], out ratio)
            ?? Fields.Text(found[4], path + "[payload]", MostPayloadCharacters, out payload)
            ?? Fields.Word(found[Frequency], PathOf(path, Frequency), Frequencies, out frequency)
            ?? Zone(found[6], PathOf(path, 6), out zone)
            ?? Fields.Word(found[7], PathOf(path, 7), ["ENABLED", "DISABLED"], out reoptin)
            ?? Fields.Word(found[8], PathOf(path, 8), Buttons, out button);
        if (error is not null) return error;
        json.WriteString("title"u8, title);
        json.WriteIfGiven("image_url"u8, image);
        json.WriteIfGiven("image_aspect_ratio"u8, ratio);
        json.WriteIfGiven("payload"u8, payload);
        if (!Dropped(in dialect)) json.WriteIfGiven("notification_messages_frequency"u8, frequency);
        json.WriteIfGiven("notification_messages_timezone"u8, zone);
        json.WriteIfGiven("notification_messages_reoptin"u8, reoptin);
        json.WriteIfGiven("notification_messages_cta_text"u8, button);
        return null;
    }

    // Instagram's form holds everything in one element.
    private static GraphError? Unwrapped(ref JsonElement members, ref string path, in Dialect dialect)
    {
        if (dialect.Channel is not Channel.Instagram
            || !members.TryGetProperty("elements"u8, out var named)
            || new Param(named).IsAbsent)
            return null;
        Span<Param> found = [default, default];
        var list = path + "[elements]";
        var error = dialect.Collect(members, path, ["template_type", "elements"], found);
        if (error is not null) return error;
        if (!new Param(named).TryArray(list, out var elements, out error)) return error;
        if (elements.GetArrayLength() != 1) return GraphErrors.Get("param_count", list, "1", "1");
        path = list + "[0]";
        return new Param(elements[0]).TryObject(path, out members, out error) ? null : error;
    }

    private static GraphError? Titled(string title, ref SentContent content)
    {
        content = content with { Title = title };
        return null;
    }

    private static GraphError? Zone(Param value, string path, out string? zone)
    {
        var error = Fields.Text(value, path, MostZoneCharacters, out zone);
        if (error is not null || zone is null) return error;
        return DateTimeZoneProviders.Tzdb.Ids.Contains(zone)
            ? null
            : GraphErrors.Get("param_type", path, "an IANA time zone, as Europe/Berlin");
    }

    // The edition fixes the day, so an old one takes a frequency in any version.
    private static bool Dropped(in Dialect dialect) => dialect.Day >= OneCadence;

    private static string PathOf(string path, int name) => $"{path}[{Names[name]}]";
}
