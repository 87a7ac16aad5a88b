using System.Globalization;
using NodaTime;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire;

/// <summary>
/// Reads what a request to send asks for. Shape and limits are judged here, first failure wins; whether the send may go
/// out (tag, recipient, window) is the kernel's to say.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Send API reference", Instagram "Send messages".
/// </remarks>
public static class SendReader
{
    private const string NewsTag = "NON_PROMOTIONAL_SUBSCRIPTION";
    private const int MostTagCharacters = 100;
    private const int MostMidCharacters = 300;

    private static readonly string[] Notifications = ["REGULAR", "SILENT_PUSH", "NO_PUSH"];

    /// <summary>Reads a send.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="channel">The channel of the endpoint and its token.</param>
    /// <param name="version">The version in the path: some members exist only below or above one.</param>
    /// <param name="edition">The day of the edition in force: some members exist only before or after one.</param>
    /// <param name="page">What only the page knows; null = nothing of it stands against the send.</param>
    public static Parsed<SendEnvelope> Read(
        GraphParameters parameters, Channel channel, ApiVersion version, LocalDate edition, ISendingPage? page = null)
    {
        var dialect = new Dialect(channel, version, edition) { Page = page };
        var error = RecipientReader.Read(parameters["recipient"], in dialect, anyMembers: false, out var recipient);
        if (error is not null) return new Parsed<SendEnvelope>.Bad(error);

        var (message, action) = (parameters["message"], parameters["sender_action"]);
        SendEnvelope? envelope = null;
        error = (message.IsAbsent, action.IsAbsent) switch
        {
            (false, false) => GraphErrors.Get("message_and_action"),
            (true, true) => GraphErrors.Get("message_empty"),
            (false, true) => ReadMessage(parameters, recipient, in dialect, out envelope),
            (true, false) => ActionReader.Read(parameters, recipient, channel, out envelope),
        };
        ControlWish? control = null;
        error ??= ThreadControlCall.ReadOfSend(parameters["thread_control"], out control);
        if (envelope is not null && control is not null) envelope = envelope with { Control = control };
        return envelope is not null && error is null
            ? new Parsed<SendEnvelope>.Ok(envelope)
            : new Parsed<SendEnvelope>.Bad(error!);
    }

    /// <summary>
    /// Whom a request names, before it is read as a whole: nobody, where that cannot be read. What is wrong with it is
    /// said by <see cref="Read"/>.
    /// </summary>
    public static Addressee RecipientOf(GraphParameters parameters)
    {
        RecipientReader.Read(parameters["recipient"], default, anyMembers: true, out var recipient);
        return recipient;
    }

    private static GraphError? ReadMessage(
        GraphParameters parameters, Addressee recipient, in Dialect dialect, out SendEnvelope? envelope)
    {
        envelope = null;
        string? notification = null;
        string? replyTo = null;
        long? persona = null;
        var error = ReadTyping(parameters["messaging_type"], parameters["tag"], out var type, out var tag)
            ?? ReadNotification(parameters["notification_type"], out notification)
            ?? ReadPersona(parameters, dialect.Channel, out persona)
            ?? ReadReplyTo(parameters["reply_to"], out replyTo);
        if (error is not null) return error;

        var draft = new MessageDraft(dialect, parameters.Files);
        error = draft.Read(parameters["message"]);
        if (error is not null) return error;
        envelope = new SendEnvelope
        {
            Recipient = recipient,
            Channel = dialect.Channel,
            Kind = SendKind.Message,
            Type = type,
            Tag = tag,
            Form = draft.Content.Form,
            Title = draft.Content.Title,
            SurveyDays = draft.Content.SurveyDays,
            OrderNumber = draft.Content.OrderNumber,
            Message = draft.Json,
            Media = draft.Content.Media.IsDefault ? [] : draft.Content.Media,
            Shared = draft.Content.Shared,
            Metadata = draft.Metadata,
            ReplyTo = replyTo,
            Notification = notification,
            Persona = persona,
        };
        return null;
    }

    /// <summary>Reads <c>messaging_type</c> and <c>tag</c> as they are written.</summary>
    internal static GraphError? ReadTyping(Param asked, Param named, out MessagingType type, out string? tag)
    {
        (type, tag) = (MessagingType.Absent, null);
        var error = Fields.Text(named, "tag", MostTagCharacters, out tag);
        if (error is not null) return error;
        tag = tag?.ToUpperInvariant();

        if (asked.IsAbsent) return null;
        if (!asked.TryText("messaging_type", out var text, out error)) return error;
        switch (text.ToUpperInvariant())
        {
            case "RESPONSE": type = MessagingType.Response; break;
            case "UPDATE": type = MessagingType.Update; break;
            case "MESSAGE_TAG": type = MessagingType.MessageTag; break;
            case "UTILITY": type = MessagingType.Utility; break;
            // The fourth type of 2018: the same as the tag of that name.
            case NewsTag: (type, tag) = (MessagingType.MessageTag, NewsTag); break;
            default: return GraphErrors.Get("param_enum", "messaging_type", "RESPONSE, UPDATE, MESSAGE_TAG, UTILITY");
        }

        return null;
    }

    private static GraphError? ReadNotification(Param asked, out string? notification)
    {
        notification = null;
        if (asked.IsAbsent) return null;
        if (!asked.TryWord("notification_type", Notifications, out var word, out var error)) return error;
        notification = word == Notifications[0] ? null : word;
        return null;
    }

    /// <summary>Reads <c>persona_id</c>; Instagram has no personas.</summary>
    internal static GraphError? ReadPersona(GraphParameters parameters, Channel channel, out long? persona)
    {
        persona = null;
        if (parameters["persona_id"].IsAbsent) return null;
        if (channel is Channel.Instagram
            || !long.TryParse(
                parameters.Text("persona_id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return GraphErrors.Get("persona_unknown");
        persona = id;
        return null;
    }

    private static GraphError? ReadReplyTo(Param asked, out string? mid)
    {
        mid = null;
        if (asked.IsAbsent) return null;
        if (!asked.TryObject("reply_to", out var members, out var error)) return error;
        Span<Param> found = [default];
        error = Members.Collect(members, "reply_to", ["mid"], found);
        return error ?? Fields.Required(found[0], "reply_to[mid]", MostMidCharacters, out mid);
    }
}
