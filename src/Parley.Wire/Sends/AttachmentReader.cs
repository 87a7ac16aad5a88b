using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>Reads <c>message.attachment</c>: media by URL, and templates.</summary>
internal static class AttachmentReader
{
    private const string Path = "message[attachment]";
    private const string PayloadPath = "message[attachment][payload]";
    private const int MostTypeCharacters = 100;
    private const string Offered = "image, audio, video, file, template";

    private static readonly string[] PayloadNames = ["url", "attachment_id", "is_reusable"];

    public static GraphError? Write(
        Utf8JsonWriter json, Param value, in Dialect dialect, bool hasFile, ref SentContent content)
    {
        if (value.IsAbsent) return null;
        if (!value.TryObject(Path, out var members, out var error)) return error;
        Span<Param> found = [default, default];
        string? type = null;
        error = Members.Collect(members, Path, ["type", "payload"], found)
            ?? Fields.Required(found[0], Path + "[type]", MostTypeCharacters, out type);
        if (error is not null) return error;

        json.WriteStartObject("attachment"u8);
        type = type!.ToLowerInvariant();
        error = type switch
        {
            "image" or "audio" or "video" or "file" => WriteMedia(json, type, found[1], PayloadPath, hasFile),
            "template" => TemplateReader.Write(json, found[1], in dialect, ref content),
            "like_heart" or "media_share" when dialect.Channel is Channel.Instagram =>
                GraphErrors.Get("not_supported", Path + "[type] " + type),
            _ => GraphErrors.Get("param_enum", Path + "[type]", Offered),
        };
        json.WriteEndObject();
        return error;
    }

    /// <summary>Writes type and payload of a media attachment into the open object.</summary>
    public static GraphError? WriteMedia(Utf8JsonWriter json, string type, Param payload, string path, bool hasFile)
    {
        Span<Param> found = [default, default, default];
        GraphError? error = null;
        if (!payload.IsAbsent && payload.TryObject(path, out var members, out error))
            error = Members.Collect(members, path, PayloadNames, found);

        string? url = null;
        bool? reusable = null;
        error = error
            ?? Source(found[0], found[1], path, hasFile)
            ?? Fields.Url(found[0], path + "[url]", out url)
            ?? Fields.Boolean(found[2], path + "[is_reusable]", out reusable);
        if (error is not null) return error;
        json.WriteString("type"u8, type);
        json.WriteStartObject("payload"u8);
        json.WriteString("url"u8, url);
        if (reusable is { } flag) json.WriteBoolean("is_reusable"u8, flag);
        json.WriteEndObject();
        return null;
    }

    /// <summary>Exactly one source. Nothing was ever uploaded here, so every attachment id is an unknown one.</summary>
    private static GraphError? Source(Param url, Param id, string path, bool hasFile) =>
        (!url.IsAbsent, !id.IsAbsent, hasFile) switch
        {
            (true, false, _) => null,
            (true, true, _) => GraphErrors.Get("content_form", "url, attachment_id", path),
            (false, true, _) => GraphErrors.Get("attachment_unknown"),
            (false, false, true) => GraphErrors.Get("not_supported", "filedata"),
            (false, false, false) => GraphErrors.Get("param_required", path + "[url]"),
        };
}
