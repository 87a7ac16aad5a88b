using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Webhooks;

/// <summary>One event as a webhook tells it. Closed: the cases below are all there are.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform webhook events (messages, message-echoes, message-deliveries,
/// message-reads, messaging_postbacks, message-reactions, messaging_referrals, messaging_optins, messaging_feedback)
/// and Instagram messaging webhooks.
/// </remarks>
public abstract record WebhookEvent
{
    private WebhookEvent(WebhookKind kind) => Kind = kind;

    /// <summary>What it tells.</summary>
    public WebhookKind Kind { get; }

    /// <summary>The person wrote.</summary>
    /// <param name="Mid">The message.</param>
    /// <param name="Text">What was typed, or the quick reply's title.</param>
    /// <param name="Attachments">An array <c>[{type, payload}]</c> in the wire's spelling, or null.</param>
    /// <param name="QuickReply">The payload of the quick reply tapped.</param>
    /// <param name="ReplyTo">The message answered inline.</param>
    public sealed record Message(
        string Mid, string? Text, JsonElement? Attachments, string? QuickReply, string? ReplyTo)
        : WebhookEvent(WebhookKind.Message)
    {
        /// <summary>Whether the person took it back (Instagram): then nothing but its id is told.</summary>
        public bool Deleted { get; init; }

        /// <summary>The story of the account that is answered.</summary>
        public Story? Story { get; init; }

        /// <summary>The ad that led here, or null.</summary>
        public Referral? CameBy { get; init; }

        /// <summary>The reference of the checkbox whose messages this is the first answer to, or null.</summary>
        public string? Prior { get; init; }
    }

    /// <summary>The page wrote.</summary>
    /// <param name="Mid">The message.</param>
    /// <param name="App">The app that sent it.</param>
    /// <param name="Content">The send's <c>message</c> as the app spelled it.</param>
    /// <param name="ReplyTo">The message answered inline.</param>
    public sealed record Echo(string Mid, long App, JsonElement Content, string? ReplyTo)
        : WebhookEvent(WebhookKind.Echo)
    {
        /// <summary>
        /// Where each attachment of <see cref="Content"/> can be had; null, or none there, where its own URL stands.
        /// </summary>
        public ImmutableArray<string?> Urls { get; init; } = [];
    }

    /// <summary>A message of the page reached the person's device.</summary>
    /// <param name="Mid">The message.</param>
    /// <param name="Watermark">Everything sent before has arrived; milliseconds.</param>
    public sealed record Delivered(string Mid, long Watermark) : WebhookEvent(WebhookKind.Delivered);

    /// <summary>The person read the page's messages.</summary>
    /// <param name="Watermark">Everything sent at or before has been read; milliseconds. Messenger's form.</param>
    /// <param name="Mid">The newest message read. Instagram's form.</param>
    public sealed record Read(long Watermark, string? Mid) : WebhookEvent(WebhookKind.Read);

    /// <summary>The person tapped a button.</summary>
    /// <param name="Mid">The tap's own id.</param>
    /// <param name="Title">The button's text.</param>
    /// <param name="Payload">What the app put behind it; null for an app that did not send the button.</param>
    /// <param name="CameBy">How the person came to a new thread; its <c>referral</c>.</param>
    public sealed record Postback(string Mid, string Title, string? Payload, Referral? CameBy)
        : WebhookEvent(WebhookKind.Postback)
    {
        /// <summary>The reference of the checkbox whose messages this is the first answer to, or null.</summary>
        public string? Prior { get; init; }
    }

    /// <summary>The person changed the words of a message of theirs.</summary>
    /// <param name="Mid">The message.</param>
    /// <param name="Text">What it says now.</param>
    /// <param name="Number">The how manieth edit it is, from 1.</param>
    public sealed record Edit(string Mid, string Text, int Number) : WebhookEvent(WebhookKind.Edit);

    /// <summary>The person linked their account at the business, or unlinked it.</summary>
    /// <param name="Code">What the business calls the account; null = unlinked.</param>
    public sealed record AccountLink(string? Code) : WebhookEvent(WebhookKind.AccountLink);

    /// <summary>The person put a reaction on a message, or took it back.</summary>
    /// <param name="Mid">The message.</param>
    /// <param name="Name">The reaction's name; null = taken back.</param>
    /// <param name="Emoji">The characters.</param>
    public sealed record Reaction(string Mid, string? Name, string? Emoji) : WebhookEvent(WebhookKind.Reaction);

    /// <summary>The person tapped "Notify Me".</summary>
    /// <param name="Token">The token: one message.</param>
    /// <param name="Payload">What the app put behind the request.</param>
    public sealed record OneTimeOptIn(string Token, string? Payload) : WebhookEvent(WebhookKind.NotificationOptIn);

    /// <summary>The person opted in to recurring notifications, renewed, stopped or resumed them.</summary>
    /// <param name="Token">The token of the topic.</param>
    /// <param name="Title">The topic.</param>
    public sealed record RecurringOptIn(string Token, string Title) : WebhookEvent(WebhookKind.NotificationOptIn)
    {
        /// <summary>What the app put behind the request.</summary>
        public string? Payload { get; init; }

        /// <summary><c>DAILY</c>, <c>WEEKLY</c> or <c>MONTHLY</c>; null for a token without a frequency.</summary>
        public string? Frequency { get; init; }

        /// <summary>The IANA zone of the person's calendar.</summary>
        public required string Zone { get; init; }

        /// <summary>The first moment after the token's life, milliseconds; null for one without an end.</summary>
        public long? Expires { get; init; }

        /// <summary>Whether the token was renewed.</summary>
        public bool Refreshed { get; init; }

        /// <summary>True = stopped, false = resumed, null = neither changed.</summary>
        public bool? Stopped { get; init; }
    }

    /// <summary>The person answered a survey.</summary>
    /// <param name="Answers">The answers, in the order of the questions, all of one screen.</param>
    public sealed record Feedback(ImmutableArray<FeedbackScore> Answers) : WebhookEvent(WebhookKind.Feedback);

    /// <summary>The person came through a link or an ad.</summary>
    /// <param name="Ref">The link's ref, or null.</param>
    /// <param name="Source">As <c>SHORTLINK</c> or <c>ADS</c>.</param>
    /// <param name="Type">As <c>OPEN_THREAD</c>.</param>
    public sealed record Referral(string? Ref, string Source, string Type) : WebhookEvent(WebhookKind.Referral)
    {
        /// <summary>The ad, or null.</summary>
        public string? AdId { get; init; }

        /// <summary>The ad's title, or null.</summary>
        public string? AdTitle { get; init; }
    }

    /// <summary>The person used a web plugin: Send to Messenger, or a checkbox.</summary>
    /// <param name="Ref">What the site put behind it, or null.</param>
    /// <param name="UserRef">A checkbox's reference; then nobody is named as the sender.</param>
    public sealed record PluginOptIn(string? Ref, string? UserRef) : WebhookEvent(WebhookKind.PluginOptIn);

    /// <summary>Control over the thread changed hands, or somebody asks for it.</summary>
    /// <param name="Act">Passed, taken or requested.</param>
    /// <param name="Previous">Who had it; null = nobody.</param>
    /// <param name="App">Who has it now; of a request, who asks.</param>
    /// <param name="Metadata">What the app that did it says, or null.</param>
    public sealed record ThreadControl(ControlAct Act, long? Previous, long App, string? Metadata)
        : WebhookEvent(WebhookKind.Handover);

    /// <summary>The app's role on the page changed. Nobody is the sender.</summary>
    /// <param name="App">The app.</param>
    /// <param name="Role"><c>primary_receiver</c>, <c>secondary_receiver</c>, or null for none.</param>
    public sealed record AppRole(long App, string? Role) : WebhookEvent(WebhookKind.Handover);

    /// <summary>A change told under an account rather than in a thread.</summary>
    public abstract record Change : WebhookEvent
    {
        private protected Change(WebhookKind kind)
            : base(kind)
        {
        }
    }

    /// <summary>A custom label was put on a person, or taken off.</summary>
    /// <param name="Label">The label's id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Removed">Whether it was taken off.</param>
    public sealed record LabelChanged(long Label, string Name, bool Removed) : Change(WebhookKind.Label);

    /// <summary>Somebody commented or posted.</summary>
    public abstract record Utterance : Change
    {
        private protected Utterance(WebhookKind kind)
            : base(kind)
        {
        }

        /// <summary>Who wrote it, as the account names them.</summary>
        public required string Author { get; init; }

        /// <summary>What was written; null where it is gone.</summary>
        public string? Text { get; init; }
    }

    /// <summary>A comment or a visitor's post on a Page, or in its group.</summary>
    /// <param name="PostId">The post, <c>{page}_{post}</c>.</param>
    /// <param name="CommentId">The comment, <c>{post}_{comment}</c>; null for a post.</param>
    /// <param name="InGroup">Whether it stands in a group.</param>
    public sealed record FeedItem(string PostId, string? CommentId, bool InGroup)
        : Utterance(InGroup ? WebhookKind.GroupActivity : WebhookKind.Activity)
    {
        /// <summary>Whether it was taken back.</summary>
        public bool Removed { get; init; }

        /// <summary>The comment answered; null = the post itself.</summary>
        public string? ParentId { get; init; }

        /// <summary>What kind of post it stands under, as <c>added_photos</c> or <c>reel</c>.</summary>
        public string StatusType { get; init; } = "mobile_status_update";
    }

    /// <summary>A comment on Instagram.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Media">What it stands under.</param>
    /// <param name="Product">As <c>FEED</c>, <c>REELS</c>, <c>AD</c>; null for a broadcast.</param>
    /// <param name="Live">Whether it stands in a broadcast.</param>
    public sealed record MediaComment(string Id, string Media, string? Product, bool Live)
        : Utterance(Live ? WebhookKind.LiveComment : WebhookKind.Activity)
    {
        /// <summary>The comment answered; null = the medium itself.</summary>
        public string? ParentId { get; init; }

        /// <summary>The ad, or null.</summary>
        public string? AdId { get; init; }

        /// <summary>The ad's title, or null.</summary>
        public string? AdTitle { get; init; }
    }
}

/// <summary>The answer to a question of a survey.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Type">As <c>csat</c>.</param>
/// <param name="Payload">The score as digits, or the text.</param>
/// <param name="FollowUp">The words added, or null.</param>
public sealed record FeedbackScore(string Question, string Type, string Payload, string? FollowUp);

/// <summary>A story of an Instagram account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where its media is.</param>
public sealed record Story(string Id, string Url);
