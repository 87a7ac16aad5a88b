using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads the parameter <c>message</c> and writes it down again in one form: what is stored, echoed and shown does not
/// depend on how the client spelled it.
/// </summary>
internal sealed class MessageDraft(Channel channel, ApiVersion version, bool hasFile)
{
    private const int MostCharacters = 2000;
    private const int MostInstagramBytes = 1000;
    private const int MostMetadataCharacters = 1000;

    // A message found wrong half way is dropped as it stands, so the writer must not insist on closed brackets.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly string[] MessengerNames =
        ["text", "attachment", "sticker_id", "template", "quick_replies", "metadata"];

    private static readonly string[] InstagramNames =
        ["text", "attachment", "sticker_id", "template", "quick_replies", "metadata", "attachments"];

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>The message, once read.</summary>
    public byte[] Json { get; private set; } = [];

    /// <summary>Its metadata, or null.</summary>
    public string? Metadata { get; private set; }

    public GraphError? Read(Param message)
    {
        if (!message.TryObject("message", out var members, out var error)) return error;
        Span<Param> found = [default, default, default, default, default, default, default];
        var names = channel is Channel.Instagram ? InstagramNames : MessengerNames;
        if (Members.Collect(members, "message", names, found) is { } unknown) return unknown;
        if (Contents(found) is { } unclear) return unclear;

        var json = StartWriting();
        json.WriteStartObject();
        error = WriteText(json, found[0])
            ?? AttachmentReader.Write(json, found[1], channel, version, hasFile)
            ?? ImagesReader.Write(json, found[6])
            ?? QuickReplyReader.Write(json, found[4], channel)
            ?? WriteMetadata(json, found[5]);
        if (error is not null) return error;
        json.WriteEndObject();
        json.Flush();
        Json = buffer!.WrittenSpan.ToArray();
        return null;
    }

    /// <summary>A message carries exactly one kind of content, and quick replies are none.</summary>
    private GraphError? Contents(ReadOnlySpan<Param> found)
    {
        var (text, attachment, sticker, template, images) =
            (!found[0].IsAbsent, !found[1].IsAbsent, !found[2].IsAbsent, !found[3].IsAbsent, !found[6].IsAbsent);
        var kinds = (text ? 1 : 0) + (attachment ? 1 : 0) + (sticker ? 1 : 0) + (template ? 1 : 0) + (images ? 1 : 0);
        if (kinds == 0) return GraphErrors.Get("message_empty");
        if (kinds > 1)
        {
            var names = string.Join(
                ", ",
                new[] { (text, "text"), (attachment, "attachment"), (images, "attachments"), (sticker, "sticker_id"), (template, "template") }
                    .Where(one => one.Item1).Select(one => one.Item2));
            return GraphErrors.Get("content_form", names, "message");
        }

        if (!sticker && !template) return null;
        return channel is Channel.Instagram
            ? GraphErrors.Get("content_unsupported")
            : GraphErrors.Get("not_supported", sticker ? "message[sticker_id]" : "message[template]");
    }

    private GraphError? WriteText(Utf8JsonWriter json, Param value)
    {
        if (value.IsAbsent) return null;
        if (!value.TryText("message[text]", out var text, out var error)) return error;
        error = channel is Channel.Instagram
            ? Fields.ShortInBytes(text, "message[text]", MostInstagramBytes)
            : Fields.Short(text, "message[text]", MostCharacters);
        if (error is null) json.WriteString("text"u8, text);
        return error;
    }

    private GraphError? WriteMetadata(Utf8JsonWriter json, Param value)
    {
        var error = Fields.Text(value, "message[metadata]", MostMetadataCharacters, out var metadata);
        if (error is not null || metadata is null) return error;
        Metadata = metadata;
        json.WriteString("metadata"u8, metadata);
        return null;
    }

    /// <summary>One buffer and writer per thread: reading a message runs to its end without waiting.</summary>
    private static Utf8JsonWriter StartWriting()
    {
        buffer ??= new ArrayBufferWriter<byte>(1024);
        writer ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        return writer;
    }
}
