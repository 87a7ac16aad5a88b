using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Media;
using Parley.Wire.Sends;

namespace Parley.Wire;

/// <summary>Reads an upload: a <c>message</c> with one media attachment and nobody to receive it.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Attachment Upload API reference", Instagram "Attachment
/// upload".
/// </remarks>
public static class UploadReader
{
    private const string Path = "message[attachment]";

    /// <summary>Reads an upload.</summary>
    /// <param name="parameters">The request's parameters.</param>
    public static Parsed<MediaUpload> Read(GraphParameters parameters)
    {
        var error = ReadPlatform(parameters["platform"], out var platform);
        MediaDemand? medium = null;
        error ??= ReadMessage(parameters["message"], parameters.Files, out medium);
        return error is null
            ? new Parsed<MediaUpload>.Ok(new MediaUpload(medium!, platform))
            : new Parsed<MediaUpload>.Bad(error);
    }

    private static GraphError? ReadPlatform(Param asked, out Channel? platform)
    {
        platform = null;
        if (asked.IsAbsent) return null;
        if (!asked.TryWord("platform", ["MESSENGER", "INSTAGRAM"], out var word, out var error)) return error;
        platform = word is "INSTAGRAM" ? Channel.Instagram : Channel.Messenger;
        return null;
    }

    private static GraphError? ReadMessage(Param message, IReadOnlyList<FilePart> files, out MediaDemand? medium)
    {
        medium = null;
        if (message.IsAbsent) return GraphErrors.Get("param_required", "message");
        if (!message.TryObject("message", out var members, out var error)) return error;
        Span<Param> found = [default];
        error = Members.Collect(members, "message", ["attachment"], found);
        if (error is not null) return error;
        if (found[0].IsAbsent) return GraphErrors.Get("param_required", Path);
        if (!found[0].TryObject(Path, out var attachment, out error)) return error;
        Span<Param> parts = [default, default];
        error = Members.Collect(attachment, Path, ["type", "payload"], parts);
        if (error is not null) return error;
        if (parts[0].IsAbsent) return GraphErrors.Get("param_required", Path + "[type]");
        if (!parts[0].TryWord(Path + "[type]", MediaKinds.Words, out var word, out error)) return error;
        _ = MediaKinds.TryParse(word, out var kind); // One of its words: checked above.
        return ReadSource(new MediaDemand(kind, Path + "[payload]"), parts[1], files, out medium);
    }

    private static GraphError? ReadSource(
        MediaDemand asked, Param payload, IReadOnlyList<FilePart> files, out MediaDemand? medium)
    {
        using var nothing = new Utf8JsonWriter(Stream.Null);
        nothing.WriteStartObject();
        var error = MediaReader.Write(nothing, asked, payload, files, past: false, out medium);
        // What was uploaded is not uploaded again.
        return error ?? (medium?.Id is null ? null : GraphErrors.Get("param_keys", "attachment_id", asked.Path));
    }
}

/// <summary>An upload as the request describes it.</summary>
/// <param name="Medium">What is uploaded.</param>
/// <param name="Platform">What <c>platform</c> names, or null.</param>
public sealed record MediaUpload(MediaDemand Medium, Channel? Platform);
