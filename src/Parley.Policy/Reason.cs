using System.Collections.Immutable;

namespace Parley.Policy;

/// <summary>
/// Why a send is refused. Closed, and ordered: the earlier reason wins where several lanes deny, so two denials always
/// yield the same answer. Each maps to one wire error per channel.
/// </summary>
/// <remarks>
/// The order follows the platform's own checks: shape, tag, recipient, block, permission, time, content.
/// </remarks>
public sealed record Reason : IComparable<Reason>
{
    private static readonly List<Reason> Declared = [];

    /// <summary>The request says MESSAGE_TAG and names no tag.</summary>
    public static readonly Reason TagMissing = new("tag_missing");

    /// <summary>
    /// A tag stands where none may: beside an explicit RESPONSE, UPDATE or UTILITY, a token or a comment.
    /// </summary>
    public static readonly Reason TagUnexpected = new("tag_unexpected");

    /// <summary>The tag was retired; the request fails even inside the window.</summary>
    public static readonly Reason TagRetired = new("tag_retired");

    /// <summary>The edition in force has no such tag.</summary>
    public static readonly Reason TagUnknown = new("tag_unknown");

    /// <summary>The edition in force has no such messaging type.</summary>
    public static readonly Reason TypeUnknown = new("type_unknown");

    /// <summary>The edition in force has no such kind of send.</summary>
    public static readonly Reason LaneUnknown = new("lane_unknown");

    /// <summary>The lane exists, but not for this kind of content.</summary>
    public static readonly Reason ContentUnfit = new("content_unfit");

    /// <summary>The lane exists, but not on this channel.</summary>
    public static readonly Reason ChannelUnfit = new("channel_unfit");

    /// <summary>The page, or its Instagram account, may send nothing for now.</summary>
    public static readonly Reason PageRestricted = new("page_restricted");

    /// <summary>The page may not use this lane for now.</summary>
    public static readonly Reason LaneRestricted = new("lane_restricted");

    /// <summary>The page does not know this person: they never did anything towards it.</summary>
    public static readonly Reason RecipientUnknown = new("recipient_unknown");

    /// <summary>The comment or post is unknown, or of another kind than may be answered privately.</summary>
    public static readonly Reason CommentUnknown = new("comment_unknown");

    /// <summary>One side blocks the other.</summary>
    public static readonly Reason Blocked = new("blocked");

    /// <summary>Another app controls the thread.</summary>
    public static readonly Reason AnotherAppControls = new("another_app_controls");

    /// <summary>The app lacks the feature this lane needs.</summary>
    public static readonly Reason FeatureMissing = new("feature_missing");

    /// <summary>The page is not registered, or not approved, for news and subscription messages.</summary>
    public static readonly Reason NewsNotRegistered = new("news_not_registered");

    /// <summary>The page may not ask for one-time notifications.</summary>
    public static readonly Reason OneTimeNotGranted = new("one_time_not_granted");

    /// <summary>The page has no such utility template.</summary>
    public static readonly Reason TemplateUnknown = new("template_unknown");

    /// <summary>The page has this utility template, and it is not approved.</summary>
    public static readonly Reason TemplateNotApproved = new("template_not_approved");

    /// <summary>The feature is switched off where the page or the person is.</summary>
    public static readonly Reason RegionOff = new("region_off");

    /// <summary>No window that would carry this send is open.</summary>
    public static readonly Reason OutsideWindow = new("outside_window");

    /// <summary>The one-time token is unknown, or of another page.</summary>
    public static readonly Reason OneTimeTokenUnknown = new("one_time_token_unknown");

    /// <summary>The one-time token was spent.</summary>
    public static readonly Reason OneTimeTokenUsed = new("one_time_token_used");

    /// <summary>The one-time token has expired.</summary>
    public static readonly Reason OneTimeTokenExpired = new("one_time_token_expired");

    /// <summary>The recurring token is unknown, or of another page.</summary>
    public static readonly Reason RecurringTokenUnknown = new("recurring_token_unknown");

    /// <summary>The recurring token has expired.</summary>
    public static readonly Reason RecurringTokenExpired = new("recurring_token_expired");

    /// <summary>The person stopped notifications of this topic.</summary>
    public static readonly Reason TopicStopped = new("topic_stopped");

    /// <summary>The person was asked for the same topic already.</summary>
    public static readonly Reason RequestRepeated = new("request_repeated");

    /// <summary>The person was asked too often.</summary>
    public static readonly Reason RequestQuota = new("request_quota");

    /// <summary>A survey is open in this thread: until it is answered or has expired, no second one.</summary>
    public static readonly Reason SurveyOpen = new("survey_open");

    /// <summary>The last notification was too short a time ago.</summary>
    public static readonly Reason TooSoon = new("too_soon");

    /// <summary>The comment or post had its one private reply.</summary>
    public static readonly Reason AlreadyReplied = new("already_replied");

    /// <summary>The comment or post was removed.</summary>
    public static readonly Reason CommentRemoved = new("comment_removed");

    /// <summary>The comment or post can have no private reply: too old, by a page, or its broadcast is over.</summary>
    public static readonly Reason ReplyImpossible = new("reply_impossible");

    /// <summary>Sponsored: the person was in touch with the page in the last 24 hours.</summary>
    public static readonly Reason RecentInteraction = new("recent_interaction");

    /// <summary>Sponsored: the person has no thread they opened, or had this campaign.</summary>
    public static readonly Reason NotInAudience = new("not_in_audience");

    /// <summary>Sponsored: the product has ended.</summary>
    public static readonly Reason LaneRetired = new("lane_retired");

    /// <summary>Paid marketing: not where this person is.</summary>
    public static readonly Reason MarketingRegion = new("marketing_region");

    /// <summary>Paid marketing: the person opted out.</summary>
    public static readonly Reason MarketingStopped = new("marketing_stopped");

    /// <summary>Paid marketing: the last one was less than a day ago.</summary>
    public static readonly Reason MarketingTooSoon = new("marketing_too_soon");

    /// <summary>Labels: no admin of the page accepted the Page Contact Terms.</summary>
    public static readonly Reason ContactTermsMissing = new("contact_terms_missing");

    /// <summary>Mode strict: the rules call this send a violation.</summary>
    public static readonly Reason PolicyViolation = new("policy_violation");

    private Reason(string name)
    {
        Name = name;
        Precedence = Declared.Count;
        Declared.Add(this);
    }

    /// <summary>Every reason there is, in order of precedence.</summary>
    public static ImmutableArray<Reason> All => [.. Declared];

    /// <summary>The name in snake_case, as printed in decisions and listed in the reference.</summary>
    public string Name { get; }

    /// <summary>Its place in the order; the lower one wins.</summary>
    public int Precedence { get; }

    /// <summary>The one of two reasons that wins; null loses to any reason.</summary>
    public static Reason First(Reason? one, Reason other) =>
        one is null || other.Precedence < one.Precedence ? other : one;

    /// <inheritdoc/>
    public int CompareTo(Reason? other) => other is null ? 1 : Precedence.CompareTo(other.Precedence);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Before in precedence.</summary>
    public static bool operator <(Reason left, Reason right) => left.Precedence < right.Precedence;

    /// <summary>After in precedence.</summary>
    public static bool operator >(Reason left, Reason right) => left.Precedence > right.Precedence;

    /// <summary>Before in precedence, or the same.</summary>
    public static bool operator <=(Reason left, Reason right) => left.Precedence <= right.Precedence;

    /// <summary>After in precedence, or the same.</summary>
    public static bool operator >=(Reason left, Reason right) => left.Precedence >= right.Precedence;
}
