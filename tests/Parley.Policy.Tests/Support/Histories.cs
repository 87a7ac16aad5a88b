using System.Collections.Immutable;
using CsCheck;
using NodaTime;

namespace Parley.Policy.Tests.Support;

/// <summary>Anything that can have happened in one thread, each at its own millisecond, in order of time.</summary>
// INVARIANT: static generators depend one way, Any <- Events <- Histories. Two classes that begin with each other give
// a null to whichever of two threads comes second.
internal static class Histories
{
    public static Gen<ImmutableArray<ThreadEvent>> All { get; } = Of(Events.All);

    /// <summary>Of what comes in from outside and keeps no order among itself.</summary>
    public static Gen<ImmutableArray<ThreadEvent>> Received { get; } = Of(Events.Unordered);

    public static Gen<ThreadState> State { get; } = All.Select(history => StateAfter(history));

    public static ThreadState StateAfter(IEnumerable<ThreadEvent> history) =>
        history.Aggregate(ThreadState.Empty, (state, happened) => ThreadState.Evolve(in state, happened));

    private static Gen<ImmutableArray<ThreadEvent>> Of(Gen<Func<Channel, Instant, ThreadEvent>> events) =>
        from channel in Any.Channel
        from made in events.Array[0, 14]
        from ages in Any.Age.HashSet[made.Length]
        select ages.Order()
            .Zip(made, (age, make) => make(channel, Given.Now + Duration.FromMilliseconds(age)))
            .ToImmutableArray();
}
