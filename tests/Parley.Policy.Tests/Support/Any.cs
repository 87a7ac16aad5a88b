using System.Collections.Frozen;
using CsCheck;
using NodaTime;
using Parley.Policy.Lanes;

namespace Parley.Policy.Tests.Support;

/// <summary>Anything the kernel can be asked: the worlds the theorems range over.</summary>
internal static class Any
{
    /// <summary>Milliseconds after <see cref="Given.Now"/>, often right at a bound.</summary>
    public static Gen<long> Age { get; } = Gen.OneOf(
        Gen.OneOf(
            0L,
            Milliseconds(Duration.FromMinutes(2)),
            Milliseconds(Duration.FromHours(24)),
            Milliseconds(Duration.FromHours(24)) + 1,
            Milliseconds(Duration.FromHours(48)),
            Milliseconds(Duration.FromDays(7)),
            Milliseconds(Duration.FromDays(7)) + 1,
            Milliseconds(Duration.FromDays(365))),
        Gen.Long[0, Milliseconds(Duration.FromHours(49))],
        Gen.Long[0, Milliseconds(Duration.FromDays(9))]);

    public static Gen<Channel> Channel { get; } = Gen.Enum<Channel>();

    public static Gen<Mode> Mode { get; } = Gen.OneOf(Policy.Mode.Emulate, Policy.Mode.Emulate, Policy.Mode.Strict);

    public static Gen<Place> Place { get; } = Gen.OneOf(
        Gen.Const(Policy.Place.Unknown),
        Gen.OneOf<string>("FR", "DE", "NO", "GB", "JP", "KR", "AU").Select(country => new Place(country, null)),
        Gen.OneOf<string>("CA", "NY").Select(region => new Place("US", region)));

    public static Gen<Standing> Standing { get; } =
        from flags in Gen.Frequency((2, Gen.Const(true)), (1, Gen.Const(false))).Array[8]
        from mode in Mode
        from place in Place
        from restrictions in Gen.Frequency((3, Gen.Const<Restriction[]>([])), (1, Restriction.Array[1, 2]))
        from templates in Gen.OneOf<FrozenSet<string>?>(null, FrozenSet.Create("t/en"), [])
        from ended in Age
        select new Standing(mode, flags[0] ? FrozenSet.Create(HumanAgent.Feature) : [])
        {
            NewsRegistered = flags[1],
            SubscriptionApproved = flags[2],
            OneTimeGranted = flags[3],
            RecurringPartner = flags[4],
            Automated = flags[5],
            HumanRoute = flags[6],
            Place = place,
            Templates = templates,
            UnapprovedTemplates = templates is { Count: 0 } && flags[0] ? ["t/en"] : [],
            Restrictions = [.. restrictions],
            EndedBroadcasts = flags[7]
                ? FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create("V", At(ended))])
                : FrozenDictionary<string, Moment>.Empty,
        };

    public static Gen<SendRequest> Request { get; } = RequestOf(Requests.Shape);

    /// <summary>Up to a year after <see cref="Given.Now"/>, by <see cref="Age"/>.</summary>
    public static Gen<Instant> Now { get; } = Age.Select(age => Given.Now + Duration.FromMilliseconds(age));

    private static Gen<Restriction> Restriction =>
        from lane in Gen.OneOf<string>(
            Policy.Restriction.All, Policy.Restriction.Tags, "standard", "human_agent", "recurring", "private_reply")
        from channel in Gen.OneOf<Channel?>(null, Policy.Channel.Messenger, Policy.Channel.Instagram)
        from begins in Age
        from ends in Age
        from open in Gen.Bool
        select new Restriction(lane, channel, At(begins), open ? Moment.Never : At(ends));

    /// <summary>A send of some shape, on some channel, by somebody, read by the review or not.</summary>
    public static Gen<SendRequest> RequestOf(Gen<SendRequest> shapes) =>
        from shape in shapes
        from channel in Channel
        from author in Gen.Enum<Author>()
        from noticed in Requests.Noticed
        select shape with { Channel = channel, Author = author, Noticed = noticed };

    private static Moment At(long age) => Moment.Of(Given.Now + Duration.FromMilliseconds(age));

    private static long Milliseconds(Duration length) => (long)length.TotalMilliseconds;
}
