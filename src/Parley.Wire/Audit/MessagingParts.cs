using System.Text.Json;

namespace Parley.Wire.Audit;

/// <summary>The members of one element of <c>messaging</c> that matter here, found in one walk.</summary>
internal readonly struct MessagingParts
{
    public MessagingParts(JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            var name = member.RawName();
            if (name.SequenceEqual("sender"u8)) Sender = member.Present();
            else if (name.SequenceEqual("recipient"u8)) Recipient = member.Present();
            else if (name.SequenceEqual("timestamp"u8)) Timestamp = member.Present();
            else if (name.SequenceEqual("message"u8)) Message = member.Present();
            else if (name.SequenceEqual("postback"u8)) Postback = member.Present();
            else if (name.SequenceEqual("optin"u8)) OptIn = member.Present();
            else if (name.SequenceEqual("reaction"u8)) Reaction = member.Present();
            else if (name.SequenceEqual("referral"u8)) Referral = member.Present();
            else if (name.SequenceEqual("message_request"u8)) MessageRequest = member.Present();
            else if (name.SequenceEqual("message_edit"u8)) Edit = member.Present();
            else if (name.SequenceEqual("messaging_feedback"u8)) Feedback = member.Present();
            else if (name.SequenceEqual("account_linking"u8)) AccountLinking = member.Present();
            else if (name.SequenceEqual("order"u8)) Order = member.Present();
            else if (name.SequenceEqual("policy_enforcement"u8) || name.SequenceEqual("policy-enforcement"u8))
                Enforcement = member.Present();
        }
    }

    public JsonElement Sender { get; }

    public JsonElement Recipient { get; }

    public JsonElement Timestamp { get; }

    public JsonElement Message { get; }

    public JsonElement Postback { get; }

    public JsonElement OptIn { get; }

    public JsonElement Reaction { get; }

    public JsonElement Referral { get; }

    public JsonElement MessageRequest { get; }

    public JsonElement Edit { get; }

    public JsonElement Feedback { get; }

    public JsonElement AccountLinking { get; }

    public JsonElement Order { get; }

    public JsonElement Enforcement { get; }

    /// <summary>Whether a message request was accepted, wherever it is said.</summary>
    public bool AcceptsRequest => MessageRequest.Word() is "accept";
}

/// <summary>The members of <c>message</c> that matter here.</summary>
internal readonly struct MessageParts
{
    public MessageParts(JsonElement message)
    {
        foreach (var member in message.EnumerateObject())
        {
            var name = member.RawName();
            if (name.SequenceEqual("mid"u8)) Mid = member.Present();
            else if (name.SequenceEqual("text"u8)) Text = member.Present();
            else if (name.SequenceEqual("is_echo"u8)) IsEcho = member.Value.ValueKind is JsonValueKind.True;
            else if (name.SequenceEqual("is_deleted"u8)) IsDeleted = member.Value.ValueKind is JsonValueKind.True;
            else if (name.SequenceEqual("referral"u8)) Referral = member.Present();
        }
    }

    public JsonElement Mid { get; }

    public JsonElement Text { get; }

    public bool IsEcho { get; }

    public bool IsDeleted { get; }

    public JsonElement Referral { get; }
}

/// <summary>The members of one <c>entry</c> that matter here.</summary>
internal readonly struct EntryParts
{
    public EntryParts(JsonElement entry)
    {
        if (!entry.IsObject()) return;
        foreach (var member in entry.EnumerateObject())
        {
            var name = member.RawName();
            if (name.SequenceEqual("id"u8)) Id = member.Present();
            else if (name.SequenceEqual("time"u8)) Time = member.Present();
            else if (name.SequenceEqual("messaging"u8)) Messaging = member.Present();
            else if (name.SequenceEqual("standby"u8)) Standby = member.Present();
            else if (name.SequenceEqual("changes"u8)) Changes = member.Present();
            else if (name.SequenceEqual("calls"u8)) Calls = member.Present();
            else if (name.SequenceEqual("field"u8)) Field = member.Present();
        }
    }

    public JsonElement Id { get; }

    public JsonElement Time { get; }

    public JsonElement Messaging { get; }

    public JsonElement Standby { get; }

    public JsonElement Changes { get; }

    public JsonElement Calls { get; }

    public JsonElement Field { get; }
}
