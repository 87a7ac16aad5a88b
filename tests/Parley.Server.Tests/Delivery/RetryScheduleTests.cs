using CsCheck;
using NodaTime;
using Parley.Server.Delivery;

namespace Parley.Server.Tests.Delivery;

public sealed class RetryScheduleTests
{
    private static readonly Instant Noon = DeliveryRig.Noon;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 10)]
    [InlineData(4, 30)]
    [InlineData(5, 60)]
    [InlineData(6, 120)]
    [InlineData(7, 240)]
    [InlineData(8, 480)]
    [InlineData(9, 900)]
    [InlineData(10, 900)]
    [InlineData(1000, 900)]
    public void A_failure_is_tried_again_by_the_ladder_whose_last_step_repeats(int attempt, int seconds) =>
        Assert.Equal(
            Noon + Duration.FromSeconds(seconds), new RetrySchedule(new()).After(attempt, Answer(500), Noon));

    [Theory]
    [InlineData(200, true, true)]
    [InlineData(201, false, true)]
    [InlineData(204, false, true)]
    [InlineData(299, false, true)]
    [InlineData(302, false, false)]
    [InlineData(403, false, false)]
    [InlineData(500, false, false)]
    [InlineData(null, false, false)]
    public void Two_hundred_is_the_only_success_unless_any_2xx_is_asked_for(int? status, bool taken, bool takenLoosely)
    {
        var result = status is null ? new DeliveryResult(null, "no answer in time", default) : Answer(status.Value);

        Assert.Equal(taken, new RetrySchedule(new()).After(1, result, Noon) is null);
        Assert.Equal(takenLoosely, new RetrySchedule(new() { AnySuccessStatus = true }).After(1, result, Noon) is null);
    }

    [Fact]
    public void Retries_never_go_back_in_time_and_never_stop() =>
        Gen.Select(Gen.Int[1, 10_000], Gen.Int[0, 100_000].Array[1, 20]).Sample((attempt, steps) =>
        {
            var ladder = steps.Select(step => TimeSpan.FromMilliseconds(step));
            return new RetrySchedule(new() { RetryLadder = [.. ladder] }).After(attempt, Answer(500), Noon) >= Noon;
        });

    [Theory]
    [InlineData(0, 899_999, false, OutageStep.Wait)]
    [InlineData(0, 900_000, false, OutageStep.Alert)]
    [InlineData(0, 900_000, true, OutageStep.Wait)]
    [InlineData(0, 3_599_999, true, OutageStep.Wait)]
    [InlineData(0, 3_600_000, true, OutageStep.Disable)]
    [InlineData(0, 3_600_000, false, OutageStep.Disable)]
    internal void An_outage_alerts_at_15_minutes_and_disables_at_60(
        long since, long now, bool alerted, OutageStep step) =>
        Assert.Equal(step, new OutageRule(new()).At(
            Instant.FromUnixTimeMilliseconds(since), alerted, Instant.FromUnixTimeMilliseconds(now)));

    private static DeliveryResult Answer(int status) => new(status, null, TimeSpan.FromMilliseconds(5));
}
