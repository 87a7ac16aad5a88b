using CsCheck;
using NodaTime;
using Parley.Server.Marketing;

namespace Parley.Server.Tests.Marketing;

/// <summary>What budgets allow: on average a day, at most seven days' worth a week, or so much in all.</summary>
public sealed class SpendingTests
{
    private static readonly LocalDate Sunday = new(2026, 3, 1);

    [Fact]
    public void A_day_may_take_three_quarters_more_than_its_average()
    {
        Assert.Equal(17, Pay(daily: 100, lifetime: null, price: 10, Sunday));
        Assert.Equal(1, Pay(daily: 100, lifetime: null, price: 175, Sunday));
        Assert.Equal(0, Pay(daily: 100, lifetime: null, price: 176, Sunday));
    }

    [Fact]
    public void A_week_from_Sunday_to_Saturday_takes_seven_averages_and_the_next_begins_anew()
    {
        var spent = default(Spending);
        var taken = Enumerable.Range(0, 8).Select(day => Count(ref spent, 100, null, 25, Sunday.PlusDays(day)));
        Assert.Equal([7, 7, 7, 7, 0, 0, 0, 7], taken);
        Assert.Equal(35 * 25, spent.Total);
    }

    [Fact]
    public void The_same_day_of_another_week_is_another_day()
    {
        var spent = default(Spending);
        Assert.Equal(7, Count(ref spent, 100, null, 25, Sunday));
        Assert.Equal(7, Count(ref spent, 100, null, 25, Sunday.PlusDays(7)));
        Assert.Equal(7, Count(ref spent, 100, null, 25, Sunday.PlusDays(371)));
    }

    [Fact]
    public void A_lifetime_budget_is_spent_to_its_last_cent_and_no_further()
    {
        Assert.Equal(10, Pay(daily: null, lifetime: 100, price: 10, Sunday));
        Assert.Equal(9, Pay(daily: null, lifetime: 99, price: 10, Sunday));
        Assert.Equal(1000, Pay(daily: null, lifetime: null, price: 10, Sunday));
    }

    [Fact]
    public void What_is_given_back_was_never_spent() => Gen.Select(
        Gen.Int[1, 50], Gen.Int[0, 30], Gen.Int[0, 30]).Sample((price, first, later) =>
    {
        var (day, next) = (Sunday.PlusDays(first), Sunday.PlusDays(first + later));
        var before = default(Spending).With(null, null, 7, day)!.Value;
        var paid = before.With(null, null, price, next)!.Value;
        var back = paid.Without(price, next);
        Assert.Equal(before.With(null, null, 3, next), back.With(null, null, 3, next));
    });

    private static int Pay(long? daily, long? lifetime, long price, LocalDate day)
    {
        var spent = default(Spending);
        return Count(ref spent, daily, lifetime, price, day);
    }

    private static int Count(ref Spending spent, long? daily, long? lifetime, long price, LocalDate day)
    {
        var count = 0;
        while (count < 1000 && spent.With(daily, lifetime, price, day) is { } next) (spent, count) = (next, count + 1);
        return count;
    }
}
