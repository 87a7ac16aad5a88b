using System.Text.Json;
using Parley.Wire.Media;

namespace Parley.Wire.Sends;

/// <summary>Reads the payload of one media attachment: one source, and whether an id is wanted.</summary>
internal static class MediaReader
{
    private const int MostIdCharacters = 100;

    private static readonly string[] Names = ["url", "attachment_id", "is_reusable"];

    /// <summary>Writes type and payload into the open object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="asked">Kind and path.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="files">The files beside the message: a payload without a source means the one among them.</param>
    /// <param name="past">Whether it was sent long ago, when nobody kept the file.</param>
    /// <param name="medium">What is meant; null where nothing is known of it.</param>
    public static GraphError? Write(
        Utf8JsonWriter json,
        MediaDemand asked,
        Param payload,
        IReadOnlyList<FilePart> files,
        bool past,
        out MediaDemand? medium)
    {
        medium = null;
        var path = asked.Path;
        Span<Param> found = [default, default, default];
        GraphError? error = null;
        if (!payload.IsAbsent && payload.TryObject(path, out var members, out error))
            error = Members.Collect(members, path, Names, found);

        string? url = null;
        string? id = null;
        bool? reusable = null;
        FilePart? file = null;
        error = error
            ?? Fields.Url(found[0], path + "[url]", out url)
            ?? Fields.Text(found[1], path + "[attachment_id]", MostIdCharacters, out id)
            ?? Fields.Boolean(found[2], path + "[is_reusable]", out reusable)
            ?? FileOf(files, out file)
            ?? OneSource(url, id, file, path, past);
        if (error is not null) return error;

        json.WriteString("type"u8, asked.Kind.Word());
        json.WriteStartObject("payload"u8);
        json.WriteIfGiven("url"u8, url);
        json.WriteIfGiven("attachment_id"u8, id);
        if (reusable is { } flag) json.WriteBoolean("is_reusable"u8, flag);
        json.WriteEndObject();
        if (url is not null || id is not null || file is not null)
            medium = asked with { Url = url, Id = id, File = file, Reusable = reusable is true };
        return null;
    }

    // Files that other parts of a batch brought along are not ours.
    private static GraphError? FileOf(IReadOnlyList<FilePart> files, out FilePart? file)
    {
        file = null;
        foreach (var one in files)
        {
            if (one.Name != FilePart.FileData) continue;
            if (file is not null) return GraphErrors.Get("param_count", FilePart.FileData, "1", "1");
            file = one;
        }

        return null;
    }

    private static GraphError? OneSource(string? url, string? id, FilePart? file, string path, bool past) =>
        (url is not null, id is not null, file is not null) switch
        {
            (true, false, false) or (false, true, false) or (false, false, true) => null,
            (false, false, false) => past ? null : GraphErrors.Get("param_required", path + "[url]"),
            (true, true, false) => GraphErrors.Get("content_form", "url, attachment_id", path),
            _ => GraphErrors.Get("content_form", "url, attachment_id, filedata", path),
        };
}
