using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Shards;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Writes what the journal keeps of a send: the stored shape <see cref="Storage.SendBody"/>.</summary>
/// <param name="send">The send as read.</param>
/// <param name="app">The app that asked.</param>
/// <param name="author">Who wrote it.</param>
/// <param name="edition">The edition it is judged by.</param>
/// <param name="media">The records of what has bytes, in its order; 0 where there is none.</param>
internal sealed class KeptSend(
    SendEnvelope send, long app, Author author, string edition, ImmutableArray<long> media = default) : ISendBody
{
    [ThreadStatic]
    private static Utf8JsonWriter? shared;

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> writer, in Outcome outcome)
    {
        // Written under the shard's lock and never across an await: one writer a thread is enough.
        var json = shared ??= new Utf8JsonWriter(writer, new JsonWriterOptions { SkipValidation = true });
        json.Reset(writer);
        json.WriteStartObject();
        json.WriteString("author"u8, author is Author.Human ? "human"u8 : "bot"u8);
        json.WriteNumber("app"u8, app);
        WriteRequest(json);
        WriteOutcome(json, in outcome);
        json.WriteString("edition"u8, edition);
        json.WriteEndObject();
        json.Flush();
    }

    private void WriteRequest(Utf8JsonWriter json)
    {
        if (!send.Message.IsEmpty)
        {
            json.WritePropertyName("message"u8);
            json.WriteRawValue(send.Message.Span, skipInputValidation: true);
        }

        WriteMedia(json);
        Text(json, "action"u8, send.Action);
        Text(json, "mid"u8, send.ReactTo);
        Text(json, "reaction"u8, send.Reaction);
        Text(json, "reply_to"u8, send.ReplyTo);
        if (send.Persona is { } persona) json.WriteNumber("persona"u8, persona);
        Text(json, "type"u8, WordOf(send.Type));
        Text(json, "tag"u8, send.Tag);
        Text(json, "notification"u8, send.Notification);
        Text(json, "form"u8, WordOf(send.Form));
        if (send.Recipient.Address is not Address.Person)
            Text(json, "address"u8, Enum.GetName(send.Recipient.Address));
        Text(json, "named"u8, send.Recipient.Named);
        Text(json, "title"u8, send.Title);
        if (send.SurveyDays > 0) json.WriteNumber("survey_days"u8, send.SurveyDays);
    }

    private void WriteMedia(Utf8JsonWriter json)
    {
        if (media.IsDefaultOrEmpty) return;
        json.WriteStartArray("media"u8);
        foreach (var id in media) json.WriteNumberValue(id);
        json.WriteEndArray();
    }

    private static void WriteOutcome(Utf8JsonWriter json, in Outcome outcome)
    {
        Text(json, "lane"u8, outcome.Lane);
        Text(json, "reason"u8, outcome.Reason?.Name);
        if (outcome.Findings.Count == 0) return;
        json.WriteStartArray("findings"u8);
        foreach (var finding in outcome.Findings)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, finding.Rule);
            json.WriteString("level"u8, DecisionJson.LevelName(finding.Level));
            json.WriteString("because"u8, finding.Because);
            if (finding.Passage is { } passage) WriteSpan(json, passage);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSpan(Utf8JsonWriter json, Passage passage)
    {
        json.WriteStartObject("span"u8);
        json.WriteString("path"u8, passage.Path);
        json.WriteNumber("start"u8, passage.Start);
        json.WriteNumber("length"u8, passage.Length);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    // Text is what the reader takes for granted.
    private static string? WordOf(Form form) => form is Form.Text ? null : Enum.GetName(form);

    private static string? WordOf(MessagingType type) => type switch
    {
        MessagingType.Response => "RESPONSE",
        MessagingType.Update => "UPDATE",
        MessagingType.MessageTag => "MESSAGE_TAG",
        MessagingType.Utility => "UTILITY",
        _ => null,
    };
}
