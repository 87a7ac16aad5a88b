using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using Parley.Server.Hosting;
using Parley.Storage;

namespace Parley.Server.Media;

/// <summary>What is attached to a message, as those who receive it see it: with addresses on this server.</summary>
internal sealed class ShownMedia(Attachments attachments, MediaLinks links, Origins origins, MediaOptions options)
{
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A mention dies with the story it stands in.
    private static readonly Duration StoryLife = Duration.FromHours(24);

    /// <summary>
    /// The addresses of a row's attachments for a webhook: the same for ever, so that a delivery made again has the
    /// same bytes. Null in a place where what the message says stands.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="media">Its attachments.</param>
    public ImmutableArray<string?> Addresses(StoredEvent row, ImmutableArray<long>? media)
    {
        if (media is not { Length: > 0 } ids) return [];
        var end = InstantOf(row) + Duration.FromTimeSpan(options.UrlLife);
        return [.. ids.Select(id => AddressOf(row, id, origins.Own, end))];
    }

    /// <summary>Attachments in the wire's spelling, each with its address on this server.</summary>
    /// <param name="row">The row they are in.</param>
    /// <param name="written">As stored: <c>[{type, payload}]</c>; null for none.</param>
    /// <param name="media">Their records.</param>
    public JsonElement? ForWebhook(StoredEvent row, JsonElement? written, ImmutableArray<long>? media) =>
        Rewritten(row, written, media, origins.Own, InstantOf(row) + Duration.FromTimeSpan(options.UrlLife));

    /// <summary>The same for an answer.</summary>
    /// <param name="row">The row they are in.</param>
    /// <param name="written">As stored: <c>[{type, payload}]</c>; null for none.</param>
    /// <param name="media">Their records.</param>
    /// <param name="origin">What addresses begin with; see <see cref="Origins.Of"/>.</param>
    /// <param name="now">When it is asked.</param>
    public JsonElement? ForAnswer(
        StoredEvent row, JsonElement? written, ImmutableArray<long>? media, string origin, Instant now) =>
        Rewritten(row, written, media, origin, now + Duration.FromTimeSpan(options.UrlLife));

    /// <summary>Records and addresses of a row's attachments, for whoever shows them in another shape.</summary>
    /// <param name="row">The row.</param>
    /// <param name="media">Its attachments.</param>
    /// <param name="origin">What addresses begin with; see <see cref="Origins.Of"/>.</param>
    /// <param name="now">When it is asked.</param>
    public IReadOnlyList<(AttachmentRecord Attachment, string Url)> Of(
        StoredEvent row, ImmutableArray<long>? media, string origin, Instant now)
    {
        var shown = new List<(AttachmentRecord Attachment, string Url)>();
        foreach (var id in media ?? [])
        {
            if (attachments.Find(row.Thread.Page, id) is not { } attachment) continue;
            if (AddressOf(row, attachment, origin, now + Duration.FromTimeSpan(options.UrlLife)) is { } url)
                shown.Add((attachment, url));
        }

        return shown;
    }

    private JsonElement? Rewritten(
        StoredEvent row, JsonElement? written, ImmutableArray<long>? media, string origin, Instant end)
    {
        if (media is not { Length: > 0 } ids || written is not { ValueKind: JsonValueKind.Array } array) return written;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartArray();
            foreach (var (at, one) in array.EnumerateArray().Index())
            {
                var id = at < ids.Length ? ids[at] : 0;
                var last = TypeOf(one) is "story_mention" ? InstantOf(row) + StoryLife : end;
                if (id != 0 && AddressOf(row, id, origin, last) is { } url) WriteWith(json, one, url);
                else one.WriteTo(json);
            }

            json.WriteEndArray();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void WriteWith(Utf8JsonWriter json, JsonElement attachment, string url)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, TypeOf(attachment));
        json.WriteStartObject("payload"u8);
        json.WriteString("url"u8, url);
        if (attachment.TryGetProperty("payload"u8, out var payload) && payload.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in payload.EnumerateObject())
            {
                if (!member.NameEquals("url"u8)) member.WriteTo(json);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private string? AddressOf(StoredEvent row, long id, string origin, Instant end) =>
        id != 0 && attachments.Find(row.Thread.Page, id) is { } attachment
            ? AddressOf(row, attachment, origin, end)
            : null;

    private string? AddressOf(StoredEvent row, AttachmentRecord attachment, string origin, Instant end) =>
        attachment.Hash is null ? attachment.Url : links.For(origin, row.Thread.Page, attachment, end);

    private static string? TypeOf(JsonElement attachment) =>
        attachment.TryGetProperty("type"u8, out var type) && type.ValueKind is JsonValueKind.String
            ? type.GetString()
            : null;

    private static Instant InstantOf(StoredEvent row) => row.At.ToInstant()!.Value;
}
