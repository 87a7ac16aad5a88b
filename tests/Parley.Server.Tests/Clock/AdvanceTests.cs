using NodaTime;
using Parley.Server.Clock;

namespace Parley.Server.Tests.Clock;

public sealed class AdvanceTests
{
    private readonly List<string> log = [];

    [Fact]
    public async Task What_falls_due_fires_in_order_at_its_own_time()
    {
        var (retries, alerts) = (new Agenda("retry", log), new Agenda("alert", log));
        await using var bed = await ClockBed.Virtual(retries, alerts);
        retries.Add(Duration.FromHours(3), "c");
        alerts.Add(Duration.FromHours(2), "b");
        retries.Add(Duration.FromHours(1), "a");
        alerts.Add(Duration.FromHours(3), "d");
        retries.Add(Duration.FromHours(5), "not yet");

        await bed.To(Duration.FromHours(4));

        Assert.Equal(["1 retry a", "2 alert b", "3 retry c", "3 alert d"], log);
        Assert.Equal(ClockBed.Start + Duration.FromHours(4), bed.Now);
    }

    [Fact]
    public async Task What_falls_due_exactly_at_the_target_fires()
    {
        var agenda = new Agenda("end", log);
        await using var bed = await ClockBed.Virtual(agenda);
        agenda.Add(Duration.FromHours(4), "now");

        await bed.To(Duration.FromHours(4));

        Assert.Equal(["4 end now"], log);
    }

    [Fact]
    public async Task What_a_firing_schedules_fires_too_when_its_time_is_on_the_way()
    {
        var agenda = new Agenda("step", log);
        await using var bed = await ClockBed.Virtual(agenda);
        agenda.Add(Duration.FromHours(1), "first", () =>
        {
            agenda.Add(Duration.FromHours(1), "at once");
            agenda.Add(Duration.FromHours(2), "later", () =>
            {
                agenda.Add(Duration.FromHours(9), "too late");
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        });

        await bed.To(Duration.FromHours(3));

        Assert.Equal(["1 step first", "1 step at once", "2 step later"], log);
    }

    [Fact]
    public async Task A_year_of_daily_steps_ends()
    {
        var agenda = new Agenda("day", log);
        await using var bed = await ClockBed.Virtual(agenda);
        var day = 0;
        Schedule();

        await bed.To(Duration.FromDays(365));

        Assert.Equal(365, log.Count);
        Assert.Equal("8760 day 365", log[^1]);

        void Schedule() => agenda.Add(Duration.FromDays(++day), $"{day}", () =>
        {
            Schedule();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task The_answer_comes_when_the_effects_are_done()
    {
        var agenda = new Agenda("slow", log);
        await using var bed = await ClockBed.Virtual(agenda);
        var effect = new TaskCompletionSource();
        agenda.Add(Duration.FromHours(1), "begun", () => effect.Task);

        var advance = bed.To(Duration.FromHours(2));
        var early = advance.IsCompleted;
        effect.SetResult();
        await advance;

        Assert.False(early);
        Assert.Equal(ClockBed.Start + Duration.FromHours(2), bed.Now);
    }

    [Fact]
    public async Task Next_is_the_earliest_of_what_is_due_and_what_closes()
    {
        var agenda = new Agenda("retry", log);
        await using var bed = await ClockBed.Over(ClockBed.NewStore(), ClockBed.NewMachine(), true, [agenda], 24, 168);
        agenda.Add(Duration.FromHours(30), "again");
        var cancel = TestContext.Current.CancellationToken;

        var stops = new List<double>();
        while (await bed.Clock.AdvanceToNext(cancel) is { } next) stops.Add((next - ClockBed.Start).TotalHours);

        Assert.Equal([24, 30, 168], stops);
        Assert.Equal(["30 retry again"], log);
        Assert.Equal(ClockBed.Start + Duration.FromHours(168), bed.Now);
    }

    [Fact]
    public async Task Advances_at_the_same_time_go_one_after_another()
    {
        var agenda = new Agenda("slow", log);
        await using var bed = await ClockBed.Virtual(agenda);
        var effect = new TaskCompletionSource();
        agenda.Add(Duration.FromHours(1), "begun", () => effect.Task);

        var first = bed.To(Duration.FromHours(2));
        var second = bed.To(Duration.FromHours(3));
        effect.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(ClockBed.Start + Duration.FromHours(3), bed.Now);
        Assert.Equal(["1 slow begun"], log);
    }

    [Fact]
    public async Task A_failure_on_the_way_is_told_and_the_clock_stays_where_it_came_to()
    {
        var agenda = new Agenda("bad", log);
        await using var bed = await ClockBed.Virtual(agenda);
        agenda.Add(Duration.FromHours(1), "fails", () => throw new InvalidOperationException("broken"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => bed.To(Duration.FromHours(2)));

        Assert.Equal(ClockBed.Start + Duration.FromHours(1), bed.Now);
    }

    [Fact]
    public async Task Something_due_again_and_again_ends_the_advance_by_name()
    {
        await using var bed = await ClockBed.Virtual(new AlwaysDue());

        var failure = await Assert.ThrowsAsync<ClockException>(() => bed.To(Duration.FromHours(2)));

        Assert.Contains("always", failure.Message, StringComparison.Ordinal);
    }

    private sealed class AlwaysDue : IDueSource
    {
        public event Action? Changed
        {
            add { }
            remove { }
        }

        public string Name => "always";

        public Instant? NextDue() => ClockBed.Start + Duration.FromHours(1);

        public Task Fire(Instant now, CancellationToken cancel) => Task.CompletedTask;
    }
}
