using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire;

/// <summary>The bodies of accepted sends, as UTF-8 JSON objects.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Send API reference", response.</remarks>
public static class SendReply
{
    /// <summary>A message to a person: <c>{"recipient_id":"…","message_id":"…"}</c>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="recipient">To whom.</param>
    /// <param name="mid">Its id: visible ASCII without quotes or backslashes.</param>
    public static void Message(IBufferWriter<byte> output, Psid recipient, string mid)
    {
        // By hand: every accepted send passes here, and nothing in it needs an escape.
        Start(output, recipient);
        output.Write("\",\"message_id\":\""u8);
        var room = output.GetSpan(mid.Length);
        output.Advance(Encoding.ASCII.GetBytes(mid, room));
        output.Write("\"}"u8);
    }

    /// <summary>
    /// A message with a reusable attachment: <c>{"recipient_id":"…","message_id":"…","attachment_id":"…"}</c>.
    /// </summary>
    /// <param name="output">Where to.</param>
    /// <param name="recipient">To whom; null where the page does not know.</param>
    /// <param name="mid">Its id: visible ASCII without quotes or backslashes.</param>
    /// <param name="attachment">The attachment's id.</param>
    public static void Message(IBufferWriter<byte> output, Psid? recipient, string mid, long attachment)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        if (recipient is { } known) json.WriteString("recipient_id"u8, known.ToString());
        json.WriteString("message_id"u8, mid);
        json.WriteString("attachment_id"u8, attachment.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    /// <summary>A message to somebody the page does not know: <c>{"message_id":"…"}</c>.</summary>
    public static void Message(IBufferWriter<byte> output, string mid)
    {
        output.Write("{\"message_id\":\""u8);
        var room = output.GetSpan(mid.Length);
        output.Advance(Encoding.ASCII.GetBytes(mid, room));
        output.Write("\"}"u8);
    }

    /// <summary>A sender action: <c>{"recipient_id":"…"}</c>.</summary>
    public static void Action(IBufferWriter<byte> output, Psid recipient)
    {
        Start(output, recipient);
        output.Write("\"}"u8);
    }

    private static void Start(IBufferWriter<byte> output, Psid recipient)
    {
        output.Write("{\"recipient_id\":\""u8);
        recipient.Value.TryFormat(output.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }
}
