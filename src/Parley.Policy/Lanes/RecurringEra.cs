using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>How often, and how long, recurring notifications may come in one stretch of their history.</summary>
/// <remarks>
/// 2022-05-19: by calendar day, week or month, for 6, 9 or 12 months. 2023-02-02: a rolling day for new and daily
/// tokens, up to three follow-ups in the two minutes after the opt-in. 2023-08-10: no end for tokens still alive.
/// 2025-09-01: a rolling 48 hours for all, closed to newcomers. 2026-02-10: only in five places.
/// </remarks>
/// <param name="Rolling">The rolling gap; null = by each token's calendar.</param>
/// <param name="KeepsCalendars">Whether weekly and monthly tokens keep their calendar beside the rolling gap.</param>
/// <param name="FollowUps">How many sends the minutes after the opt-in allow.</param>
/// <param name="ImmortalFrom">From when tokens have no end, or never; one that ended before stays dead.</param>
/// <param name="ClosedToNewcomers">Whether only earlier partners may use it.</param>
/// <param name="OnlyWhereKept">Whether only the five places are left.</param>
public sealed record RecurringEra(
    Duration? Rolling,
    bool KeepsCalendars,
    int FollowUps,
    Moment ImmortalFrom,
    bool ClosedToNewcomers,
    bool OnlyWhereKept)
{
    private static readonly Duration FollowUpMinutes = Duration.FromMinutes(2);

    /// <summary>The first moment after a token's life, or never if it has no end.</summary>
    public Moment Ends(RecurringToken token)
    {
        var ends = token.Ends();
        return ImmortalFrom.Happened && !(ends.Happened && ends <= ImmortalFrom) ? Moment.Never : ends;
    }

    /// <summary>Whether a token's life is over: at its end exactly it is.</summary>
    public bool IsDead(RecurringToken token, Moment now) => Ends(token) is { Happened: true } ends && now >= ends;

    /// <summary>From when the next notification may go, given the last one on any token.</summary>
    public Moment EligibleFrom(RecurringToken token, Moment last, Moment now)
    {
        var followsUp = FollowUps > 0 && new Window(token.OptedIn, FollowUpMinutes).Contains(now);
        if (followsUp && token.FollowUps < FollowUps) return now;
        if (!last.Happened) return now;
        if (Rolling is { } gap && !(KeepsCalendars && token.Frequency is (Frequency.Weekly or Frequency.Monthly)))
            return last.Plus((long)gap.TotalMilliseconds);
        return NextPeriod(token, last);
    }

    private static Moment NextPeriod(RecurringToken token, Moment last)
    {
        var zone = token.Calendar;
        var day = last.ToInstant()!.Value.InZone(zone).Date;
        var next = token.Frequency switch
        {
            Frequency.Weekly => day.With(DateAdjusters.Next(IsoDayOfWeek.Monday)),
            Frequency.Monthly => day.With(DateAdjusters.StartOfMonth).PlusMonths(1),
            _ => day.PlusDays(1),
        };
        return Moment.Of(zone.AtStartOfDay(next).ToInstant());
    }
}
