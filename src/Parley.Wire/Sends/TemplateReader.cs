using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads template attachments: <c>generic</c>, <c>button</c>, and those that are a lane of their own.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Generic template" and "Button template". The list and
/// open-graph templates ended with version 4.0; the other kinds exist on the platform and are refused here by name.
/// Which edition and channel has a template that is a lane, the kernel says.
/// </remarks>
internal static class TemplateReader
{
    public const string Path = "message[attachment][payload]";

    private const int MostKindCharacters = 100;
    private const int MostButtonTextCharacters = 640;

    private static readonly ApiVersion ListsEnded = new(4, 0);

    private static readonly string[] GenericNames = ["template_type", "sharable", "image_aspect_ratio", "elements"];
    private static readonly string[] ButtonNames = ["template_type", "sharable", "text", "buttons"];

    private static readonly string[] Kinds =
    [
        "generic", "button", "media", "receipt", "product", "coupon", "customer_feedback", "one_time_notif_req",
        "notification_messages", "image_grid", "airline_itinerary", "airline_checkin", "airline_boardingpass",
        "airline_update", "list", "open_graph",
    ];

    public static GraphError? Write(Utf8JsonWriter json, Param payload, in Dialect dialect, ref SentContent content)
    {
        if (payload.IsAbsent) return GraphErrors.Get("param_required", Path);
        if (!payload.TryObject(Path, out var members, out var error)) return error;
        error = Kind(members, out var kind) ?? Served(kind!, dialect.Version);
        if (error is not null) return error;

        json.WriteString("type"u8, "template"u8);
        json.WriteStartObject("payload"u8);
        json.WriteString("template_type"u8, kind);
        error = kind switch
        {
            "generic" => WriteGeneric(json, members, dialect.Channel),
            "button" => WriteButton(json, members, dialect.Channel),
            "one_time_notif_req" => OneTimeRequestReader.Write(json, members, in dialect, ref content),
            "notification_messages" => RecurringRequestReader.Write(json, members, in dialect, ref content),
            _ => SurveyReader.Write(json, members, in dialect, ref content),
        };
        json.WriteEndObject();
        return error;
    }

    private static GraphError? Kind(JsonElement members, out string? kind)
    {
        kind = null;
        var value = members.TryGetProperty("template_type"u8, out var named) ? new Param(named) : default;
        return Fields.Required(value, Path + "[template_type]", MostKindCharacters, out _)
            ?? Fields.Word(value, Path + "[template_type]", Kinds, out kind);
    }

    private static GraphError? Served(string kind, ApiVersion version) => kind switch
    {
        "generic" or "button" or "one_time_notif_req" or "notification_messages" or "customer_feedback" => null,
        "list" or "open_graph" when version >= ListsEnded => GraphErrors.Get("deprecated", $"template_type {kind}"),
        _ => GraphErrors.Get("not_supported", $"{Path}[template_type] {kind}"),
    };

    private static GraphError? WriteGeneric(Utf8JsonWriter json, JsonElement members, Channel channel)
    {
        Span<Param> found = [default, default, default, default];
        string? ratio = null;
        var error = Members.Collect(members, Path, GenericNames, found)
            ?? WriteSharable(json, found[1])
            ?? Fields.Word(found[2], Path + "[image_aspect_ratio]", ["horizontal", "square"], out ratio);
        if (error is not null) return error;
        json.WriteIfGiven("image_aspect_ratio"u8, ratio);
        return ElementReader.WriteAll(json, found[3], channel);
    }

    private static GraphError? WriteButton(Utf8JsonWriter json, JsonElement members, Channel channel)
    {
        Span<Param> found = [default, default, default, default];
        string? text = null;
        var error = Members.Collect(members, Path, ButtonNames, found)
            ?? WriteSharable(json, found[1])
            ?? Fields.Required(found[2], Path + "[text]", MostButtonTextCharacters, out text);
        if (error is not null) return error;
        json.WriteString("text"u8, text);
        return found[3].IsAbsent
            ? GraphErrors.Get("param_required", Path + "[buttons]")
            : ButtonReader.WriteAll(json, found[3], Path + "[buttons]", channel);
    }

    private static GraphError? WriteSharable(Utf8JsonWriter json, Param value)
    {
        var error = Fields.Boolean(value, Path + "[sharable]", out var sharable);
        if (sharable is { } flag) json.WriteBoolean("sharable"u8, flag);
        return error;
    }
}
