using System.Buffers;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire;

/// <summary>The bodies of accepted sends, as UTF-8 JSON objects.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Send API reference", response.</remarks>
public static class SendReply
{
    /// <summary>A message to a person: <c>{"recipient_id":"…","message_id":"…"}</c>.</summary>
    public static void Message(IBufferWriter<byte> output, Psid recipient, string mid)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        WriteRecipient(json, recipient);
        json.WriteString("message_id"u8, mid);
        json.WriteEndObject();
    }

    /// <summary>A sender action: <c>{"recipient_id":"…"}</c>.</summary>
    public static void Action(IBufferWriter<byte> output, Psid recipient)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        WriteRecipient(json, recipient);
        json.WriteEndObject();
    }

    private static void WriteRecipient(Utf8JsonWriter json, Psid recipient)
    {
        Span<byte> digits = stackalloc byte[20];
        recipient.Value.TryFormat(digits, out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        json.WriteString("recipient_id"u8, digits[..written]);
    }
}
