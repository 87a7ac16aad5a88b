using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Media;

namespace Parley.Wire.Sends;

/// <summary>Reads <c>message.attachment</c>: media, templates, and what Instagram alone has.</summary>
internal static class AttachmentReader
{
    private const string Path = "message[attachment]";
    private const string PayloadPath = "message[attachment][payload]";
    private const int MostTypeCharacters = 100;
    private const int MostIdCharacters = 100;
    private const string Heart = "like_heart";
    private const string Share = "MEDIA_SHARE";
    private const string Offered = "image, audio, video, file, template";

    public static GraphError? Write(
        Utf8JsonWriter json, Param value, in Dialect dialect, IReadOnlyList<FilePart> files, ref SentContent content)
    {
        if (value.IsAbsent) return null;
        if (!value.TryObject(Path, out var members, out var error)) return error;
        Span<Param> found = [default, default];
        string? type = null;
        error = Members.Collect(members, Path, ["type", "payload"], found)
            ?? Fields.Required(found[0], Path + "[type]", MostTypeCharacters, out type);
        if (error is not null) return error;

        json.WriteStartObject("attachment"u8);
        error = WriteAs(json, type!.ToLowerInvariant(), found[1], in dialect, files, ref content);
        json.WriteEndObject();
        return error;
    }

    private static GraphError? WriteAs(
        Utf8JsonWriter json,
        string type,
        Param payload,
        in Dialect dialect,
        IReadOnlyList<FilePart> files,
        ref SentContent content)
    {
        if (MediaKinds.TryParse(type, out var kind))
        {
            var asked = new MediaDemand(kind, PayloadPath);
            var error = MediaReader.Write(json, asked, payload, files, dialect.Past, out var medium);
            if (medium is not null) content = content.With(medium);
            return error;
        }

        if (type is "template") return TemplateReader.Write(json, payload, in dialect, ref content);
        if (dialect.Channel is not Channel.Instagram) return GraphErrors.Get("param_enum", Path + "[type]", Offered);
        return type switch
        {
            Heart => WriteHeart(json, payload),
            "media_share" => WriteShare(json, payload, ref content),
            _ => GraphErrors.Get("param_enum", Path + "[type]", $"{Offered}, {Heart}, {Share}"),
        };
    }

    // The heart sticker carries nothing.
    private static GraphError? WriteHeart(Utf8JsonWriter json, Param payload)
    {
        json.WriteString("type"u8, Heart);
        if (payload.IsAbsent) return null;
        return payload.TryObject(PayloadPath, out var members, out var error)
            ? Members.Collect(members, PayloadPath, [], [])
            : error;
    }

    private static GraphError? WriteShare(Utf8JsonWriter json, Param payload, ref SentContent content)
    {
        if (payload.IsAbsent) return GraphErrors.Get("param_required", PayloadPath);
        if (!payload.TryObject(PayloadPath, out var members, out var error)) return error;
        Span<Param> found = [default];
        string? id = null;
        error = Members.Collect(members, PayloadPath, ["id"], found)
            ?? Fields.Required(found[0], PayloadPath + "[id]", MostIdCharacters, out id);
        if (error is not null) return error;
        content = content with { Shared = id };
        json.WriteString("type"u8, Share);
        json.WriteStartObject("payload"u8);
        json.WriteString("id"u8, id);
        json.WriteEndObject();
        return null;
    }
}
