using CsCheck;
using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Theorems;

/// <summary>The answer for people says what the answer for machines does, and what it promises comes true.</summary>
public sealed class ExplanationTheorems
{
    [Fact]
    public void The_two_doors_agree() => EveryQuestion((edition, state, standing, request, now) =>
    {
        var outcome = edition.Decide(in state, standing, in request, now);
        var decision = edition.Explain(in state, standing, in request, now);
        Assert.Equal(outcome, decision.Outcome);
        Assert.Equal((edition.Name, standing.Mode, now), (decision.Edition, decision.Mode, decision.At));
        if (outcome.Lane is { } lane) Assert.True(decision.Lanes.Single(report => report.Lane == lane).Open);
    });

    [Fact]
    public void A_lane_is_reported_open_exactly_when_a_send_that_meets_its_needs_passes() =>
        EveryQuestion((edition, state, standing, request, now) =>
        {
            foreach (var report in edition.Explain(in state, standing, in request, now).Lanes)
                Assert.Equal(report.Open, Passes(edition, in state, report, now));
        });

    [Fact]
    public void What_is_promised_until_a_moment_passes_at_that_millisecond_and_fails_one_later() =>
        EveryQuestion((edition, state, standing, request, now) =>
        {
            foreach (var report in edition.Explain(in state, standing, in request, now).Lanes)
            {
                if (report.Until?.ToInstant() is not { } until) continue;
                Assert.True(until >= now.Minus(Duration.FromMilliseconds(1)));
                Assert.True(Passes(edition, in state, report, until));
                Assert.False(Passes(edition, in state, report, until + Duration.FromMilliseconds(1)));
            }
        });

    [Fact]
    public void The_next_closing_is_the_earliest_moment_that_an_open_lane_promises() =>
        EveryQuestion((edition, state, standing, request, now) =>
        {
            var promises = edition.Lanes
                .Select(lane => lane.ClosesAt(in state))
                .Where(end => end.Happened && end >= Moment.Of(now));
            var reports = edition.Explain(in state, standing, in request, now).Lanes;
            Assert.All(reports.Where(report => report.Open), report => Assert.Contains(report.Until!.Value, promises));
            Assert.Equal(
                promises.DefaultIfEmpty(Moment.Never).Min(),
                edition.NextClosing(in state, Moment.Of(now).Plus(-1)));
        });

    [Fact]
    public void A_lane_says_when_it_closed_only_once_it_has() =>
        EveryQuestion((edition, state, standing, request, now) =>
    {
        foreach (var report in edition.Explain(in state, standing, in request, now).Lanes)
        {
            Assert.True(report.ClosedAt is null || report.ClosedAt < Moment.Of(now));
            Assert.False(report is { Open: true, ClosedAt: not null } or { Open: false, Until: not null });
            Assert.Equal(
                report.Since is null, report.Why is Why.NeverOpened || report is { Since: null, Why: Why.DeniedFor });
        }
    });

    [Fact]
    public void The_way_that_is_left_is_the_first_open_lane() =>
        EveryQuestion((edition, state, standing, request, now) =>
    {
        var decision = edition.Explain(in state, standing, in request, now);
        Assert.Equal(decision.Lanes.FirstOrDefault(report => report.Open)?.Lane, decision.Next?.Lane);
    });

    [Fact]
    public void A_blocked_person_is_reached_by_no_lane_and_every_report_says_so() =>
        EveryQuestion((edition, state, standing, request, now) =>
        {
            var at = Given.Now + Duration.FromDays(10);
            var blocked = ThreadState.Evolve(in state, new ThreadEvent.Blocked(at));
            var decision = edition.Explain(in blocked, standing, in request, at);
            Assert.Null(decision.Next);
            Assert.All(decision.Lanes, report => Assert.IsType<Why.DeniedFor>(report.Why));
        });

    private static bool Passes(Edition edition, in ThreadState state, LaneReport report, Instant at)
    {
        var request = Claiming(report.Lane, state.Channel);
        var standing = SendTable.Standing(feature: true, Mode.Strict);
        return edition.Decide(in state, standing, in request, at).Lane == report.Lane;
    }

    private static SendRequest Claiming(string lane, Channel channel) => lane switch
    {
        "standard" => new SendRequest(channel, SendKind.Message, MessagingType.Response, null, Author.Bot),
        "human_agent" =>
            new SendRequest(channel, SendKind.Message, MessagingType.MessageTag, HumanAgent.Tag, Author.Human),
        _ => throw new ArgumentOutOfRangeException(nameof(lane), lane, "say here how a send claims this lane"),
    };

    private static void EveryQuestion(Action<Edition, ThreadState, Standing, SendRequest, Instant> holds) =>
        Gen.Select(Any.State, Any.Standing, Any.Request, Any.Now).Sample(
            (state, standing, request, now) =>
            {
                foreach (var edition in EditionCatalogue.All) holds(edition, state, standing, request, now);
            },
            iter: Cases.Few);
}
