using System.Collections.Immutable;
using CsCheck;
using NodaTime;

namespace Parley.Policy.Tests.Support;

/// <summary>Anything the kernel can be asked: the worlds the theorems range over.</summary>
internal static class Any
{
    private static readonly Instant Start = Given.Now;

    private static readonly Gen<long> Age = Gen.OneOf(
        Gen.OneOf(
            0L,
            Milliseconds(Duration.FromHours(24)),
            Milliseconds(Duration.FromHours(24)) + 1,
            Milliseconds(Duration.FromDays(7)),
            Milliseconds(Duration.FromDays(7)) + 1),
        Gen.Long[0, Milliseconds(Duration.FromHours(49))],
        Gen.Long[0, Milliseconds(Duration.FromDays(9))]);

    public static Gen<Channel> Channel { get; } = Gen.Enum<Channel>();

    public static Gen<Mode> Mode { get; } = Gen.Enum<Mode>();

    public static Gen<Standing> Standing { get; } =
        Gen.Select(Gen.Bool, Mode, (feature, mode) => SendTable.Standing(feature, mode));

    public static Gen<SendRequest> Request { get; } = Gen.Select(
        Channel,
        Gen.Enum<SendKind>(),
        Gen.Enum<MessagingType>(),
        Gen.OneOf<string?>(null, null, Policy.Lanes.HumanAgent.Tag, "NO_SUCH_TAG"),
        Gen.Enum<Author>(),
        (channel, kind, type, tag, author) => new SendRequest(channel, kind, type, tag, author));

    /// <summary>
    /// Up to nine days after <see cref="Given.Now"/>, often right at a bound of something that happened then.
    /// </summary>
    public static Gen<Instant> Now { get; } = Age.Select(age => Start + Duration.FromMilliseconds(age));

    /// <summary>What happened in one thread, each at a millisecond of its own, in order of time.</summary>
    public static Gen<ImmutableArray<ThreadEvent>> History { get; } =
        from channel in Channel
        from kinds in Gen.Int[0, 63].Array[0, 12]
        from ages in Age.HashSet[kinds.Length]
        select ages.Order().Zip(kinds, (age, kind) => Event(kind, channel, Start + Duration.FromMilliseconds(age)))
            .ToImmutableArray();

    public static Gen<ThreadState> State { get; } = History.Select(history => StateAfter(history));

    public static ThreadState StateAfter(IEnumerable<ThreadEvent> history) =>
        history.Aggregate(ThreadState.Empty, (state, happened) => ThreadState.Evolve(in state, happened));

    private static ThreadEvent Event(int kind, Channel channel, Instant at)
    {
        var acts = Enum.GetValues<PersonAct>();
        return kind switch
        {
            < 5 => new ThreadEvent.Blocked(at),
            < 10 => new ThreadEvent.Unblocked(at),
            < 12 => new ThreadEvent.Muted(at),
            < 14 => new ThreadEvent.Unmuted(at),
            < 20 => new ThreadEvent.PageWrote(at, (Author)(kind % 2)),
            _ => new ThreadEvent.PersonActed(at, channel, acts[kind % acts.Length]),
        };
    }

    private static long Milliseconds(Duration length) => (long)length.TotalMilliseconds;
}
