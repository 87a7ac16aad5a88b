using CsCheck;
using NodaTime;
using Parley.Policy.Editions;
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
        // What a lane tells is whether its token carries; a request for one rests on the standard window.
        if (request.Form is Form.OneTimeRequest or Form.RecurringRequest) return;
        Assert.All(decision.Lanes.Where(report => report.Lane == outcome.Lane), report => Assert.True(report.Open));
    });

    [Fact]
    public void A_lane_is_reported_open_exactly_when_a_send_that_meets_its_needs_passes() =>
        EveryQuestion((edition, state, standing, request, now) =>
        {
            foreach (var report in edition.Explain(in state, standing, in request, now).Lanes)
                Assert.Equal(report.Open, Passes(edition, in state, standing, report, now));
        });

    [Fact]
    public void What_is_promised_until_a_moment_passes_at_that_millisecond_and_fails_one_later() =>
        EveryQuestion((edition, state, given, request, now) =>
        {
            // A restriction to come is not told before it holds.
            var standing = given with { Restrictions = default };
            foreach (var report in edition.Explain(in state, standing, in request, now).Lanes)
            {
                if (report.Until?.ToInstant() is not { } until) continue;
                Assert.True(until >= now.Minus(Duration.FromMilliseconds(1)));
                Assert.True(Passes(edition, in state, standing, report, until));
                Assert.False(Passes(edition, in state, standing, report, until + Duration.FromMilliseconds(1)));
            }
        });

    [Fact]
    public void The_next_closing_is_the_earliest_moment_that_an_open_lane_promises() =>
        EveryQuestion((edition, state, given, request, now) =>
        {
            // Where the page is, no state of a thread tells.
            var standing = given with { Place = Place.Unknown };
            var promises = edition.Lanes
                .Select(lane => lane.ClosesAt(in state))
                .Where(end => end.Happened && end >= Moment.Of(now));
            var reports = edition.Explain(in state, standing, in request, now).Lanes;
            Assert.All(
                reports.Where(report => report is { Open: true, Why: Why.OpenedBy }),
                report => Assert.Contains(report.Until!.Value, promises));
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
            if (report.Why is Why.OpenedBy opened) Assert.Equal(opened.At, report.Since);
            Assert.False(report is { Why: Why.NeverOpened, Since: not null });
        }
    });

    [Fact]
    public void The_way_that_is_left_is_the_first_open_lane_or_the_first_that_opens_by_itself() =>
        EveryQuestion((edition, state, standing, request, now) =>
    {
        var decision = edition.Explain(in state, standing, in request, now);
        var open = decision.Lanes.FirstOrDefault(report => report.Open);
        var opening = decision.Lanes.Where(report => report.OpensAt is not null).MinBy(report => report.OpensAt);
        Assert.Equal(open?.Lane ?? opening?.Lane, decision.Next?.Lane);
        Assert.Equal(open is null ? opening?.OpensAt : null, decision.Next?.At);
    });

    [Fact]
    public void A_lane_that_opens_by_itself_is_shut_until_the_moment_it_names_and_open_then() =>
        EveryQuestion((edition, state, standing, request, now) =>
        {
            var unrestricted = standing with { Restrictions = default };
            foreach (var report in edition.Explain(in state, unrestricted, in request, now).Lanes)
            {
                if (report.OpensAt?.ToInstant() is not { } opens) continue;
                Assert.False(Passes(edition, in state, unrestricted, report, opens - Duration.FromMilliseconds(1)));
                Assert.True(Passes(edition, in state, unrestricted, report, opens));
            }
        });

    [Fact]
    public void A_blocked_person_is_reached_by_no_lane_and_every_report_says_so() =>
        EveryQuestion((edition, state, standing, request, now) =>
        {
            var at = Given.Now + Duration.FromDays(400);
            var blocked = ThreadState.Evolve(in state, new ThreadEvent.Blocked(at));
            var decision = edition.Explain(in blocked, standing, in request, at);
            Assert.Null(decision.Next);
            Assert.All(decision.Lanes, report => Assert.IsType<Why.DeniedFor>(report.Why));
        });

    // Some send of those that claim the lane, on a page that has what the lane needs besides.
    private static bool Passes(Edition edition, in ThreadState state, Standing page, LaneReport report, Instant at)
    {
        var standing = page with
        {
            Mode = Mode.Emulate,
            Features = SendTable.Standing(feature: true, Mode.Emulate).Features,
            Restrictions = report.Lane is "ad" ? page.Restrictions.Add(NotStandard) : page.Restrictions,
        };
        foreach (var request in Claims.Of(report.Lane, in state))
        {
            var claiming = request with { Channel = state.Channel };
            if (edition.Decide(in state, standing, in claiming, at).Lane == report.Lane) return true;
        }

        return false;
    }

    // Within 24 hours the standard window goes before the ad's.
    private static Restriction NotStandard => new("standard", null, new Moment(0), Moment.Never);

    private static void EveryQuestion(Action<Edition, ThreadState, Standing, SendRequest, Instant> holds) =>
        Gen.Select(Histories.State, Any.Standing, Any.Request, Any.Now).Holds(
            (state, standing, request, asked) =>
            {
                // Asked after all of it: what a thread says of a moment in its own past, nobody is promised.
                var last = state.LastEvent.ToInstant() ?? asked;
                var now = asked < last ? last + (asked - Given.Now) : asked;
                foreach (var edition in EditionCatalogue.All) holds(edition, state, standing, request, now);
            },
            cases: Cases.Few);
}
