using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Parley.Wire.Webhooks;

/// <summary>Writes an entry with <c>changes</c>: comments, posts, labels. Its times are seconds.</summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API webhooks reference, Page "feed", "group_feed" and "inbox_labels",
/// Instagram "comments" and "live_comments". A post's own kind is told by <c>status_type</c>; that a broadcast's is
/// <c>added_video</c> and everything else's <c>mobile_status_update</c> is our reading.
/// </remarks>
internal static class ChangeWriter
{
    private const int MillisecondsPerSecond = 1000;

    private static readonly InstantPattern Updated =
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'+0000'");

    /// <summary>Writes the members of an entry.</summary>
    public static void Write(Utf8JsonWriter json, WebhookEvent.Change change, in WebhookEnvelope envelope)
    {
        WebhookWriter.WriteId(json, "id"u8, envelope.Account);
        json.WriteNumber("time"u8, envelope.EntryTime / MillisecondsPerSecond);
        json.WriteStartArray("changes"u8);
        json.WriteStartObject();
        json.WriteString("field"u8, WebhookFields.Of(change.Kind, envelope.Channel));
        json.WriteStartObject("value"u8);
        switch (change)
        {
            case WebhookEvent.FeedItem item: WriteItem(json, item, in envelope); break;
            case WebhookEvent.MediaComment comment: WriteComment(json, comment, in envelope); break;
            case WebhookEvent.LabelChanged label: WriteLabel(json, label, in envelope); break;
            default: throw new UnreachableException();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter json, WebhookEvent.FeedItem item, in WebhookEnvelope envelope)
    {
        json.WriteString("item"u8, item.CommentId is null ? "post"u8 : "comment"u8);
        json.WriteString("verb"u8, item.Removed ? "remove"u8 : "add"u8);
        if (item.CommentId is not null) json.WriteString("comment_id"u8, item.CommentId);
        json.WriteString("post_id"u8, item.PostId);
        if (item.CommentId is not null) json.WriteString("parent_id"u8, item.ParentId ?? item.PostId);
        json.WriteStartObject("from"u8);
        WebhookWriter.WriteId(json, "id"u8, envelope.Person.Value);
        json.WriteString("name"u8, item.Author);
        json.WriteEndObject();
        if (item.Text is not null) json.WriteString("message"u8, item.Text);
        json.WriteNumber("created_time"u8, envelope.Timestamp / MillisecondsPerSecond);
        if (item is { CommentId: not null, Removed: false }) WritePost(json, item, envelope.Timestamp);
    }

    private static void WritePost(Utf8JsonWriter json, WebhookEvent.FeedItem item, long updated)
    {
        json.WriteStartObject("post"u8);
        json.WriteString("id"u8, item.PostId);
        json.WriteString("status_type"u8, item.StatusType);
        json.WriteBoolean("is_published"u8, true);
        json.WriteString("updated_time"u8, Updated.Format(Instant.FromUnixTimeMilliseconds(updated)));
        json.WriteString("permalink_url"u8, $"https://www.facebook.com/{item.PostId}");
        json.WriteString("promotion_status"u8, "inactive"u8);
        json.WriteEndObject();
    }

    // The label's name was told under the member "name" until version 12 of the Graph API.
    private static void WriteLabel(
        Utf8JsonWriter json, WebhookEvent.LabelChanged change, in WebhookEnvelope envelope)
    {
        json.WriteStartObject("user"u8);
        WebhookWriter.WriteId(json, "id"u8, envelope.Person.Value);
        json.WriteEndObject();
        json.WriteString("action"u8, change.Removed ? "remove"u8 : "add"u8);
        json.WriteStartObject("label"u8);
        WebhookWriter.WriteId(json, "id"u8, change.Label);
        json.WriteString("page_label_name"u8, change.Name);
        json.WriteEndObject();
    }

    private static void WriteComment(
        Utf8JsonWriter json, WebhookEvent.MediaComment comment, in WebhookEnvelope envelope)
    {
        json.WriteString("id"u8, comment.Id);
        if (comment.Text is not null) json.WriteString("text"u8, comment.Text);
        if (comment.ParentId is not null) json.WriteString("parent_id"u8, comment.ParentId);
        json.WriteStartObject("from"u8);
        WebhookWriter.WriteId(json, "id"u8, envelope.Person.Value);
        json.WriteString("username"u8, comment.Author);
        json.WriteEndObject();
        json.WriteStartObject("media"u8);
        json.WriteString("id"u8, comment.Media);
        if (comment.Product is not null) json.WriteString("media_product_type"u8, comment.Product);
        if (comment.AdId is not null) json.WriteString("ad_id"u8, comment.AdId);
        if (comment.AdTitle is not null) json.WriteString("ad_title"u8, comment.AdTitle);
        json.WriteEndObject();
    }
}
