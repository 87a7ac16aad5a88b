using System.Collections.Immutable;
using CsCheck;
using Parley.Policy.Editions;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Theorems;

/// <summary>What holds of every thread, whatever happened in it and in whatever order we learned of it.</summary>
public sealed class MemoryTheorems
{
    [Fact]
    public void Late_duplicate_and_disordered_events_give_the_same_state() => Shuffled.Holds(
        (history, learned) => Histories.StateAfter(history) == Histories.StateAfter(learned), cases: Cases.Many);

    [Fact]
    public void What_is_said_of_a_block_or_an_opt_out_within_one_millisecond_is_taken_in_the_order_it_was_learned()
    {
        var at = Given.Now;
        ThreadEvent wrote = new ThreadEvent.PersonActed(at, Channel.Messenger, PersonAct.Message);
        ThreadEvent blocked = new ThreadEvent.Blocked(at), unblocked = new ThreadEvent.Unblocked(at);
        Assert.True(Histories.StateAfter([wrote, blocked]).Blocked);
        Assert.False(Histories.StateAfter([blocked, wrote]).Blocked);
        Assert.False(Histories.StateAfter([blocked, unblocked]).Blocked);
        Assert.True(Histories.StateAfter([unblocked, blocked]).Blocked);
        ThreadEvent stop = new ThreadEvent.PersonActed(at, Channel.Messenger, PersonAct.Message) { SaysStop = true };
        Assert.True(Histories.StateAfter([wrote, stop]).OptedOut);
        Assert.False(Histories.StateAfter([stop, wrote]).OptedOut);
    }

    [Fact]
    public void Our_own_reply_opens_nothing() =>
        Gen.Select(Histories.State, Any.Now, Requests.Shape, Any.Standing, Requests.Plain, Any.Now).Holds(
            (state, wroteAt, wrote, standing, request, now) =>
            {
                var after = ThreadState.Evolve(in state, new ThreadEvent.PageWrote(wroteAt, wrote, "standard"));
                return EditionCatalogue.All.All(edition =>
                    edition.Decide(in state, standing, in request, now).Accepted
                    || !edition.Decide(in after, standing, in request, now).Accepted);
            },
            cases: Cases.Few);

    [Fact]
    public void A_mute_changes_no_decision() =>
        Gen.Select(Histories.State, Any.Now, Gen.Bool, Any.Standing, Any.Request, Any.Now).Holds(
            (state, at, muted, standing, request, now) =>
            {
                var after = ThreadState.Evolve(
                    in state, muted ? new ThreadEvent.Muted(at) : new ThreadEvent.Unmuted(at));
                return EditionCatalogue.All.All(edition =>
                    edition.Decide(in state, standing, in request, now)
                    == edition.Decide(in after, standing, in request, now));
            },
            cases: Cases.Few);

    [Fact]
    public void An_act_without_an_opener_of_its_own_opens_nothing() =>
        Gen.Select(
            Histories.State, Any.Now, Gen.OneOf(OpensNothing.ToArray()), Any.Standing, Any.Request, Any.Now).Holds(
            (state, at, act, standing, request, now) =>
            {
                var after = ThreadState.Evolve(in state, new ThreadEvent.PersonActed(at, state.Channel, act));
                return EditionCatalogue.All.All(edition =>
                    after.Clocks == state.Clocks
                    && (edition.Decide(in state, standing, in request, now).Reason != Reason.OutsideWindow
                        || !edition.Decide(in after, standing, in request, now).Accepted));
            },
            cases: Cases.Few);

    [Fact]
    public void Another_act_of_the_person_never_shuts_a_window() =>
        Gen.Select(Histories.State, Any.Now, Gen.Enum<PersonAct>(), Any.Standing, Any.Request, Any.Now).Holds(
            (state, at, act, given, request, now) =>
            {
                // In mode strict an act can make a disclosure due; and who was in touch gets nothing sponsored.
                var standing = given with { Mode = Mode.Emulate };
                var after = ThreadState.Evolve(in state, new ThreadEvent.PersonActed(at, state.Channel, act));
                return EditionCatalogue.All.All(edition =>
                    request.Address is Address.Campaign
                    || !edition.Decide(in state, standing, in request, now).Accepted
                    || edition.Decide(in after, standing, in request, now).Accepted);
            },
            cases: Cases.Few);

    private static ImmutableArray<PersonAct> OpensNothing { get; } =
    [
        .. Enum.GetValues<PersonAct>()
            .Where(act => OpenerClocks.Silent.After(act, new Moment(7), followsAd: false) == OpenerClocks.Silent),
    ];

    private static Gen<(ImmutableArray<ThreadEvent> History, ImmutableArray<ThreadEvent> Learned)> Shuffled { get; } =
        from history in Histories.Received
        from twice in Gen.Bool.Array[history.Length]
        from learned in Gen.Shuffle(history.Concat(history.Where((_, index) => twice[index])).ToArray())
        select (history, learned.ToImmutableArray());
}
