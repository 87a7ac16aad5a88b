using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads the parameter <c>message</c> and writes it down again in one form: what is stored, echoed and shown does not
/// depend on how the client spelled it.
/// </summary>
internal sealed class MessageDraft(Dialect dialect, IReadOnlyList<FilePart> files)
{
    private const int Text = 0;
    private const int Attachment = 1;
    private const int Sticker = 2;
    private const int Template = 3;
    private const int QuickReplies = 4;
    private const int MetadataAt = 5;
    private const int Images = 6;
    private const int MostCharacters = 2000;
    private const int MostInstagramBytes = 1000;
    private const int MostMetadataCharacters = 1000;

    // A message found wrong half way is dropped as it stands, so the writer must not insist on closed brackets.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly string[] MessengerNames =
        ["text", "attachment", "sticker_id", "template", "quick_replies", "metadata"];

    private static readonly string[] InstagramNames = [.. MessengerNames, "attachments"];

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>The message, once read.</summary>
    public byte[] Json { get; private set; } = [];

    /// <summary>Its metadata, or null.</summary>
    public string? Metadata { get; private set; }

    /// <summary>What it carries, where a lane asks; told even of a message that is found wrong.</summary>
    public SentContent Content => content;

    private SentContent content;

    public GraphError? Read(Param message)
    {
        if (!message.TryObject("message", out var members, out var error)) return error;
        Span<Param> found = [default, default, default, default, default, default, default];
        var names = dialect.Channel is Channel.Instagram ? InstagramNames : MessengerNames;
        if (dialect.Collect(members, "message", names, found) is { } unknown) return unknown;
        content = new SentContent(found[Text].IsAbsent || !found[QuickReplies].IsAbsent ? Form.Rich : Form.Text);
        if (Contents(found) is { } unclear) return unclear;

        var json = StartWriting();
        json.WriteStartObject();
        error = WriteText(json, found[Text])
            ?? AttachmentReader.Write(json, found[Attachment], in dialect, files, ref content)
            ?? ImagesReader.Write(json, found[Images], ref content)
            ?? WriteSticker(json, found[Sticker])
            ?? UtilityReader.Write(json, found[Template], in dialect, ref content)
            ?? QuickReplyReader.Write(json, found[QuickReplies], in dialect)
            ?? WriteMetadata(json, found[MetadataAt]);
        if (error is not null) return error;
        json.WriteEndObject();
        json.Flush();
        Json = buffer!.WrittenSpan.ToArray();
        return null;
    }

    /// <summary>A message carries exactly one kind of content, and quick replies are none.</summary>
    private GraphError? Contents(ReadOnlySpan<Param> found)
    {
        var kind = -1;
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i].IsAbsent || i is QuickReplies or MetadataAt) continue;
            if (kind >= 0)
                return GraphErrors.Get("content_form", $"{InstagramNames[kind]}, {InstagramNames[i]}", "message");
            kind = i;
        }

        return kind switch
        {
            < 0 => GraphErrors.Get("message_empty"),
            Sticker when dialect.Channel is Channel.Instagram => GraphErrors.Get("content_unsupported"),
            _ => null,
        };
    }

    private GraphError? WriteText(Utf8JsonWriter json, Param value)
    {
        if (value.IsAbsent) return null;
        if (!value.TryText("message[text]", out var text, out var error)) return error;
        error = dialect.Channel is Channel.Instagram
            ? Fields.ShortInBytes(text, "message[text]", MostInstagramBytes)
            : Fields.Short(text, "message[text]", MostCharacters);
        if (error is null) json.WriteString("text"u8, text);
        return error;
    }

    private static GraphError? WriteSticker(Utf8JsonWriter json, Param value)
    {
        if (value.IsAbsent) return null;
        if (!value.TryInteger("message[sticker_id]", out var id, out var error)) return error;
        if (id <= 0) return GraphErrors.Get("param_type", "message[sticker_id]", "the id of a sticker");
        json.WriteNumber("sticker_id"u8, id);
        return null;
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
