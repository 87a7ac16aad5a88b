using System.Text.Json;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// A page's message taken apart: the wire keeps templates and media in one member, people see two things.
/// </summary>
/// <param name="message">The wire's <c>message</c>.</param>
internal readonly struct PageContent(JsonElement? message)
{
    private readonly JsonElement? message = message;

    /// <summary>The text.</summary>
    public string? Text => Member("text") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Media, as a list.</summary>
    public JsonElement? Attachments =>
        Member("attachments")
        ?? Sticker
        ?? (Attachment is { } one && !IsTemplate(one) ? JsonElement.Parse($"[{one.GetRawText()}]") : null);

    /// <summary>The template's payload; of a utility template its name, language and filling.</summary>
    public JsonElement? Template =>
        Attachment is { } one && IsTemplate(one) && one.TryGetProperty("payload", out var payload)
            ? payload
            : Member("template");

    /// <summary>The quick replies.</summary>
    public JsonElement? QuickReplies => Member("quick_replies");

    // As people see it, a sticker is one more thing in the list of media.
    private JsonElement? Sticker => Member("sticker_id") is { ValueKind: JsonValueKind.Number } id
        ? JsonElement.Parse($$$"""[{"type":"sticker","payload":{"sticker_id":{{{id.GetRawText()}}}}}]""")
        : null;

    private JsonElement? Attachment => Member("attachment") is { ValueKind: JsonValueKind.Object } one ? one : null;

    private JsonElement? Member(string name) =>
        message is { ValueKind: JsonValueKind.Object } known
        && known.TryGetProperty(name, out var member)
            ? member
            : null;

    private static bool IsTemplate(JsonElement attachment) =>
        attachment.TryGetProperty("type", out var type)
        && type.ValueKind is JsonValueKind.String
        && type.ValueEquals("template"u8);
}
