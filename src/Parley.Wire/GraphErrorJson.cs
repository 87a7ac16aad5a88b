using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parley.Wire;

/// <summary>Writes the platform's error envelope: members that have no value are left out, never null.</summary>
public static class GraphErrorJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"error":{…}}</c> as UTF-8.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="error">The error.</param>
    /// <param name="fbtraceId">The trace id of this answer.</param>
    /// <param name="errorData">Writes <c>error_data</c>, the decision behind the error; null if nobody asked.</param>
    public static void Write(
        IBufferWriter<byte> output, GraphError error, string fbtraceId, Action<Utf8JsonWriter>? errorData = null)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, error.Message);
        json.WriteString("type"u8, error.Type);
        json.WriteNumber("code"u8, error.Code);
        if (error.Subcode is { } subcode) json.WriteNumber("error_subcode"u8, subcode);
        if (errorData is not null)
        {
            json.WritePropertyName("error_data"u8);
            errorData(json);
        }

        if (error.IsTransient is { } transient) json.WriteBoolean("is_transient"u8, transient);
        if (error.UserTitle is { } title) json.WriteString("error_user_title"u8, title);
        if (error.UserMessage is { } sentence) json.WriteString("error_user_msg"u8, sentence);
        json.WriteString("fbtrace_id"u8, fbtraceId);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
