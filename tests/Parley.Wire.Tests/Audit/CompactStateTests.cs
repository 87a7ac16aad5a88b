using NodaTime;
using Parley.Policy;
using Parley.Wire.Audit;

namespace Parley.Wire.Tests.Audit;

/// <summary>A state kept in less room is the same state.</summary>
public sealed class CompactStateTests
{
    private static readonly Instant Noon = Instant.FromUtc(2021, 10, 4, 12, 0);

    [Fact]
    public void Every_member_of_a_state_is_kept()
    {
        foreach (var member in typeof(ThreadState).GetProperties().Where(one => one.SetMethod is not null))
        {
            object state = ThreadState.Empty;
            member.SetValue(state, Other(member.GetValue(state)));
            Assert.Equal((ThreadState)state, Kept((ThreadState)state));
        }

        foreach (var clock in typeof(OpenerClocks).GetProperties().Where(one => one.SetMethod is not null))
        {
            object clocks = OpenerClocks.Silent;
            clock.SetValue(clocks, Other(clock.GetValue(clocks)));
            var state = ThreadState.Empty with { Clocks = (OpenerClocks)clocks };
            Assert.Equal(state, Kept(state));
        }
    }

    [Fact]
    public void A_state_takes_the_place_of_another()
    {
        var compact = default(CompactState);
        var state = ThreadState.Empty;
        ThreadEvent[] events =
        [
            new ThreadEvent.PersonActed(Noon, Channel.Instagram, PersonAct.Message),
            new ThreadEvent.Commented(Noon, Channel.Instagram, "1", CommentPlace.Post, "2", false),
            new ThreadEvent.PersonPlaced(Noon, Channel.Instagram, new Place("US", "CA")),
            new ThreadEvent.Muted(Noon),
            new ThreadEvent.PersonActed(Noon + Duration.FromDays(3), Channel.Instagram, PersonAct.Tap),
        ];
        foreach (var happened in events)
        {
            state = ThreadState.Evolve(in state, happened);
            compact.State = state;
            Assert.Equal(state, compact.State);
        }

        compact.State = ThreadState.Empty;
        Assert.Equal(ThreadState.Empty, compact.State);
    }

    private static ThreadState Kept(ThreadState state)
    {
        var compact = default(CompactState);
        compact.State = state;
        return compact.State;
    }

    private static object Other(object? value) => value switch
    {
        null => new Control(7, new Window(new Moment(9), Control.Usual)),
        Moment => new Moment(1_600_000_000_000),
        bool => true,
        Channel => Channel.Instagram,
        Place => new Place("US", "CA"),
        Talk => Talk.From(new Moment(5)),
        OpenerClocks => OpenerClocks.Silent with { AdMessage = new Moment(7) },
        Promises none => none with { LastRecurring = new Moment(8) },
        _ => throw new InvalidOperationException($"say how a {value.GetType().Name} differs"),
    };
}
