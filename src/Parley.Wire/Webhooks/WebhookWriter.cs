using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Webhooks;

/// <summary>
/// Writes the exact bytes of a webhook's body. Keep one per sender: its writer is reused, so it is not thread-safe.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API webhooks "getting started". Members stand in the order of real captures:
/// <c>object, entry[time, id, messaging]</c> and <c>sender, recipient, timestamp</c>. Ids are strings, times integers.
/// </remarks>
public sealed class WebhookWriter : IDisposable
{
    private readonly Utf8JsonWriter json;

    /// <summary>With the escaping the platform uses.</summary>
    public WebhookWriter(JavaScriptEncoder encoder) =>
        json = new Utf8JsonWriter(Stream.Null, new JsonWriterOptions { Encoder = encoder, SkipValidation = true });

    /// <summary>Appends the body of one POST to <paramref name="output"/>.</summary>
    public void Write(IBufferWriter<byte> output, in WebhookEnvelope envelope)
    {
        json.Reset(output);
        json.WriteStartObject();
        json.WriteString("object"u8, WebhookFields.ObjectOf(envelope.Channel));
        json.WriteStartArray("entry"u8);
        json.WriteStartObject();
        if (envelope.Event is WebhookEvent.Change change) ChangeWriter.Write(json, change, in envelope);
        else WriteEntry(in envelope);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();

    private void WriteEntry(in WebhookEnvelope envelope)
    {
        json.WriteNumber("time"u8, envelope.EntryTime);
        WriteId(json, "id"u8, envelope.Account);
        json.WriteStartArray(envelope.Standby ? "standby"u8 : "messaging"u8);
        WriteElement(envelope);
        json.WriteEndArray();
    }

    private void WriteElement(in WebhookEnvelope envelope)
    {
        var fromPage = envelope.Event.Kind is WebhookKind.Echo;
        json.WriteStartObject();
        if (envelope.Event is not (WebhookEvent.PluginOptIn { UserRef: not null } or WebhookEvent.AppRole))
            WriteParty("sender"u8, fromPage ? envelope.Account : envelope.Person.Value);
        WriteParty("recipient"u8, fromPage ? envelope.Person.Value : envelope.Account);
        json.WriteNumber("timestamp"u8, envelope.Timestamp);
        switch (envelope.Event)
        {
            case WebhookEvent.Message message: WriteMessage(message); break;
            case WebhookEvent.Echo echo: EchoWriter.Write(json, echo, envelope.Channel); break;
            case WebhookEvent.Delivered delivered: WriteDelivered(delivered); break;
            case WebhookEvent.Read read: WriteRead(read, envelope.Channel); break;
            case WebhookEvent.Postback postback: WritePostback(postback); break;
            case WebhookEvent.Reaction reaction: WriteReaction(reaction); break;
            case WebhookEvent.Edit edit: WriteEdit(edit); break;
            case WebhookEvent.AccountLink link: WriteAccountLink(link); break;
            case WebhookEvent.Referral referral: WriteReferral(referral); break;
            case WebhookEvent.OneTimeOptIn optIn: OptInWriter.Write(json, optIn); break;
            case WebhookEvent.RecurringOptIn optIn: OptInWriter.Write(json, optIn); break;
            case WebhookEvent.Feedback feedback: OptInWriter.Write(json, feedback); break;
            case WebhookEvent.PluginOptIn optIn: WriteOptIn(optIn); break;
            case WebhookEvent.ThreadControl control: ControlWriter.Write(json, control); break;
            case WebhookEvent.AppRole role: ControlWriter.Write(json, role); break;
            default: throw new UnreachableException();
        }

        json.WriteEndObject();
    }

    private void WriteMessage(WebhookEvent.Message message)
    {
        json.WriteStartObject("message"u8);
        json.WriteString("mid"u8, message.Mid);
        if (message.Deleted) json.WriteBoolean("is_deleted"u8, true);
        if (message.Text is not null) json.WriteString("text"u8, message.Text);
        if (message.QuickReply is not null)
        {
            json.WriteStartObject("quick_reply"u8);
            json.WriteString("payload"u8, message.QuickReply);
            json.WriteEndObject();
        }

        WriteReplyTo(json, message.ReplyTo);
        WriteStory(message.Story);
        if (message.CameBy is not null) WriteReferral(message.CameBy);
        if (message.Attachments is { ValueKind: JsonValueKind.Array } attachments)
        {
            json.WritePropertyName("attachments"u8);
            attachments.WriteTo(json);
        }

        json.WriteEndObject();
        WritePrior(message.Prior);
    }

    private void WriteStory(Story? story)
    {
        if (story is null) return;
        json.WriteStartObject("reply_to"u8);
        json.WriteStartObject("story"u8);
        json.WriteString("url"u8, story.Url);
        json.WriteString("id"u8, story.Id);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Joins a person to the reference they were written to before.
    private void WritePrior(string? reference)
    {
        if (reference is null) return;
        json.WriteStartObject("prior_message"u8);
        json.WriteString("source"u8, "checkbox_plugin"u8);
        json.WriteString("identifier"u8, reference);
        json.WriteEndObject();
    }

    private void WriteOptIn(WebhookEvent.PluginOptIn optIn)
    {
        json.WriteStartObject("optin"u8);
        if (optIn.Ref is not null) json.WriteString("ref"u8, optIn.Ref);
        if (optIn.UserRef is not null) json.WriteString("user_ref"u8, optIn.UserRef);
        json.WriteEndObject();
    }

    private void WriteDelivered(WebhookEvent.Delivered delivered)
    {
        json.WriteStartObject("delivery"u8);
        json.WriteStartArray("mids"u8);
        json.WriteStringValue(delivered.Mid);
        json.WriteEndArray();
        json.WriteNumber("watermark"u8, delivered.Watermark);
        json.WriteEndObject();
    }

    private void WriteRead(WebhookEvent.Read read, Channel channel)
    {
        json.WriteStartObject("read"u8);
        if (channel is Channel.Instagram) json.WriteString("mid"u8, read.Mid);
        else json.WriteNumber("watermark"u8, read.Watermark);
        json.WriteEndObject();
    }

    private void WritePostback(WebhookEvent.Postback postback)
    {
        json.WriteStartObject("postback"u8);
        json.WriteString("mid"u8, postback.Mid);
        json.WriteString("title"u8, postback.Title);
        if (postback.Payload is not null) json.WriteString("payload"u8, postback.Payload);
        if (postback.CameBy is not null) WriteReferral(postback.CameBy);
        json.WriteEndObject();
        WritePrior(postback.Prior);
    }

    private void WriteEdit(WebhookEvent.Edit edit)
    {
        json.WriteStartObject("message_edit"u8);
        json.WriteString("mid"u8, edit.Mid);
        json.WriteString("text"u8, edit.Text);
        json.WriteNumber("num_edit"u8, edit.Number);
        json.WriteEndObject();
    }

    private void WriteAccountLink(WebhookEvent.AccountLink link)
    {
        json.WriteStartObject("account_linking"u8);
        json.WriteString("status"u8, link.Code is null ? "unlinked"u8 : "linked"u8);
        if (link.Code is not null) json.WriteString("authorization_code"u8, link.Code);
        json.WriteEndObject();
    }

    private void WriteReaction(WebhookEvent.Reaction reaction)
    {
        json.WriteStartObject("reaction"u8);
        json.WriteString("mid"u8, reaction.Mid);
        json.WriteString("action"u8, reaction.Name is null ? "unreact"u8 : "react"u8);
        if (reaction.Name is not null)
        {
            json.WriteString("reaction"u8, reaction.Name);
            if (reaction.Emoji is not null) json.WriteString("emoji"u8, reaction.Emoji);
        }

        json.WriteEndObject();
    }

    private void WriteReferral(WebhookEvent.Referral referral)
    {
        json.WriteStartObject("referral"u8);
        if (referral.Ref is not null) json.WriteString("ref"u8, referral.Ref);
        json.WriteString("source"u8, referral.Source);
        json.WriteString("type"u8, referral.Type);
        if (referral.AdId is not null) json.WriteString("ad_id"u8, referral.AdId);
        if (referral.AdTitle is not null)
        {
            json.WriteStartObject("ads_context_data"u8);
            json.WriteString("ad_title"u8, referral.AdTitle);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    internal static void WriteReplyTo(Utf8JsonWriter json, string? mid)
    {
        if (mid is null) return;
        json.WriteStartObject("reply_to"u8);
        json.WriteString("mid"u8, mid);
        json.WriteEndObject();
    }

    private void WriteParty(ReadOnlySpan<byte> name, long id)
    {
        json.WriteStartObject(name);
        WriteId(json, "id"u8, id);
        json.WriteEndObject();
    }

    internal static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> name, long id)
    {
        Span<byte> digits = stackalloc byte[20];
        id.TryFormat(digits, out var length);
        json.WriteString(name, digits[..length]);
    }
}
