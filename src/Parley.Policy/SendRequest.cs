using System.Collections.Immutable;

namespace Parley.Policy;

/// <summary>Who wrote a message: the promise the human-agent lane rests on.</summary>
public enum Author : byte
{
    /// <summary>A program.</summary>
    Bot = 0,

    /// <summary>A person working for the page.</summary>
    Human = 1,
}

/// <summary>The platform's <c>messaging_type</c>.</summary>
public enum MessagingType : byte
{
    /// <summary>The request names none: RESPONSE, or MESSAGE_TAG where it carries a tag.</summary>
    Absent = 0,

    /// <summary>An answer inside the window.</summary>
    Response = 1,

    /// <summary>Not an answer, but inside the window.</summary>
    Update = 2,

    /// <summary>Outside the window under a tag.</summary>
    MessageTag = 3,

    /// <summary>An approved utility template.</summary>
    Utility = 4,
}

/// <summary>What a request asks the platform to do in the thread.</summary>
public enum SendKind : byte
{
    /// <summary>A message the person will see.</summary>
    Message = 0,

    /// <summary>A sender action that needs an open lane: typing, a reaction put or taken back.</summary>
    Action = 1,

    /// <summary>The sender action <c>mark_seen</c>, which is always allowed.</summary>
    MarkSeen = 2,
}

/// <summary>By what the recipient is named.</summary>
public enum Address : byte
{
    /// <summary>PSID or IGSID.</summary>
    Person = 0,

    /// <summary>The reference of a checkbox plugin: its own thread until the person writes.</summary>
    UserRef = 1,

    /// <summary>A comment: a private reply.</summary>
    Comment = 2,

    /// <summary>A visitor post: a private reply.</summary>
    Post = 3,

    /// <summary>A one-time notification token.</summary>
    OneTimeToken = 4,

    /// <summary>A recurring notification token.</summary>
    RecurringToken = 5,

    /// <summary>A campaign of sponsored messages.</summary>
    Campaign = 6,

    /// <summary>The paid marketing product.</summary>
    Marketing = 7,
}

/// <summary>The content's form, where a lane asks for it.</summary>
public enum Form : byte
{
    /// <summary>Text and nothing else.</summary>
    Text = 0,

    /// <summary>Anything richer: media, quick replies, any template without a lane of its own.</summary>
    Rich = 1,

    /// <summary>The <c>customer_feedback</c> template.</summary>
    Survey = 2,

    /// <summary>The <c>one_time_notif_req</c> template.</summary>
    OneTimeRequest = 3,

    /// <summary>The <c>notification_messages</c> template.</summary>
    RecurringRequest = 4,

    /// <summary>A utility template.</summary>
    Utility = 5,
}

/// <summary>Something the content review noticed; a rule makes a finding of it, or not, by lane and edition.</summary>
/// <param name="Code">What was noticed, from <see cref="Signals"/>.</param>
/// <param name="Because">The words it rests on.</param>
public readonly record struct Signal(string Code, string Because)
{
    /// <summary>Where the strongest of those words stand; null where nobody pointed at any.</summary>
    public Passage? Passage { get; init; }
}

/// <summary>A place in a message.</summary>
/// <param name="Path">The field, as errors spell it: <c>message[text]</c>.</param>
/// <param name="Start">Where it starts in that field, in UTF-16 units.</param>
/// <param name="Length">How long it is, in UTF-16 units; 0 where the shape of the message is meant.</param>
public sealed record Passage(string Path, int Start, int Length);

/// <summary>What a page asks for, as far as the policy cares. The content stays with the shell.</summary>
/// <param name="Channel">The channel it is addressed on.</param>
/// <param name="Kind">Message or sender action.</param>
/// <param name="Type">The messaging type as the request spells it.</param>
/// <param name="Tag">The tag in upper case, or null.</param>
/// <param name="Author">Who wrote it.</param>
public readonly record struct SendRequest(
    Channel Channel, SendKind Kind, MessagingType Type, string? Tag, Author Author)
{
    /// <summary>By what the recipient is named.</summary>
    public Address Address { get; init; }

    /// <summary>The token, comment, post or campaign named; null for a person.</summary>
    public string? Named { get; init; }

    /// <summary>The content's form.</summary>
    public Form Form { get; init; }

    /// <summary>The title of a notification request, or the name of a utility template.</summary>
    public string? Title { get; init; }

    /// <summary>How many days a survey stays open.</summary>
    public int SurveyDays { get; init; }

    /// <summary>Whether it speaks as one of the page's personas.</summary>
    public bool AsPersona { get; init; }

    /// <summary>
    /// What the content review noticed; empty = nothing. Default = nobody looked at the content, and then no rule says
    /// that something is missing from it.
    /// </summary>
    public ImmutableArray<Signal> Noticed { get; init; }

    /// <summary>Whether the request claims an exception by a tag.</summary>
    public bool Tagged => Tag is not null;

    /// <summary>Whether it answers a comment or a post privately.</summary>
    public bool IsPrivateReply => Address is Address.Comment or Address.Post;

    /// <summary>
    /// Whether neither its address nor its form is a lane of its own, so that a tag may call for one.
    /// </summary>
    public bool Ordinary =>
        Address is (Address.Person or Address.UserRef) && Form is (Form.Text or Form.Rich or Form.Survey);

    /// <summary>
    /// Whether the request calls for no lane by name: any lane that is open by time may carry it. The opposite is a
    /// tag, a type, an address or a form that is a lane of its own.
    /// </summary>
    public bool Plain => Tag is null && Type is not MessagingType.Utility && Ordinary;

    /// <summary>Whether the request calls for the lane of a tag.</summary>
    public bool CallsFor(string tag) => Tag == tag && Ordinary;
}
