using NodaTime;

namespace Parley.Policy;

/// <summary>A one-time notification token: good for one message within a year of its creation.</summary>
/// <param name="Token">The token.</param>
/// <param name="Title">What the person was asked.</param>
/// <param name="Created">The opt-in's own timestamp.</param>
/// <param name="Spent">When it was spent, or never.</param>
public readonly record struct OneTimeToken(string Token, string Title, Moment Created, Moment Spent);

/// <summary>How often a recurring notification of the first era may come; later tokens have none.</summary>
public enum Frequency : byte
{
    /// <summary>A token without a frequency.</summary>
    None = 0,

    /// <summary>One a calendar day, for six months.</summary>
    Daily = 1,

    /// <summary>One a calendar week from Monday, for nine months.</summary>
    Weekly = 2,

    /// <summary>One a calendar month, for twelve months.</summary>
    Monthly = 3,
}

/// <summary>A recurring notification token.</summary>
/// <param name="Token">The token.</param>
/// <param name="Topic">Its title.</param>
/// <param name="Frequency">Its cadence in the first era.</param>
/// <param name="Zone">The IANA zone its calendar is read in.</param>
/// <param name="OptedIn">The last opt-in or renewal; never = only a stop was learned.</param>
/// <param name="FollowUps">Sends within the minutes that follow the opt-in.</param>
/// <param name="Stopped">Whether the person stopped the topic.</param>
/// <param name="StopChanged">When that was last said.</param>
public readonly record struct RecurringToken(
    string Token,
    string Topic,
    Frequency Frequency,
    string Zone,
    Moment OptedIn,
    int FollowUps,
    bool Stopped,
    Moment StopChanged)
{
    /// <summary>The zone its calendar is read in; UTC where nobody knows the one named.</summary>
    public DateTimeZone Calendar => DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc;

    /// <summary>Whether the topic is stopped now: opting in again afterwards takes a stop back.</summary>
    public bool IsStopped => Stopped && StopChanged >= OptedIn;

    /// <summary>
    /// The first moment after its life of 6, 9 or 12 calendar months; never ends without a frequency.
    /// </summary>
    public Moment Ends()
    {
        var zone = Calendar;
        var months = Frequency switch { Frequency.Daily => 6, Frequency.Weekly => 9, Frequency.Monthly => 12, _ => 0 };
        if (months == 0 || OptedIn.ToInstant() is not { } from) return Moment.Never;
        return Moment.Of(from.InZone(zone).LocalDateTime.PlusMonths(months).InZoneLeniently(zone).ToInstant());
    }
}

/// <summary>A topic the person was asked for.</summary>
/// <param name="Form">Which kind of request.</param>
/// <param name="Title">The title.</param>
/// <param name="At">When.</param>
public readonly record struct AskedTopic(Form Form, string Title, Moment At);

/// <summary>Where a comment stands.</summary>
public enum CommentPlace : byte
{
    /// <summary>Under a post of the page or account.</summary>
    Post = 0,

    /// <summary>A visitor's own post on the page.</summary>
    VisitorPost = 1,

    /// <summary>In a live broadcast.</summary>
    Live = 2,

    /// <summary>Under a reel.</summary>
    Reel = 3,

    /// <summary>Under an ad.</summary>
    Ad = 4,

    /// <summary>In a group.</summary>
    Group = 5,

    /// <summary>Under a story: never answered privately.</summary>
    Story = 6,
}

/// <summary>A comment or visitor post: one private reply within seven days.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Media">The post, reel or broadcast, or null.</param>
/// <param name="At">When it was written; never = only its removal was learned.</param>
/// <param name="ByPage">Whether a page wrote it.</param>
/// <param name="Replied">When it had its private reply, or never.</param>
/// <param name="Removed">When it was removed, or never.</param>
public readonly record struct Comment(
    string Id, CommentPlace Place, string? Media, Moment At, bool ByPage, Moment Replied, Moment Removed);

/// <summary>What is promised once in a thread. Most threads have none of it.</summary>
public sealed record Promises
{
    /// <summary>No promise.</summary>
    public static readonly Promises None = new();

    /// <summary>One-time tokens, by name.</summary>
    public ValueList<OneTimeToken> OneTime { get; init; }

    /// <summary>Recurring tokens, by name.</summary>
    public ValueList<RecurringToken> Recurring { get; init; }

    /// <summary>Topics asked for, in order.</summary>
    public ValueList<AskedTopic> Asked { get; init; }

    /// <summary>Comments and posts, by id.</summary>
    public ValueList<Comment> Comments { get; init; }

    /// <summary>Campaigns delivered.</summary>
    public ValueList<string> Campaigns { get; init; }

    /// <summary>The last recurring notification, on whatever token.</summary>
    public Moment LastRecurring { get; init; } = Moment.Never;

    /// <summary>The last paid marketing message.</summary>
    public Moment LastMarketing { get; init; } = Moment.Never;

    /// <summary>When the person opted out of paid marketing, or never.</summary>
    public Moment MarketingStopped { get; init; } = Moment.Never;

    /// <summary>When the survey that was last sent went out, or never.</summary>
    public Moment SurveySent { get; init; } = Moment.Never;

    /// <summary>The first moment after that survey's life.</summary>
    public Moment SurveyEnds { get; init; } = Moment.Never;

    /// <summary>When a survey was last answered.</summary>
    public Moment SurveyAnswered { get; init; } = Moment.Never;

    /// <summary>Whether a survey waits for its answer.</summary>
    public bool SurveyOpen(Moment now) =>
        SurveySent.Happened && now < SurveyEnds && !(SurveyAnswered >= SurveySent);

    /// <summary>The one-time token, or null.</summary>
    public OneTimeToken? OneTimeOf(string? token) =>
        Find(OneTime, token, static one => one.Token, out var index) ? OneTime[index] : null;

    /// <summary>The recurring token, or null.</summary>
    public RecurringToken? RecurringOf(string? token) =>
        Find(Recurring, token, static one => one.Token, out var index) ? Recurring[index] : null;

    /// <summary>The comment or post, or null.</summary>
    public Comment? CommentOf(string? id) =>
        Find(Comments, id, static one => one.Id, out var index) ? Comments[index] : null;

    /// <summary>With a one-time token put in place of the one of its name.</summary>
    public Promises With(OneTimeToken token) => this with { OneTime = Put(OneTime, token, static one => one.Token) };

    /// <summary>With a recurring token put in place of the one of its name.</summary>
    public Promises With(RecurringToken token) =>
        this with { Recurring = Put(Recurring, token, static one => one.Token) };

    /// <summary>With a comment put in place of the one of its id.</summary>
    public Promises With(Comment comment) => this with { Comments = Put(Comments, comment, static one => one.Id) };

    // INVARIANT: the lists are ordered by name, so the order in which things are learned leaves no trace.
    private static bool Find<T>(ValueList<T> list, string? name, Func<T, string> nameOf, out int index)
        where T : IEquatable<T>
    {
        for (index = 0; index < list.Count; index++)
        {
            var order = string.CompareOrdinal(nameOf(list[index]), name);
            if (order >= 0) return order == 0;
        }

        return false;
    }

    private static ValueList<T> Put<T>(ValueList<T> list, T item, Func<T, string> nameOf)
        where T : IEquatable<T>
        => Find(list, nameOf(item), nameOf, out var index) ? list.SetItem(index, item) : list.Insert(index, item);
}
