using CsCheck;
using NodaTime;

namespace Parley.Policy.Tests.Support;

/// <summary>Every event of a thread, made once its channel and instant are known.</summary>
internal static class Events
{
    private static readonly Gen<string> Name = Gen.OneOf<string>("S", "T");

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Acts =
        from act in Gen.Enum<PersonAct>()
        from ad in Gen.Int[0, 5]
        from stop in Gen.Int[0, 4]
        select (Func<Channel, Instant, ThreadEvent>)((channel, at) => new ThreadEvent.PersonActed(at, channel, act)
        {
            FollowsAd = act is PersonAct.Message && ad == 0,
            SaysStop = act is PersonAct.Message && stop == 0,
        });

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Words =
        Gen.OneOf(PersonAct.Message, PersonAct.Message, PersonAct.Tap, PersonAct.Reaction)
            .Select(act => (Func<Channel, Instant, ThreadEvent>)((channel, at) =>
                new ThreadEvent.PersonActed(at, channel, act)));

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Ads = Gen.OneOf(
        Made((channel, at) => new ThreadEvent.PersonActed(at, channel, PersonAct.AdClick)),
        Made((channel, at) => new ThreadEvent.PersonActed(at, channel, PersonAct.Message) { FollowsAd = true }));

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Switches = Gen.OneOf(
        Made((_, at) => new ThreadEvent.Blocked(at)),
        Made((_, at) => new ThreadEvent.Unblocked(at)),
        Made((_, at) => new ThreadEvent.Unblocked(at)),
        Made((_, at) => new ThreadEvent.PageBlockChanged(at, true)),
        Made((_, at) => new ThreadEvent.PageBlockChanged(at, false)),
        Made((_, at) => new ThreadEvent.PageBlockChanged(at, false)),
        Made((_, at) => new ThreadEvent.Muted(at)),
        Made((_, at) => new ThreadEvent.Unmuted(at)),
        Made((_, at) => new ThreadEvent.OptOutChanged(at, true)),
        Made((_, at) => new ThreadEvent.OptOutChanged(at, false)),
        Made((_, at) => new ThreadEvent.MarketingStopped(at)));

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Comments =
        from id in Name
        from place in Gen.Enum<CommentPlace>()
        from byPage in Gen.Int[0, 5]
        select (Func<Channel, Instant, ThreadEvent>)((channel, at) =>
            new ThreadEvent.Commented(at, channel, id, place, "V", byPage == 0));

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Removals =
        Name.Select(id => (Func<Channel, Instant, ThreadEvent>)((_, at) => new ThreadEvent.CommentRemoved(at, id)));

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> OneTime =
        from token in Name
        from title in Gen.OneOf<string>("x", "y", "")
        select (Func<Channel, Instant, ThreadEvent>)((channel, at) =>
            new ThreadEvent.OneTimeOptIn(at, channel, token, title));

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Recurring =
        from token in Name
        from frequency in Gen.Enum<Frequency>()
        from zone in Gen.OneOf<string>("UTC", "Asia/Tokyo", "Europe/Berlin", "no/where")
        select (Func<Channel, Instant, ThreadEvent>)((channel, at) =>
            new ThreadEvent.RecurringOptIn(at, channel, token, "x", frequency, zone));

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Stops =
        from token in Name
        from stopped in Gen.Bool
        select (Func<Channel, Instant, ThreadEvent>)((_, at) =>
            new ThreadEvent.TopicStopChanged(at, token, stopped));

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Places =
        Any.Place.Select(place => (Func<Channel, Instant, ThreadEvent>)((channel, at) =>
            new ThreadEvent.PersonPlaced(at, channel, place)));

    private static readonly Gen<Func<Channel, Instant, ThreadEvent>> Sends =
        from request in Requests.Shape
        from author in Gen.Enum<Author>()
        from lane in Gen.OneOf<string>("standard", "plus_one", "sponsored", "recurring")
        select (Func<Channel, Instant, ThreadEvent>)((channel, at) =>
            new ThreadEvent.PageWrote(at, request with { Channel = channel, Author = author }, lane));

    /// <summary>Of every kind.</summary>
    public static Gen<Func<Channel, Instant, ThreadEvent>> All { get; } = Gen.Frequency(
        (4, Words), (4, Acts), (3, Switches), (2, Comments), (1, Removals), (2, OneTime), (2, Recurring), (1, Stops),
        (1, Places), (2, Sends));

    /// <summary>
    /// What is received, but for the named exceptions that depend on the order in which they are learned.
    /// </summary>
    public static Gen<Func<Channel, Instant, ThreadEvent>> Unordered { get; } = Gen.Frequency(
        (4, Words), (3, Acts.Select(InOrderOnly)), (3, Switches), (2, Comments), (1, Removals), (2, OneTime),
        (2, Recurring), (1, Stops));

    /// <summary>What a model plays: all but the sends, which it makes itself.</summary>
    public static Gen<Func<Channel, Instant, ThreadEvent>> Heard { get; } = Gen.Frequency(
        (12, Words), (5, Acts), (2, Switches), (4, Comments), (1, Removals), (4, OneTime), (5, Recurring), (1, Stops),
        (2, Places));

    public static Gen<Func<Channel, Instant, ThreadEvent>> OfWindows { get; } =
        Gen.Frequency((5, Words), (4, Acts), (1, Ads), (1, Switches), (1, Places));

    public static Gen<Func<Channel, Instant, ThreadEvent>> OfAds { get; } =
        Gen.Frequency((3, Words), (2, Ads), (1, Acts));

    public static Gen<Func<Channel, Instant, ThreadEvent>> OfOneTime { get; } = Gen.Frequency((2, Words), (3, OneTime));

    public static Gen<Func<Channel, Instant, ThreadEvent>> OfRecurring { get; } =
        Gen.Frequency((2, Words), (4, Recurring), (1, Stops), (1, Places));

    public static Gen<Func<Channel, Instant, ThreadEvent>> OfComments { get; } =
        Gen.Frequency((6, Comments), (1, Removals), (1, Words));

    public static Gen<Func<Channel, Instant, ThreadEvent>> OfMarketing { get; } =
        Gen.Frequency((2, Words), (1, Switches), (1, Places));

    private static Func<Channel, Instant, ThreadEvent> InOrderOnly(Func<Channel, Instant, ThreadEvent> make) =>
        (channel, at) => make(channel, at) is ThreadEvent.PersonActed { Act: PersonAct.AdClick } click
            ? new ThreadEvent.PersonActed(click.At, channel, PersonAct.LinkTap)
            : make(channel, at);

    private static Gen<Func<Channel, Instant, ThreadEvent>> Made(Func<Channel, Instant, ThreadEvent> make) =>
        Gen.Const(make);
}
