using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads template attachments: those that carry content by their rules, and those that are a lane of their own.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Templates". Which edition and channel has a template that is a
/// lane, the kernel says.
/// </remarks>
internal static class TemplateReader
{
    /// <summary>Where the payload stands.</summary>
    public const string Path = "message[attachment][payload]";

    /// <summary>The member that tells templates apart.</summary>
    public const string KindName = "template_type";

    private const int MostKindCharacters = 100;
    private const string KindPath = Path + "[" + KindName + "]";

    private static readonly string[] OfLanes = ["customer_feedback", "one_time_notif_req", "notification_messages"];

    /// <summary>The templates that are no lane, in the order errors list them.</summary>
    public static IReadOnlyList<TemplateKind> Kinds { get; } =
    [
        CardTemplates.Generic, CardTemplates.Button, MediaTemplates.OneMedium, ShopTemplates.Receipt,
        ShopTemplates.Product, ShopTemplates.Coupon, MediaTemplates.ImageGrid, AirlineTemplates.Itinerary,
        AirlineTemplates.CheckIn, AirlineTemplates.BoardingPass, AirlineTemplates.Update, CardTemplates.List,
        CardTemplates.OpenGraph,
    ];

    /// <summary>Writes type and payload of the attachment into the open object.</summary>
    public static GraphError? Write(Utf8JsonWriter json, Param payload, in Dialect dialect, ref SentContent content)
    {
        if (payload.IsAbsent) return GraphErrors.Get("param_required", Path);
        if (!payload.TryObject(Path, out var members, out var error)) return error;
        error = KindOf(members, in dialect, out var name, out var kind);
        if (error is not null) return error;

        json.WriteString("type"u8, "template"u8);
        json.WriteStartObject("payload"u8);
        json.WriteString("template_type"u8, name);
        error = name switch
        {
            "one_time_notif_req" => OneTimeRequestReader.Write(json, members, in dialect, ref content),
            "notification_messages" => RecurringRequestReader.Write(json, members, in dialect, ref content),
            "customer_feedback" => SurveyReader.Write(json, members, in dialect, ref content),
            _ => Write(new Reading(json, dialect, Path), kind!, members, ref content),
        };
        json.WriteEndObject();
        return error;
    }

    private static GraphError? Write(Reading reading, TemplateKind kind, JsonElement members, ref SentContent content)
    {
        var error = kind.Shape.WriteMembers(reading, members, KindName);
        content = content with { OrderNumber = reading.OrderNumber };
        if (reading.Medium is { } medium) content = content.With(medium);
        return error;
    }

    private static GraphError? KindOf(
        JsonElement members, in Dialect dialect, out string? name, out TemplateKind? kind)
    {
        kind = null;
        var value = members.TryGetProperty("template_type"u8, out var named) ? new Param(named) : default;
        var error = Fields.Required(value, KindPath, MostKindCharacters, out name);
        if (error is not null) return error;
        var asked = name = name!.ToLowerInvariant();
        if (Array.IndexOf(OfLanes, asked) >= 0) return null;
        kind = Kinds.FirstOrDefault(one => one.Name == asked);
        return dialect.Past && kind is not null ? null : Refusal(kind, in dialect);
    }

    private static GraphError? Refusal(TemplateKind? kind, in Dialect dialect)
    {
        if (kind is null || dialect.Day < kind.Since) return GraphErrors.Get("param_enum", KindPath, Names(in dialect));
        if (kind.EndedWith is { } ended && dialect.Version >= ended)
            return GraphErrors.Get("deprecated", $"template_type {kind.Name}");
        if (!kind.OnInstagram && dialect.Channel is Channel.Instagram) return GraphErrors.Get("content_unsupported");
        return kind.BeganWith is { } began && dialect.Version < began ? GraphErrors.Get("product_version") : null;
    }

    private static string Names(in Dialect dialect)
    {
        var (day, version) = (dialect.Day, dialect.Version);
        var there = Kinds.Where(kind => !(day < kind.Since) && !(version >= kind.EndedWith));
        return string.Join(", ", there.Select(kind => kind.Name).Concat(OfLanes));
    }
}
