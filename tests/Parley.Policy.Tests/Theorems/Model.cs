using System.Collections.Frozen;
using CsCheck;
using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Tests.Support;
using Parley.Policy.Tests.Theorems.SecondReading;

namespace Parley.Policy.Tests.Theorems;

/// <summary>
/// The kernel and the second reading play the same random lives of a thread: events and sends at and around every
/// bound, across the days on which the policy changed, on both channels. After each send they must say the same.
/// </summary>
public sealed class Model
{
    private static readonly Duration[] Bounds =
    [
        Duration.Zero, Duration.Zero, Duration.FromSeconds(30), Duration.FromMinutes(1), Duration.FromMinutes(2),
        .. Enumerable.Repeat(Duration.FromHours(1), 4), Duration.FromHours(24), Duration.FromHours(24),
        Duration.FromHours(48), Duration.FromDays(7), Duration.FromDays(7), Duration.FromDays(20),
        Duration.FromDays(31), Duration.FromDays(183), Duration.FromDays(365),
    ];

    private static readonly Gen<LifeStory> AnyLife = Gen.Frequency(
        (3, Of(Events.Heard, Requests.Shape, new LocalDate(2018, 1, 1))),
        (3, Of(Events.OfWindows, Gen.OneOf(Requests.Plain, Requests.Tagged), new LocalDate(2018, 1, 1))),
        (1, Of(Events.OfAds, Requests.Plain, new LocalDate(2026, 4, 27))),
        (1, Of(Events.OfOneTime, Requests.OfOneTime, new LocalDate(2020, 2, 4))),
        (2, Of(Events.OfRecurring, Requests.OfRecurring, new LocalDate(2022, 5, 19))),
        (1, Of(Events.OfComments, Requests.OfComments, new LocalDate(2018, 1, 1))),
        (1, Of(Events.OfMarketing, Requests.OfMarketing, new LocalDate(2024, 8, 19))));

    [Fact]
    public void The_kernel_agrees_with_a_slow_and_plain_reading_of_the_policy() =>
        AnyLife.Holds(
            life => new Life(life.Channel, life.Edition, Shifted(life.Page, life.Start), life.Start).Live(
                [Hello, .. life.Steps]),
            cases: Cases.Lives);

    // Every life begins with a message; most on Messenger, since most lanes are there.
    private static Step Hello =>
        new((channel, at) => new ThreadEvent.PersonActed(at, channel, PersonAct.Message), null, Duration.Zero, 0);

    private static Gen<Channel> Side =>
        Gen.OneOf(Channel.Messenger, Channel.Messenger, Channel.Messenger, Channel.Instagram);

    private static Gen<Duration> Gap =>
        from bound in Gen.OneOf(Bounds)
        from off in Gen.OneOf(-1, 0, 0, 1)
        select bound + Duration.FromMilliseconds(off);

    private static IEnumerable<LocalDate> Days =>
    [
        new(2018, 10, 1), new(2019, 8, 29), new(2019, 9, 30), new(2020, 2, 4), new(2020, 3, 4), new(2020, 12, 16),
        new(2021, 3, 30), new(2021, 4, 20), new(2021, 6, 2), new(2021, 8, 6), new(2021, 8, 10), new(2021, 9, 1),
        new(2021, 9, 14), new(2021, 10, 1), new(2021, 11, 9), new(2022, 4, 19), new(2022, 5, 19), new(2022, 8, 16),
        new(2022, 11, 9), new(2023, 2, 2), new(2023, 5, 10), new(2023, 8, 10), new(2023, 10, 12), new(2024, 8, 19),
        new(2025, 7, 1), new(2025, 9, 1), new(2026, 2, 10), new(2026, 4, 27), new(2026, 9, 28),
    ];

    // Some events and some sends, from a day on; a null edition follows the calendar.
    private static Gen<LifeStory> Of(
        Gen<Func<Channel, Instant, ThreadEvent>> events, Gen<SendRequest> sends, LocalDate first)
    {
        Edition?[] editions = [null, null, null, .. EditionCatalogue.All.Where(one => one.Day >= first)];
        var step = Gen.Frequency(
            (3, Gen.Select(events, Gap, Gen.Int[0, 99], (make, gap, from) => new Step(make, null, gap, from))),
            (4, Gen.Select(
                Any.RequestOf(sends), Gap, Gen.Int[0, 99], (send, gap, from) => new Step(null, send, gap, from))));
        return
            from channel in Side
            from edition in Gen.OneOf(editions)
            from page in Any.Standing
            from day in Gen.OneOf(Days.Where(day => day >= first).ToArray())
            from before in Gen.OneOf(Bounds)
            from steps in step.Array[4, 20]
            select new LifeStory(channel, edition, page, day.AtMidnight().InUtc().ToInstant() - before, steps);
    }

    // Restrictions and ends of broadcasts are made around one instant; here they lie around the life's start.
    private static Standing Shifted(Standing page, Instant start)
    {
        var by = (long)(start - Given.Now).TotalMilliseconds;
        var restrictions = page.Restrictions.Span.ToArray()
            .Select(one => one with { From = one.From.Plus(by), Until = one.Until.Plus(by) });
        return page with
        {
            Restrictions = [.. restrictions],
            EndedBroadcasts = FrozenDictionary.ToFrozenDictionary(
                page.EndedBroadcasts.Select(one => KeyValuePair.Create(one.Key, one.Value.Plus(by)))),
        };
    }

    /// <summary>Something that happens, or a send, at a bound after something earlier.</summary>
    private sealed record Step(
        Func<Channel, Instant, ThreadEvent>? Make, SendRequest? Send, Duration Gap, int From);

    private sealed record LifeStory(
        Channel Channel, Edition? Edition, Standing Page, Instant Start, Step[] Steps);

    private sealed class Life(Channel channel, Edition? edition, Standing page, Instant start)
    {
        private readonly List<ThreadEvent> past = [];
        private readonly List<Instant> times = [start];
        private ThreadState state = ThreadState.Empty;

        public void Live(IEnumerable<Step> steps)
        {
            foreach (var step in steps)
            {
                var at = Instant.Max(times[^1], times[step.From % times.Count] + step.Gap);
                times.Add(at);
                if (step.Make is { } make) Learn(make(channel, at));
                else if (step.Send is { } send) Ask(send, at, astray: step.From % 9 == 0);
            }
        }

        private void Ask(SendRequest asked, Instant at, bool astray)
        {
            var request = astray ? asked : asked with { Channel = channel };
            var judge = edition ?? EditionCatalogue.InForce(at);
            var outcome = judge.Decide(in state, page, in request, at);
            var second = new Reading(judge.Day, page, past).Answer(request, at);
            Assert.True(second == SendTable.Print(in outcome), Told(judge, request, at, second, in outcome));
            if (outcome is { Accepted: true, Lane: not null })
                Learn(new ThreadEvent.PageWrote(at, request, outcome.Lane));
        }

        private void Learn(ThreadEvent happened)
        {
            state = ThreadState.Evolve(in state, happened);
            past.Add(happened);
        }

        private string Told(Edition judge, SendRequest request, Instant at, string second, in Outcome outcome) =>
            $"""
            edition {judge.Name}, on {channel}:
            the kernel says `{SendTable.Print(in outcome)}`, the second reading `{second}`
            of {request}
            seen {string.Join(' ', request.Noticed.IsDefault ? [] : request.Noticed.Select(one => one.Code))}
            at {at:uuuu-MM-dd'T'HH:mm:ss.fff} to {page} {string.Join(' ', page.Restrictions.Span.ToArray())}
            after
            {string.Join('\n', past)}
            """;
    }
}
