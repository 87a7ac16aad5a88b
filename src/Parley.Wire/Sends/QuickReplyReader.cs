using System.Globalization;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>Reads <c>message.quick_replies</c>: the answers a person can tap.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Quick replies".</remarks>
internal static class QuickReplyReader
{
    private const string Path = "message[quick_replies]";
    private const int Most = 13;
    private const int MostTitleCharacters = 20;
    private const int MostPayloadCharacters = 1000;

    private static readonly string[] ContentTypes = ["text", "user_phone_number", "user_email"];

    public static GraphError? Write(Utf8JsonWriter json, Param value, Channel channel)
    {
        if (value.IsAbsent) return null;
        if (!value.TryArray(Path, out var replies, out var error)) return error;
        if (replies.GetArrayLength() is 0 or > Most)
            return GraphErrors.Get("param_count", Path, "1", Most.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("quick_replies"u8);
        var at = 0;
        foreach (var reply in replies.EnumerateArray())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{at++}]");
            if (WriteOne(json, new Param(reply), path, channel) is { } fault) return fault;
        }

        json.WriteEndArray();
        return null;
    }

    private static GraphError? WriteOne(Utf8JsonWriter json, Param reply, string path, Channel channel)
    {
        if (!reply.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default, default, default, default];
        error = Members.Collect(members, path, ["content_type", "title", "payload", "image_url"], found);
        if (error is not null) return error;
        if (found[0].IsAbsent) return GraphErrors.Get("param_required", path + "[content_type]");
        if (!found[0].TryWord(path + "[content_type]", ContentTypes, out var contentType, out error)) return error;
        if (channel is Channel.Instagram && contentType != "text") return GraphErrors.Get("content_unsupported");
        string? payload = null;
        string? image = null;
        error = Fields.Text(found[1], path + "[title]", MostTitleCharacters, out var title)
            ?? Fields.Text(found[2], path + "[payload]", MostPayloadCharacters, out payload)
            ?? Fields.Url(found[3], path + "[image_url]", out image)
            ?? Missing(path, contentType, found);
        if (error is not null) return error;

        json.WriteStartObject();
        json.WriteString("content_type"u8, contentType);
        json.WriteIfGiven("title"u8, title);
        json.WriteIfGiven("payload"u8, payload);
        json.WriteIfGiven("image_url"u8, image);
        json.WriteEndObject();
        return null;
    }

    /// <summary>A text reply needs a title and a payload, unless a picture stands for both.</summary>
    private static GraphError? Missing(string path, string contentType, ReadOnlySpan<Param> found)
    {
        if (contentType != "text" || !found[3].IsAbsent) return null;
        if (found[1].IsAbsent) return GraphErrors.Get("param_required", path + "[title]");
        return found[2].IsAbsent ? GraphErrors.Get("param_required", path + "[payload]") : null;
    }
}
