using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Storage;

namespace Parley.Server;

/// <summary>Reads the bodies of stored rows.</summary>
internal static class Stored
{
    public static MessageBody Message(StoredEvent row) => Read(row, StoredJson.Default.MessageBody);

    public static PostbackBody Postback(StoredEvent row) => Read(row, StoredJson.Default.PostbackBody);

    public static ReactionBody Reaction(StoredEvent row) => Read(row, StoredJson.Default.ReactionBody);

    public static ReferralBody Referral(StoredEvent row) => Read(row, StoredJson.Default.ReferralBody);

    public static ReadBody ReadUpTo(StoredEvent row) => Read(row, StoredJson.Default.ReadBody);

    public static EditBody Edit(StoredEvent row) => Read(row, StoredJson.Default.EditBody);

    public static UnsentBody Unsent(StoredEvent row) => Read(row, StoredJson.Default.UnsentBody);

    public static AccountLinkBody Link(StoredEvent row) => Read(row, StoredJson.Default.AccountLinkBody);

    public static LabelBody Label(StoredEvent row) => Read(row, StoredJson.Default.LabelBody);

    public static ModerationBody Moderation(StoredEvent row) => Read(row, StoredJson.Default.ModerationBody);

    public static PlaceBody Placed(StoredEvent row) => Read(row, StoredJson.Default.PlaceBody);

    public static NotificationBody OptIn(StoredEvent row) => Read(row, StoredJson.Default.NotificationBody);

    public static FeedbackBody Feedback(StoredEvent row) => Read(row, StoredJson.Default.FeedbackBody);

    public static CommentBody Comment(StoredEvent row) => Read(row, StoredJson.Default.CommentBody);

    public static VisitorPostBody VisitorPost(StoredEvent row) => Read(row, StoredJson.Default.VisitorPostBody);

    public static CommentRemovedBody CommentRemoved(StoredEvent row) =>
        Read(row, StoredJson.Default.CommentRemovedBody);

    public static OptInBody PluginOptIn(StoredEvent row) => Read(row, StoredJson.Default.OptInBody);

    public static ControlBody Control(StoredEvent row) => Read(row, StoredJson.Default.ControlBody);

    public static RolesBody Roles(StoredEvent row) => Read(row, StoredJson.Default.RolesBody);

    public static UnansweredBody Unanswered(StoredEvent row) => Read(row, StoredJson.Default.UnansweredBody);

    public static SendBody Send(StoredEvent row) => Read(row, StoredJson.Default.SendBody);

    /// <summary>The body of a row in a shape.</summary>
    /// <exception cref="JsonException">It is not in that shape.</exception>
    public static T Read<T>(StoredEvent row, JsonTypeInfo<T> shape) =>
        JsonSerializer.Deserialize(row.Body.Span, shape)
        ?? throw new JsonException($"Row {row.Seq} of thread {row.Thread} has no body.");
}
