using System.Text.Json;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>What a person can tap, agree to or answer on a message of the page.</summary>
internal static class SentContent
{
    /// <summary>What the page's message was made of, or null for a row that is not one.</summary>
    public static SendBody? Of(StoredEvent row) =>
        row.Kind is EventKind.Sent ? JsonSerializer.Deserialize(row.Body.Span, StoredJson.Default.SendBody) : null;

    /// <summary>
    /// All buttons of its template, in the order they are shown: a carousel's elements from left to right, then what
    /// stands under the whole.
    /// </summary>
    public static IReadOnlyList<Button> Buttons(SendBody sent)
    {
        if (sent.Message is not { } message) return [];
        if (TryObject(message, "template", out var utility))
            return TryObject(utility, "shown", out var shown) ? [.. ButtonsOf(shown)] : [];
        return TryObject(message, "attachment", out var attachment) && TryObject(attachment, "payload", out var payload)
            ? [.. List(payload, "elements").SelectMany(ButtonsOf), .. ButtonsOf(payload), .. LinksOf(payload)]
            : [];
    }

    /// <summary>What its template is called, or null where it has none.</summary>
    public static string? TemplateType(SendBody sent) =>
        sent.Message is { } message
        && TryObject(message, "attachment", out var attachment)
        && TryObject(attachment, "payload", out var payload)
            ? Text(payload, "template_type")
            : null;

    /// <summary>The payload of its template, if that is of the kind named.</summary>
    public static JsonElement? Template(SendBody sent, string kind) =>
        sent.Message is { } message
        && TryObject(message, "attachment", out var attachment)
        && TryObject(attachment, "payload", out var payload)
        && Text(payload, "template_type") == kind
            ? payload
            : null;

    /// <summary>Its quick replies, in the order they are shown.</summary>
    public static IReadOnlyList<QuickReply> QuickReplies(SendBody sent) =>
        sent.Message is not { } message
            ? []
            : [.. List(message, "quick_replies").Select(one => new QuickReply(
                Text(one, "content_type") ?? "text", Text(one, "title") ?? "", Text(one, "payload") ?? ""))];

    // The images of a grid can be tapped too; they are named by their addresses.
    private static IEnumerable<Button> ButtonsOf(JsonElement holder) => List(holder, "buttons")
        .Select(one => new Button(Text(one, "type") ?? "", Text(one, "title") ?? "", Text(one, "payload")))
        .Concat(List(holder, "images").Where(image => TryObject(image, "action", out _)).Select(image =>
        {
            TryObject(image, "action", out var action);
            return new Button(Text(action, "type") ?? "", Text(image, "url") ?? "", Text(action, "payload"));
        }));

    // The platform's own button that leads to a coupon's address.
    private static IEnumerable<Button> LinksOf(JsonElement payload) =>
        Text(payload, "coupon_url") is null
            ? []
            : [new Button("web_url", Text(payload, "coupon_url_button_title") ?? "Shop now", null)];

    /// <summary>The items of a list inside it; none where there is no list.</summary>
    public static JsonElement[] List(JsonElement holder, string name) =>
        holder.ValueKind is JsonValueKind.Object
        && holder.TryGetProperty(name, out var list)
        && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];

    private static bool TryObject(JsonElement holder, string name, out JsonElement member)
    {
        member = default;
        return holder.ValueKind is JsonValueKind.Object
            && holder.TryGetProperty(name, out member)
            && member.ValueKind is JsonValueKind.Object;
    }

    /// <summary>A text or number inside it, or null.</summary>
    public static string? Text(JsonElement holder, string name) =>
        holder.ValueKind is JsonValueKind.Object && holder.TryGetProperty(name, out var member)
            ? member.ValueKind switch
            {
                JsonValueKind.String => member.GetString(),
                JsonValueKind.Number => member.GetRawText(),
                _ => null,
            }
            : null;
}

/// <summary>A button of a template.</summary>
internal sealed record Button(string Type, string Title, string? Payload);

/// <summary>A quick reply.</summary>
internal sealed record QuickReply(string Type, string Title, string Payload);
