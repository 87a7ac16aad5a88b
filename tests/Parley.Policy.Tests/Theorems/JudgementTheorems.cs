using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Theorems;

/// <summary>What holds of every edition, whatever its lanes say.</summary>
public sealed class JudgementTheorems
{
    private static readonly Gen<Verdict> AnyVerdict = Gen.OneOf(
        Gen.Const(Verdict.Pass),
        Gen.Const(Verdict.Allow),
        Gen.OneOf(Reason.All.ToArray()).Select(Verdict.Deny));

    private static readonly Gen<ImmutableArray<Verdict>> Verdicts =
        AnyVerdict.Array[0, 8].Select(verdicts => verdicts.ToImmutableArray());

    private static readonly SendRequest Plain =
        new(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);

    [Fact]
    public void A_denial_beats_every_lane_and_of_all_of_them_the_first_in_precedence_is_told() => Verdicts.Holds(
        verdicts =>
        {
            var denials = verdicts.OfType<Verdict.Denied>().Select(denied => denied.Reason).ToList();
            var outcome = Judge(verdicts);
            if (!verdicts.Contains(Verdict.Allow)) denials.Add(Reason.OutsideWindow);
            return outcome.Reason == denials.Min() && outcome.Accepted == (denials.Count == 0);
        },
        cases: Cases.Few);

    [Fact]
    public void Nothing_open_means_refused()
    {
        for (var lanes = 0; lanes < 8; lanes++)
        {
            var outcome = Judge([.. Enumerable.Repeat(Verdict.Pass, lanes)]);
            Assert.False(outcome.Accepted);
            Assert.Equal(Reason.OutsideWindow, outcome.Reason);
        }
    }

    [Fact]
    public void The_first_lane_that_allows_carries_the_send() => Verdicts.Holds(
        verdicts =>
        {
            var outcome = Judge(verdicts);
            return !outcome.Accepted || outcome.Lane == $"lane_{verdicts.IndexOf(Verdict.Allow)}";
        },
        cases: Cases.Few);

    [Fact]
    public void Lane_order_does_not_matter_for_accept_or_refuse() =>
        Gen.Select(Verdicts, Gen.Int[0, int.MaxValue]).Holds(
        (verdicts, seed) =>
        {
            var one = Judge(verdicts);
            var other = Judge([.. verdicts.OrderBy(verdict => (verdict.GetHashCode() ^ seed) % 97)]);
            return one.Accepted == other.Accepted && one.Reason == other.Reason;
        },
        cases: Cases.Few);

    [Fact]
    public void The_order_of_an_editions_own_lanes_matters_only_for_which_one_carries() =>
        Gen.Select(Histories.State, Any.Standing, Any.Request, Any.Now, Gen.Int[0, int.MaxValue]).Holds(
            (state, standing, request, now, seed) => EditionCatalogue.All.All(edition =>
            {
                // Lanes that are called by name stand in an order of their own: an address goes before a tag.
                var shuffled = new Edition(
                    edition.Day,
                    [
                        .. edition.Lanes.Where(lane => lane.Role is not LaneRole.Called)
                            .OrderBy(lane => (lane.Name.Length * 31 ^ lane.Name[0] ^ seed) % 97),
                        .. edition.Lanes.Where(lane => lane.Role is LaneRole.Called),
                    ],
                    edition.Rules);
                var one = edition.Decide(in state, standing, in request, now);
                var other = shuffled.Decide(in state, standing, in request, now);
                return one.Reason == other.Reason || one.Violation is not null || other.Violation is not null;
            }),
            cases: Cases.Few);

    [Fact]
    public void Adding_an_allowing_lane_never_refuses_an_allowed_send() =>
        Gen.Select(Histories.State, Any.Standing, Any.Request, Any.Now, Gen.Bool).Holds(
            (state, standing, request, now, atFront) => EditionCatalogue.All.All(edition =>
            {
                var says = new Says("one_more", Verdict.Allow);
                var wider = new Edition(
                    edition.Day, atFront ? [says, .. edition.Lanes] : [.. edition.Lanes, says], edition.Rules);
                return !edition.Decide(in state, standing, in request, now).Accepted
                    || wider.Decide(in state, standing, in request, now).Accepted;
            }),
            cases: Cases.Few);

    [Fact]
    public void A_rule_never_changes_the_wire_of_a_page_that_emulates() =>
        Gen.Select(Histories.State, Any.Standing, Any.Request, Any.Now).Holds(
            (state, standing, request, now) => EditionCatalogue.All.All(edition =>
            {
                var emulating = standing with { Mode = Mode.Emulate };
                var lawless = new Edition(edition.Day, edition.Lanes, []);
                var one = edition.Decide(in state, emulating, in request, now);
                return one with { Findings = default } == lawless.Decide(in state, emulating, in request, now);
            }),
            cases: Cases.Few);

    [Fact]
    public void A_strict_page_refuses_what_an_emulating_one_records_and_nothing_else() =>
        Gen.Select(Histories.State, Any.Standing, Any.Request, Any.Now).Holds(
            (state, standing, request, now) => EditionCatalogue.All.All(edition =>
            {
                var emulated = edition.Decide(in state, standing with { Mode = Mode.Emulate }, in request, now);
                var strict = edition.Decide(in state, standing with { Mode = Mode.Strict }, in request, now);
                return emulated is { Accepted: true, Violation: not null }
                    ? strict.Reason == Reason.PolicyViolation && strict.Findings == emulated.Findings
                    : strict == emulated;
            }),
            cases: Cases.Few);

    [Fact]
    public void A_refusal_always_has_a_reason_and_an_accepted_message_always_a_lane() =>
        Gen.Select(Histories.State, Any.Standing, Any.Request, Any.Now).Holds(
            (state, standing, request, now) => EditionCatalogue.All.All(edition =>
            {
                var outcome = edition.Decide(in state, standing, in request, now);
                return outcome.Accepted
                    ? outcome.Reason is null && outcome.Lane is not null == request.Kind is SendKind.Message
                    : outcome.Reason is not null && outcome.Lane is null;
            }),
            cases: Cases.Few);

    [Fact]
    public void A_rule_that_rests_on_content_is_silent_where_nothing_was_noticed() =>
        Gen.Select(Histories.State, Any.Standing, Any.Request, Any.Now).Holds(
            (state, standing, request, now) =>
            {
                var silent = request with { Noticed = default };
                var asked = new Case(in state, standing, in silent, Moment.Of(now));
                foreach (var edition in EditionCatalogue.All)
                {
                    foreach (var rule in edition.Rules)
                    {
                        foreach (var lane in edition.Lanes)
                            Assert.False(rule.RestsOnContent && rule.Find(in asked, lane.Name) is not null);
                    }
                }
            },
            cases: Cases.Few / 10);

    private static Outcome Judge(ImmutableArray<Verdict> verdicts)
    {
        var edition = new Edition(
            new LocalDate(2021, 10, 1),
            [.. verdicts.Select((verdict, index) => new Says($"lane_{index}", verdict))],
            []);
        return edition.Decide(in ThreadState.Empty, Standing.Plain, in Plain, Given.Now);
    }

    /// <summary>A lane that says one thing, whatever is asked.</summary>
    private sealed record Says(string Name, Verdict Verdict) : Lane(Name, LaneRole.Timed)
    {
        public override Verdict Judge(in Case asked) => Verdict;
    }
}
