using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;
using Parley.Wire.Media;

namespace Parley.Server.Acts;

/// <summary>The person writes: text, one attachment, or both, perhaps as an inline reply.</summary>
internal sealed record WriteMessage(string? Text, WriteMessage.Media? Attachment, string? ReplyTo, Ad? Ad) : IAct
{
    /// <summary>The longest text Messenger lets a person type; longer ones are a mistake of the caller.</summary>
    private const int MostText = 20_000;

    public bool Answers => true;

    public MediaDemand? Brings => Attachment is { } media && MediaKinds.TryParse(media.Type, out var kind)
        ? new MediaDemand(kind, "attachment") { Url = media.Url }
        : null;

    public static IAct Read(Fields fields)
    {
        var text = fields.Text("text", MostText);
        var media = fields.Object("attachment") is { } attachment ? Media.Read(attachment) : null;
        var replyTo = fields.Text("reply_to");
        if (!fields.Has("text") && !fields.Has("attachment"))
            fields.Refuse("text", "is required unless `attachment` is given");
        var ad = fields.Object("ad") is { } clicked ? Ad.Read(clicked, withRef: true) : null;
        return new WriteMessage(text, media, replyTo, ad);
    }

    public ActPlan Plan(ActScene scene)
    {
        if (ReplyTo is not null && scene.FindMessage(ReplyTo) is null)
            return new ActPlan.Impossible("reply_to", "There is no such message in this thread.");
        var body = new MessageBody
        {
            Text = Text,
            Attachments = Attachment?.ToWire(),
            Media = BroughtTo(scene),
            ReplyTo = ReplyTo,
            Referral = Ad?.ToReferral() ?? ClickOf(scene),
            Prior = scene.Prior,
        };
        return new ActPlan.Possible(
            EventKind.Message,
            JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.MessageBody));
    }

    /// <summary>Something at an address as the wire spells it: <c>[{type, payload:{url}}]</c>.</summary>
    internal static JsonElement Attached(string type, string url)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("type"u8, type);
            writer.WriteStartObject("payload"u8);
            writer.WriteString("url"u8, url);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>The record of the one thing that is attached, or null.</summary>
    internal static ImmutableArray<long>? BroughtTo(ActScene scene) => scene.Brought is { } one ? [one.Id] : null;

    /// <summary>Whether a text is an http or https address.</summary>
    internal static bool IsWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    // The first message after a click says which ad it was, even where the click was told before.
    private static ReferralBody? ClickOf(ActScene scene) => scene.AdClicked() is { } click
        ? click with { NewThread = null }
        : null;

    /// <summary>A picture, film, sound or file at an address.</summary>
    internal sealed record Media(string Type, string Url)
    {
        public static Media Read(Fields fields)
        {
            var type = fields.Word("type", "image", "video", "audio", "file");
            if (!fields.Has("type")) fields.Refuse("type", "is required: expected image, video, audio or file");
            var url = fields.NeedText("url", 4000);
            if (url.Length > 0 && !IsWeb(url)) fields.Refuse("url", "must be an http or https address");
            fields.RefuseTheRest();
            return new Media(type ?? "", url);
        }

        /// <summary>As the wire spells it.</summary>
        public JsonElement ToWire() => Attached(Type, Url);
    }
}
