using System.Collections.Frozen;
using System.Text.Json;
using NodaTime;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <content>How a stored row becomes one of these.</content>
internal sealed partial record JournalRow
{
    /// <summary>All kinds by name.</summary>
    public static readonly FrozenDictionary<string, EventKind> Kinds =
        Enum.GetValues<EventKind>().ToFrozenDictionary(
            kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));

    private static readonly FrozenDictionary<EventKind, string> Names =
        Kinds.ToFrozenDictionary(kind => kind.Value, kind => kind.Key);

    /// <summary>Reads a stored row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="id">The cursor right after it.</param>
    /// <param name="mids">Makes its mid.</param>
    /// <param name="posts">Makes its comment's or post's id.</param>
    public static JournalRow Of(StoredEvent row, string id, Mids mids, PostIds posts)
    {
        var bare = new JournalRow
        {
            Id = id,
            At = row.At.ToInstant()!.Value,
            Page = row.Thread.Page.Value,
            Psid = row.Thread.Person.Value,
            Channel = ChannelNames.Of(row.Channel),
            Kind = Names[row.Kind],
        };
        return row.Kind switch
        {
            EventKind.Message => bare.With(Stored.Message(row), mids.For(row.Channel, row.Thread, row.Seq)),
            EventKind.Postback => bare.With(Stored.Postback(row), mids.For(row.Channel, row.Thread, row.Seq)),
            EventKind.Reaction or EventKind.Unreaction => bare.With(Stored.Reaction(row)),
            EventKind.Link => bare with { Ref = Stored.Referral(row).Ref },
            EventKind.AdClick => bare with { Ref = Stored.Referral(row).Ref, AdId = Stored.Referral(row).AdId },
            EventKind.Comment => bare.With(Stored.Comment(row), posts.Of(row)),
            EventKind.VisitorPost => bare with { PostId = posts.Of(row), Text = Stored.VisitorPost(row).Text },
            EventKind.CommentRemoved => bare.With(Stored.CommentRemoved(row), row, posts),
            EventKind.PluginOptIn or EventKind.Checkbox or EventKind.CheckboxTicked =>
                bare with { Ref = Stored.PluginOptIn(row).Ref, UserRef = Stored.PluginOptIn(row).UserRef },
            EventKind.Edited => bare with { Mid = Stored.Edit(row).Mid, Text = Stored.Edit(row).Text },
            EventKind.Unsent => bare with { Mid = Stored.Unsent(row).Mid },
            EventKind.AccountLinkOpened or EventKind.AccountLinked => bare with { Mid = Stored.Link(row).Mid },
            EventKind.Read => bare.With(Stored.ReadUpTo(row)),
            EventKind.Labelled or EventKind.Unlabelled =>
                bare with { LabelId = Stored.Label(row).Id, Text = Stored.Label(row).Name },
            EventKind.BusinessBlocked or EventKind.BusinessUnblocked =>
                bare with { Action = Stored.Moderation(row).Action, AppId = Stored.Moderation(row).App },
            EventKind.Placed => bare.With(Stored.Placed(row)),
            EventKind.OneTimeOptIn or EventKind.RecurringOptIn => bare.With(Stored.OptIn(row)),
            EventKind.TopicStopped or EventKind.TopicResumed => bare.With(Stored.OptIn(row)),
            EventKind.Feedback => bare.With(Stored.Feedback(row)),
            EventKind.Sent => bare.With(Stored.Send(row), mids.For(row.Channel, row.Thread, row.Seq)),
            EventKind.Unanswered => bare.With(Stored.Unanswered(row), row, mids),
            EventKind.ControlAssigned or EventKind.ControlPassed or EventKind.ControlTaken
                or EventKind.ControlRequested or EventKind.ControlReleased or EventKind.ControlExtended =>
                bare.With(Stored.Control(row)),
            EventKind.RolesChanged => bare with
            {
                PreviousOwnerAppId = Stored.Roles(row).Previous,
                OwnerAppId = Stored.Roles(row).Default,
            },
            EventKind.SenderAction or EventKind.Refused => bare.With(Stored.Send(row), null),
            _ => bare,
        };
    }

    private JournalRow With(ControlBody body) => this with
    {
        AppId = body.App,
        PreviousOwnerAppId = body.Previous,
        OwnerAppId = body.Owner,
        Metadata = body.Metadata,
    };

    private JournalRow With(UnansweredBody body, StoredEvent row, Mids mids) => this with
    {
        Mid = mids.For(row.Channel, row.Thread, body.Row),
        AppId = body.App,
        Edition = body.Edition,
        Policy = body.Findings,
    };

    private JournalRow With(CommentBody body, string id) => this with
    {
        CommentId = id,
        PostId = body.Post,
        Text = body.Text,
        AdId = body.AdId,
    };

    private JournalRow With(CommentRemovedBody body, StoredEvent row, PostIds posts) => body.Comment is { } comment
        ? With(comment, posts.Comment(row.Channel, comment.Post, row.Shard, row.Thread, body.Row))
        : this with { PostId = posts.VisitorPost(row.Shard, row.Thread, body.Row) };

    private JournalRow With(MessageBody body, string mid) => this with
    {
        Mid = mid,
        Ref = body.Referral?.Ref,
        AdId = body.Referral?.AdId,
        Text = body.Text,
        Attachments = body.Attachments,
        Payload = body.QuickReply,
        SaysStop = body.SaysStop,
        ReplyTo = MessageRef.Of(body.ReplyTo),
    };

    private JournalRow With(PostbackBody body, string mid) => this with
    {
        Mid = mid,
        Title = body.Title,
        Payload = body.Payload,
        SaysStop = body.SaysStop,
        ButtonOf = body.Source,
        AppId = body.App,
        Ref = body.Referral?.Ref,
    };

    private JournalRow With(ReactionBody body) =>
        this with { Mid = body.Mid, Reaction = body.Reaction, Emoji = body.Emoji };

    private JournalRow With(ReadBody body) =>
        this with { Mid = body.Mid, Watermark = Instant.FromUnixTimeMilliseconds(body.Watermark) };

    private JournalRow With(PlaceBody body) => this with { Country = body.Country, Region = body.Region };

    private JournalRow With(NotificationBody body) => this with
    {
        Mid = body.Mid,
        Title = body.Title,
        Payload = body.Payload,
        Token = body.Token,
        Frequency = body.Frequency?.ToLowerInvariant(),
    };

    private JournalRow With(FeedbackBody body) => this with { Mid = body.Mid, Answers = body.Answers };

    private JournalRow With(SendBody body, string? mid) => this with
    {
        Mid = mid ?? body.Mid,
        AppId = body.App,
        Message = body.Message,
        Action = body.Action,
        Reaction = body.Reaction,
        ReplyTo = MessageRef.Of(body.ReplyTo),
        Address = body.Address is { } by ? JsonNamingPolicy.SnakeCaseLower.ConvertName(by) : null,
        Named = body.Named,
        MessagingType = body.Type,
        Tag = body.Tag,
        Author = body.Author,
        Lane = body.Lane,
        Reason = body.Reason,
        Edition = body.Edition,
        Policy = body.Findings,
    };
}
