using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Storage;

/// <summary>The stored shape of <see cref="EventKind.Message"/>. Wire names inside <see cref="Attachments"/>.</summary>
public sealed record MessageBody
{
    /// <summary>What was typed, or the title of the quick reply tapped.</summary>
    public string? Text { get; init; }

    /// <summary>Attachments as the wire spells them: <c>[{type, payload:{url}}]</c>.</summary>
    public JsonElement? Attachments { get; init; }

    /// <summary>
    /// The page's records of what is attached, in the order of <see cref="Attachments"/>; 0 where there is none.
    /// </summary>
    public ImmutableArray<long>? Media { get; init; }

    /// <summary>Payload of the quick reply tapped.</summary>
    public string? QuickReply { get; init; }

    /// <summary>The message answered inline.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>True where the text was nothing but a stop word, by the words known at that time; else null.</summary>
    public bool? SaysStop { get; init; }

    /// <summary>The story of the account that is answered (Instagram).</summary>
    public StoryBody? Story { get; init; }

    /// <summary>The ad that led here, for the first message after its click.</summary>
    public ReferralBody? Referral { get; init; }

    /// <summary>The reference of the checkbox whose messages this is the first answer to.</summary>
    public string? Prior { get; init; }
}

/// <summary>The stored shape of <see cref="EventKind.Postback"/>.</summary>
public sealed record PostbackBody
{
    /// <summary>The button's text.</summary>
    public required string Title { get; init; }

    /// <summary>What the app put behind it.</summary>
    public required string Payload { get; init; }

    /// <summary>The message that carried the button, or null for Get Started.</summary>
    public string? Source { get; init; }

    /// <summary>The app that sent the button: the only one that hears the payload. Null = every app.</summary>
    public long? App { get; init; }

    /// <summary>How the person came to a new thread, or null.</summary>
    public ReferralBody? Referral { get; init; }

    /// <summary>True where the title was nothing but a stop word, by the words known at that time; else null.</summary>
    public bool? SaysStop { get; init; }

    /// <summary>The reference of the checkbox whose messages this is the first answer to.</summary>
    public string? Prior { get; init; }
}

/// <summary>
/// The stored shape of <see cref="EventKind.Link"/> and <see cref="EventKind.AdClick"/>, and a member of a message and
/// a postback.
/// </summary>
public sealed record ReferralBody
{
    /// <summary>The link's ref, or null.</summary>
    public string? Ref { get; init; }

    /// <summary><c>SHORTLINK</c> or <c>ADS</c>.</summary>
    public string Source { get; init; } = "SHORTLINK";

    /// <summary><c>OPEN_THREAD</c>.</summary>
    public string Type { get; init; } = "OPEN_THREAD";

    /// <summary>The ad, where one led here.</summary>
    public string? AdId { get; init; }

    /// <summary>Its title.</summary>
    public string? AdTitle { get; init; }

    /// <summary>Whether there was no thread yet: then no app hears of the click itself. Null = no.</summary>
    public bool? NewThread { get; init; }
}

/// <summary>The stored shape of <see cref="EventKind.Reaction"/> and <see cref="EventKind.Unreaction"/>.</summary>
public sealed record ReactionBody
{
    /// <summary>The message reacted to.</summary>
    public required string Mid { get; init; }

    /// <summary>The reaction's name, as <c>love</c>; null when taken back.</summary>
    public string? Reaction { get; init; }

    /// <summary>The characters; null when taken back.</summary>
    public string? Emoji { get; init; }
}

/// <summary>The stored shape of <see cref="EventKind.Read"/>.</summary>
public sealed record ReadBody
{
    /// <summary>Everything sent at or before this moment was read; milliseconds.</summary>
    public long Watermark { get; init; }

    /// <summary>The newest message read, if there is one.</summary>
    public string? Mid { get; init; }
}

/// <summary>The stored shape of <see cref="EventKind.Placed"/>.</summary>
public sealed record PlaceBody
{
    /// <summary>ISO 3166-1 alpha-2, or null.</summary>
    public string? Country { get; init; }

    /// <summary>Region within the country, or null.</summary>
    public string? Region { get; init; }
}

/// <summary>
/// The stored shape of <see cref="EventKind.Sent"/>, <see cref="EventKind.SenderAction"/> and
/// <see cref="EventKind.Refused"/>.
/// </summary>
public sealed record SendBody
{
    /// <summary>The app that asked.</summary>
    public long App { get; init; }

    /// <summary>The request's <c>message</c> as the wire spells it; null for a sender action.</summary>
    public JsonElement? Message { get; init; }

    /// <summary>
    /// The page's records of what in <see cref="Message"/> has bytes, in its order; 0 where there is none.
    /// </summary>
    public ImmutableArray<long>? Media { get; init; }

    /// <summary>
    /// <c>typing_on</c>, <c>typing_off</c>, <c>mark_seen</c>, <c>react</c>, <c>unreact</c>; null for a message.
    /// </summary>
    public string? Action { get; init; }

    /// <summary>The message a reaction is on.</summary>
    public string? Mid { get; init; }

    /// <summary>The reaction put.</summary>
    public string? Reaction { get; init; }

    /// <summary>The message answered inline.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The persona it speaks as.</summary>
    public long? Persona { get; init; }

    /// <summary><c>messaging_type</c> as asked.</summary>
    public string? Type { get; init; }

    /// <summary>The tag as asked.</summary>
    public string? Tag { get; init; }

    /// <summary><c>human</c> or <c>bot</c>.</summary>
    public string? Author { get; init; }

    /// <summary><c>SILENT_PUSH</c> or <c>NO_PUSH</c>; null = regular.</summary>
    public string? Notification { get; init; }

    /// <summary>The lane that carried it.</summary>
    public string? Lane { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; init; }

    /// <summary>The edition it was judged by.</summary>
    public string? Edition { get; init; }

    /// <summary>By what the recipient was named, where not by id: the name of a <see cref="Policy.Address"/>.</summary>
    public string? Address { get; init; }

    /// <summary>The token, comment, post or campaign named.</summary>
    public string? Named { get; init; }

    /// <summary>The content's form, where a lane asks for it: the name of a <see cref="Policy.Form"/>.</summary>
    public string? Form { get; init; }

    /// <summary>The title of a notification request.</summary>
    public string? Title { get; init; }

    /// <summary>How many days a survey stays open.</summary>
    public int? SurveyDays { get; init; }

    /// <summary>What the rules found against it.</summary>
    public ImmutableArray<FindingBody>? Findings { get; init; }
}

/// <summary>The stored shape of <see cref="EventKind.Labelled"/> and <see cref="EventKind.Unlabelled"/>.</summary>
/// <param name="Id">The label.</param>
/// <param name="Name">Its name then.</param>
public sealed record LabelBody(long Id, string Name);

/// <summary>
/// The stored shape of <see cref="EventKind.BusinessBlocked"/> and <see cref="EventKind.BusinessUnblocked"/>.
/// </summary>
/// <param name="Action">What was asked, as <c>BLOCK_USER</c>.</param>
/// <param name="App">The app that asked.</param>
public sealed record ModerationBody(string Action, long App);

/// <summary>A finding as it is stored.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Level"><c>advise</c> or <c>violation</c>.</param>
/// <param name="Because">What it rests on.</param>
public sealed record FindingBody(string Rule, string Level, string Because)
{
    /// <summary>Where in the message; null where it rests on a fact.</summary>
    public PassageBody? Span { get; init; }
}

/// <summary>A place in a message as it is stored.</summary>
/// <param name="Path">The field, as errors spell it: <c>message[text]</c>.</param>
/// <param name="Start">Where it starts in that field, in UTF-16 units.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
public sealed record PassageBody(string Path, int Start, int Length);

/// <summary>The stored shape of <see cref="EventKind.Unanswered"/>.</summary>
public sealed record UnansweredBody
{
    /// <summary>The row of the input in this thread.</summary>
    public required long Row { get; init; }

    /// <summary>When the person wrote or tapped; milliseconds.</summary>
    public required long Since { get; init; }

    /// <summary>The app that owed the answer.</summary>
    public required long App { get; init; }

    /// <summary>The edition it was judged by.</summary>
    public required string Edition { get; init; }

    /// <summary>What the rules found.</summary>
    public required ImmutableArray<FindingBody> Findings { get; init; }
}

/// <summary>
/// The stored shape of <see cref="EventKind.ControlAssigned"/>, <see cref="EventKind.ControlPassed"/> and the kinds
/// after them that tell of control.
/// </summary>
public sealed record ControlBody
{
    /// <summary>The app that did it; null = the platform.</summary>
    public long? App { get; init; }

    /// <summary>Who owned the thread before, or is asked for it; null = nobody.</summary>
    public long? Previous { get; init; }

    /// <summary>Who owns it now; null = nobody.</summary>
    public long? Owner { get; init; }

    /// <summary>How long from now on if the person stays silent; milliseconds.</summary>
    public long? Length { get; init; }

    /// <summary>What the app told the other one.</summary>
    public string? Metadata { get; init; }
}

/// <summary>The stored shape of <see cref="EventKind.RolesChanged"/>.</summary>
/// <param name="Previous">The default app before, or null.</param>
/// <param name="Default">The default app now, or null.</param>
public sealed record RolesBody(long? Previous, long? Default);

/// <summary>How bodies are written and read: snake_case, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(PostbackBody))]
[JsonSerializable(typeof(ReferralBody))]
[JsonSerializable(typeof(ReactionBody))]
[JsonSerializable(typeof(ReadBody))]
[JsonSerializable(typeof(PlaceBody))]
[JsonSerializable(typeof(CommentBody))]
[JsonSerializable(typeof(VisitorPostBody))]
[JsonSerializable(typeof(CommentRemovedBody))]
[JsonSerializable(typeof(OptInBody))]
[JsonSerializable(typeof(SendBody))]
[JsonSerializable(typeof(UnansweredBody))]
[JsonSerializable(typeof(ControlBody))]
[JsonSerializable(typeof(RolesBody))]
[JsonSerializable(typeof(LabelBody))]
[JsonSerializable(typeof(EditBody))]
[JsonSerializable(typeof(UnsentBody))]
[JsonSerializable(typeof(AccountLinkBody))]
[JsonSerializable(typeof(ModerationBody))]
[JsonSerializable(typeof(NotificationBody))]
[JsonSerializable(typeof(FeedbackBody))]
[JsonSerializable(typeof(AppRecord))]
[JsonSerializable(typeof(PageRecord))]
[JsonSerializable(typeof(InstallRecord))]
[JsonSerializable(typeof(SubscriptionRecord))]
[JsonSerializable(typeof(PersonRecord))]
[JsonSerializable(typeof(CampaignRecord))]
[JsonSerializable(typeof(AttachmentRecord))]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(PersonSettingsBody))]
[JsonSerializable(typeof(PersonaBody))]
[JsonSerializable(typeof(ImmutableArray<string>))]
public sealed partial class StoredJson : JsonSerializerContext;
