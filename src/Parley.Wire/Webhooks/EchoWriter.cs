using System.Globalization;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Webhooks;

/// <summary>Turns the <c>message</c> of a send into the <c>message</c> of its echo.</summary>
/// <remarks>
/// Source: developers.facebook.com, message-echoes. <c>app_id</c> is a number, and Instagram's echo has none; a reused
/// attachment's id, a string in the send, is a number here, and what was fetched or uploaded stands at an address of
/// the platform's own; quick replies are not mirrored.
/// </remarks>
internal static class EchoWriter
{
    public static void Write(Utf8JsonWriter json, WebhookEvent.Echo echo, Channel channel)
    {
        json.WriteStartObject("message"u8);
        json.WriteString("mid"u8, echo.Mid);
        json.WriteBoolean("is_echo"u8, true);
        if (channel is Channel.Messenger) json.WriteNumber("app_id"u8, echo.App);
        if (echo.Content.ValueKind is JsonValueKind.Object)
        {
            WriteText(json, echo.Content, "metadata"u8);
            WriteText(json, echo.Content, "text"u8);
            WriteAttachments(json, echo);
        }

        WebhookWriter.WriteReplyTo(json, echo.ReplyTo);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, JsonElement content, ReadOnlySpan<byte> name)
    {
        if (!content.TryGetProperty(name, out var text) || text.ValueKind is not JsonValueKind.String) return;
        json.WritePropertyName(name);
        text.WriteTo(json);
    }

    private static void WriteAttachments(Utf8JsonWriter json, WebhookEvent.Echo echo)
    {
        var content = echo.Content;
        if (content.TryGetProperty("sticker_id"u8, out var sticker)) WriteSticker(json, sticker);
        if (content.TryGetProperty("template"u8, out var utility)) WriteUtility(json, utility);
        var one = content.TryGetProperty("attachment"u8, out var attachment);
        var many = content.TryGetProperty("attachments"u8, out var attachments);
        if (!one && !many) return;
        json.WriteStartArray("attachments"u8);
        if (one) WriteAttachment(json, attachment, echo.Urls.FirstOrDefault());
        if (many && attachments.ValueKind is JsonValueKind.Array)
        {
            foreach (var (at, each) in attachments.EnumerateArray().Index())
                WriteAttachment(json, each, echo.Urls.ElementAtOrDefault(at));
        }
        else if (many)
        {
            WriteAttachment(json, attachments, echo.Urls.FirstOrDefault());
        }

        json.WriteEndArray();
    }

    private static void WriteSticker(Utf8JsonWriter json, JsonElement sticker)
    {
        json.WritePropertyName("sticker_id"u8);
        sticker.WriteTo(json);
        json.WriteStartArray("attachments"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "sticker"u8);
        json.WriteStartObject("payload"u8);
        json.WritePropertyName("sticker_id"u8);
        sticker.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // An utility template comes back as what people see of it: words, or words with buttons. Of one whose words nobody
    // told us, there is only its name.
    private static void WriteUtility(Utf8JsonWriter json, JsonElement utility)
    {
        var isKnown = utility.TryGetProperty("shown"u8, out var shown);
        var words = isKnown ? WordsOf(shown) : null;
        if (isKnown && !shown.TryGetProperty("buttons"u8, out _))
        {
            json.WriteString("text"u8, words);
            return;
        }

        json.WriteStartArray("attachments"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, isKnown ? "template"u8 : "fallback"u8);
        json.WriteString("title"u8, words ?? utility.GetProperty("name"u8).GetString());
        json.WriteNull("url"u8);
        if (isKnown) WriteButtons(json, words!, shown.GetProperty("buttons"u8));
        else json.WriteNull("payload"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteButtons(Utf8JsonWriter json, string words, JsonElement buttons)
    {
        json.WriteStartObject("payload"u8);
        json.WriteString("template_type"u8, "button"u8);
        json.WriteString("text"u8, words);
        json.WritePropertyName("buttons"u8);
        buttons.WriteTo(json);
        json.WriteEndObject();
    }

    private static string WordsOf(JsonElement shown)
    {
        var text = shown.GetProperty("text"u8).GetString()!;
        return shown.TryGetProperty("title"u8, out var title) ? $"{title.GetString()}\n{text}" : text;
    }

    private static void WriteAttachment(Utf8JsonWriter json, JsonElement attachment, string? url)
    {
        if (attachment.ValueKind is not JsonValueKind.Object) return;
        var type = attachment.TryGetProperty("type"u8, out var found) ? found.GetString() : null;
        attachment.TryGetProperty("payload"u8, out var payload);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        if (type is "template")
        {
            json.WriteString("title"u8, TitleOf(payload));
            json.WriteNull("url"u8);
            json.WritePropertyName("payload"u8);
            if (payload.ValueKind is JsonValueKind.Undefined) json.WriteNullValue();
            else payload.WriteTo(json);
        }
        else if (type is not "like_heart")
        {
            WriteMedia(json, payload, url);
        }

        json.WriteEndObject();
    }

    private static void WriteMedia(Utf8JsonWriter json, JsonElement payload, string? url)
    {
        json.WriteStartObject("payload"u8);
        if (url is not null) json.WriteString("url"u8, url);
        if (payload.ValueKind is JsonValueKind.Object)
        {
            if (url is null) WriteText(json, payload, "url"u8);
            WriteText(json, payload, "id"u8);
            if (payload.TryGetProperty("attachment_id"u8, out var id) && TryRead(id, out var number))
                json.WriteNumber("attachment_id"u8, number);
        }

        json.WriteEndObject();
    }

    private static bool TryRead(JsonElement id, out long number)
    {
        number = 0;
        return id.ValueKind is JsonValueKind.Number
            ? id.TryGetInt64(out number)
            : id.ValueKind is JsonValueKind.String
                && long.TryParse(id.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>
    /// What a thread shows of a template in one line: its text, its title, or its first element's title.
    /// </summary>
    private static string TitleOf(JsonElement payload)
    {
        if (payload.ValueKind is not JsonValueKind.Object) return "";
        if (payload.TryGetProperty("text"u8, out var text) && text.ValueKind is JsonValueKind.String)
            return text.GetString()!;
        if (payload.TryGetProperty("title"u8, out var own) && own.ValueKind is JsonValueKind.String)
            return own.GetString()!;
        if (payload.TryGetProperty("intro_message"u8, out var intro) && intro.ValueKind is JsonValueKind.String)
            return intro.GetString()!;
        return payload.TryGetProperty("elements"u8, out var elements)
            && elements.ValueKind is JsonValueKind.Array
            && elements.GetArrayLength() > 0
            && elements[0].ValueKind is JsonValueKind.Object
            && elements[0].TryGetProperty("title"u8, out var title)
            && title.ValueKind is JsonValueKind.String
            ? title.GetString()!
            : "";
    }
}
