using System.Globalization;
using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire.Profiles;

/// <summary>
/// Reads the persistent menu: <c>[{locale, composer_input_disabled?, call_to_actions:[item]}]</c>. A flat menu has at
/// most twenty items; below version 8.0 a menu of at most three may hold menus of at most five, two levels deep.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform and Instagram messaging, "Persistent Menu". Instagram has no
/// webview and always shows its composer.
/// </remarks>
/// <param name="channel">The platform it is for.</param>
/// <param name="version">The version in the path.</param>
internal sealed class MenuReader(Channel channel, ApiVersion version)
{
    private const int Most = 20;
    private const int MostAbove = 3;
    private const int MostNested = 5;
    private const int Levels = 3;
    private const int MostTitle = 30;
    private const int MostPayload = 1000;
    private const int Common = 2;

    private static readonly ApiVersion FlatFrom = new(8, 0);

    private static readonly string[] Names =
        ["locale", "composer_input_disabled", "call_to_actions", "disabled_surfaces"];

    private static readonly string[] OfItem = ["type", "title", "payload", "call_to_actions", .. MenuLink.Names];

    private static readonly string[] FlatTypes = ["web_url", "postback"];
    private static readonly string[] NestedTypes = ["web_url", "postback", "nested"];

    private readonly string[] types = version < FlatFrom && channel is Channel.Messenger ? NestedTypes : FlatTypes;

    public GraphError? Write(Utf8JsonWriter json, Param value, string path) =>
        LocalizedList.Write(json, value, path, Names, WriteEntry);

    private GraphError? WriteEntry(Utf8JsonWriter json, ReadOnlySpan<Param> found, string path)
    {
        if (channel is Channel.Instagram && !(found[1].IsAbsent && found[3].IsAbsent))
            return GraphErrors.Get("content_unsupported");
        var own = path + "[call_to_actions]";
        if (Fields.Boolean(found[1], path + "[composer_input_disabled]", out var disabled) is { } error) return error;
        if (found[3].List(path + "[disabled_surfaces]", out error) is not { } surfaces) return error;
        if (disabled is { } flag) json.WriteBoolean("composer_input_disabled"u8, flag);
        if (!found[2].IsAbsent)
        {
            json.WritePropertyName("call_to_actions"u8);
            if (WriteItems(json, found[2], own, level: 1) is { } fault) return fault;
        }
        else if (disabled is true || channel is Channel.Instagram) return GraphErrors.Get("param_required", own);

        if (surfaces.Count == 0) return null;
        json.WriteStartArray("disabled_surfaces"u8);
        foreach (var surface in surfaces) json.WriteStringValue(surface);
        json.WriteEndArray();
        return null;
    }

    private GraphError? WriteItems(Utf8JsonWriter json, Param value, string path, int level)
    {
        if (!value.TryArray(path, out var items, out var error)) return error;
        var most = level > 1 ? MostNested : Nests(items) ? MostAbove : Most;
        if (items.GetArrayLength() > most)
            return GraphErrors.Get("param_count", path, "1", most.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray();
        var at = 0;
        foreach (var item in items.EnumerateArray())
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"{path}[{at++}]");
            if (WriteItem(json, new Param(item), own, level) is { } fault) return fault;
        }

        json.WriteEndArray();
        return null;
    }

    private GraphError? WriteItem(Utf8JsonWriter json, Param value, string path, int level)
    {
        if (!value.TryObject(path, out var members, out var error)) return error;
        var found = new Param[OfItem.Length];
        string? title = null;
        error = Members.Collect(members, path, OfItem, found)
            ?? Fields.Required(found[0], path + "[type]", MostTitle, out _);
        if (error is not null) return error;
        error = Fields.Word(found[0], path + "[type]", level < Levels ? types : FlatTypes, out var type)
            ?? Fields.Required(found[1], path + "[title]", MostTitle, out title);
        if (error is not null) return error;
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("title"u8, title);
        error = type switch
        {
            "postback" => Foreign(found, path, ["payload"]) ?? WritePayload(json, found[2], path),
            "web_url" => Foreign(found, path, MenuLink.Names) ?? MenuLink.Write(json, found.AsSpan(4), path, channel),
            _ => Foreign(found, path, ["call_to_actions"]) ?? WriteNested(json, found[3], path, level),
        };
        if (error is null) json.WriteEndObject();
        return error;
    }

    private static GraphError? WritePayload(Utf8JsonWriter json, Param value, string path)
    {
        var error = Fields.Required(value, path + "[payload]", MostPayload, out var payload);
        json.WriteIfGiven("payload"u8, payload);
        return error;
    }

    private GraphError? WriteNested(Utf8JsonWriter json, Param value, string path, int level)
    {
        var own = path + "[call_to_actions]";
        if (value.IsAbsent) return GraphErrors.Get("param_required", own);
        json.WritePropertyName("call_to_actions"u8);
        return WriteItems(json, value, own, level + 1);
    }

    private bool Nests(JsonElement items) =>
        types == NestedTypes
        && items.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object
            && item.TryGetProperty("call_to_actions"u8, out _));

    // A member that belongs to another type of item.
    private static GraphError? Foreign(Param[] found, string path, ReadOnlySpan<string> own)
    {
        for (var at = Common; at < OfItem.Length; at++)
        {
            if (!found[at].IsAbsent && !own.Contains(OfItem[at]))
                return GraphErrors.Get("param_keys", OfItem[at], path);
        }

        return null;
    }
}
