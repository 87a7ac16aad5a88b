using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A row of the journal as this API shows it. Members that a kind has no use for are absent.</summary>
internal sealed partial record JournalRow
{
    /// <summary>The cursor right after this row: an <c>after</c>, or a <c>Last-Event-ID</c>.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant At { get; init; }

    /// <summary>The page.</summary>
    public required long Page { get; init; }

    /// <summary>The person as the page sees them.</summary>
    public required long Psid { get; init; }

    /// <summary><c>messenger</c> or <c>instagram</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>What it tells, as <c>message</c> or <c>sent</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// The message's id; of a reaction, a read, an opt-in, feedback or a missing answer: the message it is about.
    /// </summary>
    public string? Mid { get; init; }

    /// <summary>
    /// The app that sent, whose button was tapped, that owed an answer, or that changed who controls the thread.
    /// </summary>
    public long? AppId { get; init; }

    /// <summary>Of control: who has the thread now, or is asked for it. Of roles: the default app.</summary>
    public long? OwnerAppId { get; init; }

    /// <summary>Of control: who had the thread before. Of roles: the default app before.</summary>
    public long? PreviousOwnerAppId { get; init; }

    /// <summary>Of control: what the app told the other one.</summary>
    public string? Metadata { get; init; }

    /// <summary>The custom label put on the person or taken off.</summary>
    public long? LabelId { get; init; }

    /// <summary>What the person wrote, or the title of the quick reply they tapped.</summary>
    public string? Text { get; init; }

    /// <summary>The title of the button tapped, or of the notification request agreed to: the topic.</summary>
    public string? Title { get; init; }

    /// <summary>The person's attachments, as the wire spells them.</summary>
    public JsonElement? Attachments { get; init; }

    /// <summary>What stands behind a quick reply, a button or a notification request.</summary>
    public string? Payload { get; init; }

    /// <summary>The message that carried the button tapped.</summary>
    public string? ButtonOf { get; init; }

    /// <summary>The ref of a link, an ad or a web plugin.</summary>
    public string? Ref { get; init; }

    /// <summary>The ad clicked, or the one a comment stands under.</summary>
    public string? AdId { get; init; }

    /// <summary>The comment written or removed.</summary>
    public string? CommentId { get; init; }

    /// <summary>The post written or removed, or the one a comment stands under.</summary>
    public string? PostId { get; init; }

    /// <summary>The reference of a checkbox.</summary>
    public string? UserRef { get; init; }

    /// <summary>The message answered inline.</summary>
    public MessageRef? ReplyTo { get; init; }

    /// <summary>A reaction's name.</summary>
    public string? Reaction { get; init; }

    /// <summary>A reaction's characters.</summary>
    public string? Emoji { get; init; }

    /// <summary>Of a read: everything sent up to here was read.</summary>
    public Instant? Watermark { get; init; }

    /// <summary>True where the person said nothing but a stop word.</summary>
    public bool? SaysStop { get; init; }

    /// <summary>The country the person is in.</summary>
    public string? Country { get; init; }

    /// <summary>The region within it.</summary>
    public string? Region { get; init; }

    /// <summary>The token of an opt-in, a stop or a resumption.</summary>
    public string? Token { get; init; }

    /// <summary><c>daily</c>, <c>weekly</c> or <c>monthly</c>, of an opt-in that has a frequency.</summary>
    public string? Frequency { get; init; }

    /// <summary>The answers to a survey.</summary>
    public ImmutableArray<FeedbackAnswer>? Answers { get; init; }

    /// <summary>Of a send: by what the recipient is named, where not by id, as <c>one_time_token</c>.</summary>
    public string? Address { get; init; }

    /// <summary>The token, comment, post or reference named.</summary>
    public string? Named { get; init; }

    /// <summary>The page's message, as the wire spells it.</summary>
    public JsonElement? Message { get; init; }

    /// <summary>The page's sender action, or what it did about the person, as <c>BLOCK_USER</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The messaging type asked for.</summary>
    public string? MessagingType { get; init; }

    /// <summary>The tag asked for.</summary>
    public string? Tag { get; init; }

    /// <summary><c>human</c> or <c>bot</c>.</summary>
    public string? Author { get; init; }

    /// <summary>The lane that carried the send.</summary>
    public string? Lane { get; init; }

    /// <summary>Why the send was refused.</summary>
    public string? Reason { get; init; }

    /// <summary>The edition it was judged by.</summary>
    public string? Edition { get; init; }

    /// <summary>What the rules found against it.</summary>
    public ImmutableArray<FindingBody>? Policy { get; init; }
}

/// <summary>A message named by its id.</summary>
internal sealed record MessageRef(string Mid)
{
    public static MessageRef? Of(string? mid) => mid is null ? null : new MessageRef(mid);
}
