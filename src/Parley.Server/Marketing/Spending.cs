using NodaTime;

namespace Parley.Server.Marketing;

/// <summary>What a message campaign has spent, as far as its budgets ask for it.</summary>
/// <remarks>
/// Source: developers.facebook.com, Marketing Messages on Messenger, "Send messages": a daily budget is an average; a
/// day may take 75 percent more, a week from Sunday to Saturday never more than seven times it. Days are those of UTC:
/// an ad account here has no zone.
/// </remarks>
/// <param name="Total">In all.</param>
/// <param name="Day">The day last spent on, as days since 1970; meaningless before the first.</param>
/// <param name="OfDay">Spent on that day.</param>
/// <param name="OfWeek">Spent in that day's week, up to it.</param>
internal readonly record struct Spending(long Total, int Day, long OfDay, long OfWeek)
{
    private const int DaysOfWeek = 7;

    /// <summary>The spending after one more message, or null if the budget does not allow it.</summary>
    /// <param name="daily">The daily budget, or null.</param>
    /// <param name="lifetime">The lifetime budget, or null.</param>
    /// <param name="price">What the message costs.</param>
    /// <param name="today">The day.</param>
    public Spending? With(long? daily, long? lifetime, long price, LocalDate today)
    {
        var next = On(today);
        next = next with { Total = Total + price, OfDay = next.OfDay + price, OfWeek = next.OfWeek + price };
        var allowed = (lifetime is not { } life || next.Total <= life)
            && (daily is not { } average || (next.OfDay * 4 <= average * 7 && next.OfWeek <= average * DaysOfWeek));
        return allowed ? next : null;
    }

    /// <summary>The spending as if one message of a day had not been.</summary>
    /// <param name="price">What it cost.</param>
    /// <param name="paid">The day it was paid on.</param>
    public Spending Without(long price, LocalDate paid)
    {
        var day = NumberOf(paid);
        return this with
        {
            Total = Total - price,
            OfDay = day == Day ? OfDay - price : OfDay,
            OfWeek = SameWeek(day) ? OfWeek - price : OfWeek,
        };
    }

    private static int NumberOf(LocalDate day) => Period.DaysBetween(new LocalDate(1970, 1, 1), day);

    private Spending On(LocalDate today)
    {
        var day = NumberOf(today);
        if (day == Day) return this;
        return this with { Day = day, OfDay = 0, OfWeek = SameWeek(day) ? OfWeek : 0 };
    }

    // 1970-01-01 was a Thursday: weeks begin on Sunday, four days before.
    private bool SameWeek(int day) => Math.Abs(day - Day) < DaysOfWeek && WeekOf(day) == WeekOf(Day);

    private static int WeekOf(int day) => (int)Math.Floor((day + (int)IsoDayOfWeek.Thursday) / (double)DaysOfWeek);
}
