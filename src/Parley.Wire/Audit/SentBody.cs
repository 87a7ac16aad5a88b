using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire.Audit;

/// <summary>
/// A Send API body as it was sent, read for what the policy asks of it. What is wrong with its shape is the first
/// answer
/// of the wire; everything else is the kernel's to say.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Send API reference. Unlike the server's own reader it takes every content the
/// platform ever took: what was sent is past, whether this build could send it or not.
/// </remarks>
internal sealed class SentBody
{
    private const int MostCharacters = 2000;

    // What this build cannot send itself was sent all the same.
    private static readonly string[] OursAlone = ["not_supported", "deprecated", "param_keys"];

    /// <summary>What is wrong with the request itself, or null.</summary>
    public GraphError? Error { get; private set; }

    /// <summary>By what the recipient is named.</summary>
    public Address Address { get; private set; }

    /// <summary>The PSID or IGSID; 0 if the recipient is named otherwise, or cannot be an id.</summary>
    public long Person { get; private set; }

    /// <summary>The token, comment, post or reference named; null for a person.</summary>
    public string? Named { get; private set; }

    /// <summary>Message or sender action.</summary>
    public SendKind Kind { get; private set; }

    /// <summary>The messaging type.</summary>
    public MessagingType Type { get; private set; }

    /// <summary>The tag, or null.</summary>
    public string? Tag { get; private set; }

    /// <summary>What the content is.</summary>
    public SentContent Content { get; private set; }

    /// <summary>The message; undefined for a sender action.</summary>
    public JsonElement Message { get; private set; }

    /// <summary>Reads a body; what was read before is gone.</summary>
    public void Read(JsonElement request, Channel channel)
    {
        (Address, Person, Named, Tag, Content, Message) = (Address.Person, 0, null, null, default, default);
        (Kind, Type) = (SendKind.Message, MessagingType.Absent);
        Error = ReadRecipient(ParamOf(request, "recipient"u8), channel) ?? ReadContent(request, channel);
    }

    private GraphError? ReadRecipient(Param recipient, Channel channel)
    {
        var error = RecipientReader.Read(recipient, PastOn(channel), anyMembers: true, out var named);
        (Address, Person, Named) = (named.Address, named.Person.Value, named.Named);
        return error;
    }

    private GraphError? ReadContent(JsonElement request, Channel channel)
    {
        var (message, action) = (ParamOf(request, "message"u8), ParamOf(request, "sender_action"u8));
        if (!message.IsAbsent && !action.IsAbsent) return GraphErrors.Get("message_and_action");
        if (!action.IsAbsent) return ReadAction(action);
        var error = SendReader.ReadTyping(
            ParamOf(request, "messaging_type"u8), ParamOf(request, "tag"u8), out var type, out var tag);
        (Type, Tag) = (type, tag);
        if (error is not null) return error;
        if (message.IsAbsent) return GraphErrors.Get("message_empty");
        if (!message.TryObject("message", out var members, out error)) return error;
        Message = members;
        if (channel is Channel.Messenger && IsShortText(members)) return null;
        var draft = new MessageDraft(PastOn(channel), []);
        error = draft.Read(message);
        Content = draft.Content;
        return error is not null && OursAlone.Contains(error.Name) ? null : error;
    }

    private static Dialect PastOn(Channel channel) =>
        new(channel, ApiVersion.Newest, LocalDate.MaxIsoValue, Past: true);

    // By far the most messages: nothing but a text that is short even when counted in bytes.
    private static bool IsShortText(JsonElement message)
    {
        var texts = 0;
        foreach (var member in message.EnumerateObject())
        {
            if (!member.NameEquals("text"u8) || member.Value.ValueKind is not JsonValueKind.String) return false;
            var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(member.Value);
            if (raw.Length is <= 2 or > MostCharacters || raw.Contains((byte)'\\')) return false;
            texts++;
        }

        return texts == 1;
    }

    private GraphError? ReadAction(Param action)
    {
        if (!action.TryWord("sender_action", ActionReader.Words, out var word, out var error)) return error;
        Kind = word is "mark_seen" ? SendKind.MarkSeen : SendKind.Action;
        return null;
    }

    private static Param ParamOf(JsonElement request, ReadOnlySpan<byte> name) =>
        request.TryGetProperty(name, out var member) ? new Param(member) : default;
}
