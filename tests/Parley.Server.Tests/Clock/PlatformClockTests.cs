using NodaTime;
using Parley.Server.Clock;

namespace Parley.Server.Tests.Clock;

public sealed class PlatformClockTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_standing_clock_survives_a_restart()
    {
        await using var first = await ClockBed.Virtual();
        await first.To(Duration.FromDays(3));
        first.Machine.Advance(TimeSpan.FromHours(5));

        await using var second = await ClockBed.Over(first.Store, first.Machine, false, []);

        Assert.True(second.Clock.Virtual);
        Assert.False(second.Clock.Running);
        Assert.Equal(ClockBed.Start + Duration.FromDays(3), second.Now);
    }

    [Fact]
    public async Task A_running_virtual_clock_goes_on_while_the_process_is_away()
    {
        await using var first = await ClockBed.Virtual();
        await first.Clock.Set(null, ClockBed.Start + Duration.FromDays(3), running: true, None);
        first.Machine.Advance(TimeSpan.FromHours(1));
        var before = first.Now;
        first.Machine.Advance(TimeSpan.FromHours(1));

        await using var second = await ClockBed.Over(first.Store, first.Machine, false, []);

        Assert.Equal(ClockBed.Start + Duration.FromDays(3) + Duration.FromHours(1), before);
        Assert.Equal(ClockBed.Start + Duration.FromDays(3) + Duration.FromHours(2), second.Now);
        Assert.True(second.Clock.Running);
    }

    [Fact]
    public async Task A_restart_fires_what_fell_due_meanwhile_in_order()
    {
        var log = new List<string>();
        var (one, other) = (new Agenda("one", log), new Agenda("other", log));
        one.Add(Duration.FromHours(2), "b");
        other.Add(Duration.FromHours(1), "a");
        var done = new TaskCompletionSource();
        other.Add(Duration.FromHours(3), "c", () =>
        {
            done.SetResult();
            return Task.CompletedTask;
        });
        await using var bed = await ClockBed.Real(one, other);
        bed.Machine.Advance(TimeSpan.FromHours(4));

        bed.Driver.Start();
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(["4 other a", "4 one b", "4 other c"], log);
    }

    [Fact]
    public async Task A_real_clock_fires_by_itself_also_what_is_added_later()
    {
        var log = new List<string>();
        var agenda = new Agenda("timer", log);
        await using var bed = await ClockBed.Real(agenda);
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        agenda.Add(Duration.FromHours(1), "first", () => Done(first));
        bed.Driver.Start();

        await Until(first.Task, bed);
        agenda.Add(Duration.FromHours(1), "overdue", () => Done(second));
        await Until(second.Task, bed);

        Assert.Equal(["timer first", "timer overdue"], log.Select(line => line.Split(' ', 2)[1]));
    }

    [Fact]
    public async Task A_source_that_fails_does_not_hold_up_the_others()
    {
        var log = new List<string>();
        var (bad, good) = (new Agenda("bad", log), new Agenda("good", log));
        await using var bed = await ClockBed.Real(bad, good);
        var done = new TaskCompletionSource();
        bad.Add(Duration.Zero, "fails", () => throw new InvalidOperationException("broken"));
        good.Add(Duration.Zero, "fires", () => Done(done));

        bed.Driver.Start();
        await Until(done.Task, bed);

        Assert.Contains(log, line => line.EndsWith("good fires", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_real_clock_never_goes_back_when_the_machines_does()
    {
        await using var bed = await ClockBed.Real();
        bed.Machine.Advance(TimeSpan.FromHours(1));
        var before = bed.Now;

        bed.Machine.AdjustTime(ClockBed.Start.ToDateTimeOffset());

        Assert.Equal(before, bed.Now);
    }

    [Fact]
    public async Task Time_is_whole_milliseconds()
    {
        await using var bed = await ClockBed.Virtual();

        await bed.Clock.AdvanceTo(ClockBed.Start + Duration.FromNanoseconds(1_999_999), None);

        Assert.Equal(ClockBed.Start + Duration.FromMilliseconds(1), bed.Now);
    }

    [Fact]
    public async Task Becoming_virtual_stands_still_unless_asked_to_run()
    {
        await using var bed = await ClockBed.Real();

        await bed.Clock.Set(@virtual: true, null, null, None);
        bed.Machine.Advance(TimeSpan.FromHours(1));
        var stood = bed.Now;
        await bed.Clock.Set(null, null, running: true, None);
        bed.Machine.Advance(TimeSpan.FromHours(1));

        Assert.Equal(ClockBed.Start, stood);
        Assert.Equal(ClockBed.Start + Duration.FromHours(1), bed.Now);
    }

    [Fact]
    public async Task Becoming_real_fires_what_lies_between()
    {
        var log = new List<string>();
        var agenda = new Agenda("step", log);
        await using var bed = await ClockBed.Virtual(agenda);
        agenda.Add(Duration.FromHours(1), "passed");
        bed.Machine.Advance(TimeSpan.FromHours(2));

        await bed.Clock.Set(@virtual: false, null, null, None);

        Assert.Equal(["1 step passed"], log);
        Assert.False(bed.Clock.Virtual);
        Assert.Equal(ClockBed.Start + Duration.FromHours(2), bed.Now);
    }

    [Fact]
    public async Task What_a_clock_cannot_do_names_the_field()
    {
        await using var real = await ClockBed.Real();
        await using var ahead = await ClockBed.Virtual();
        await ahead.To(Duration.FromHours(1));

        Assert.Equal("mode", await FieldOf(() => real.Clock.AdvanceTo(ClockBed.Start + Duration.FromHours(1), None)));
        Assert.Equal("mode", await FieldOf(() => real.Clock.AdvanceToNext(None)));
        Assert.Equal("now", await FieldOf(() => real.Clock.Set(null, ClockBed.Start, null, None)));
        Assert.Equal("running", await FieldOf(() => real.Clock.Set(null, null, false, None)));
        Assert.Equal("to", await FieldOf(() => ahead.Clock.AdvanceTo(ClockBed.Start, None)));
        Assert.Equal("now", await FieldOf(() => ahead.Clock.Set(null, ClockBed.Start, null, None)));
        Assert.Equal("mode", await FieldOf(() => ahead.Clock.Set(@virtual: false, null, null, None)));
        Assert.Equal(ClockBed.Start + Duration.FromHours(1), ahead.Now);
    }

    private static async Task<string> FieldOf(Func<Task> change) =>
        (await Assert.ThrowsAsync<ClockException>(change)).Field;

    private static Task Done(TaskCompletionSource done)
    {
        done.TrySetResult();
        return Task.CompletedTask;
    }

    // The driver sets its alarm at a moment the test cannot see, so the machine's clock is pushed until it has rung.
    private static async Task Until(Task done, ClockBed bed)
    {
        for (var turn = 0; turn < 30_000 && !done.IsCompleted; turn++)
        {
            bed.Machine.Advance(TimeSpan.FromMinutes(10));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await done.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
    }
}
