using System.Collections.Immutable;
using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// Recurring notifications, later called marketing messages: the page asks inside the window, the person opts in to a
/// topic, and the token carries messages at the cadence of its time.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Recurring notifications" (2022, 2023), "Marketing messages"
/// (2025) and changelog. Since 2026-02-10 only for people in Australia, the European Union, Japan, South Korea and the
/// United Kingdom. What is open there (which clock a day is told by, who counts) is named in the parameters.
/// </remarks>
/// <param name="Standard">The window a request needs; the ad window does not do.</param>
/// <param name="Era">The cadence and life of this edition.</param>
public sealed record Recurring(StandardWindow Standard, RecurringEra Era) : Lane(LaneName, LaneRole.Called)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "recurring";

    private static readonly Duration SameTitle = Duration.FromDays(7);
    private static readonly RequestLimits InstagramLimits = new(PerDay: 5, DaysTogether: 7, PerDaysTogether: 10);

    private static readonly Verdict Tagged = Verdict.Deny(Reason.TagUnexpected);
    private static readonly Verdict Gone = Verdict.Deny(Reason.LaneUnknown);
    private static readonly Verdict Unknown = Verdict.Deny(Reason.RecurringTokenUnknown);
    private static readonly Verdict Expired = Verdict.Deny(Reason.RecurringTokenExpired);
    private static readonly Verdict Stopped = Verdict.Deny(Reason.TopicStopped);
    private static readonly Verdict Repeated = Verdict.Deny(Reason.RequestRepeated);
    private static readonly Verdict TooMany = Verdict.Deny(Reason.RequestQuota);
    private static readonly Verdict Early = Verdict.Deny(Reason.TooSoon);

    private static readonly ImmutableArray<string> Needed = ["token:recurring"];

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) =>
        request.Address is Address.RecurringToken || request.Form is Form.RecurringRequest;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        if (asked.Request.Tagged) return Tagged;
        if (!Available(in asked)) return Gone;
        return asked.Request.Address is Address.RecurringToken ? Send(in asked) : Ask(in asked);
    }

    /// <inheritdoc/>
    public override LaneReport? Report(in Case asked)
    {
        var promises = asked.Thread.Promises;
        if (promises.Recurring.Count == 0) return null;
        if (!Available(in asked)) return LaneReport.Shut(Name, new Why.DeniedFor(Reason.LaneUnknown), Needed);
        var best = LaneReport.Shut(Name, new Why.NothingPromised(), Needed);
        Moment? until = new Moment(0);
        foreach (var token in promises.Recurring)
        {
            if (!token.OptedIn.Happened || token.IsStopped || Era.IsDead(token, asked.Now)) continue;
            best = Better(best, ReportOf(token, Era.EligibleFrom(token, promises.LastRecurring, asked.Now), asked.Now));
            until = until is { } end && Era.Ends(token) is { Happened: true } ends
                ? Moment.Later(end, ends.Plus(-1))
                : null;
        }

        // The lane lasts as long as the last of its tokens, whichever of them is good now.
        return best.Open ? best with { Until = until } : best;
    }

    private LaneReport ReportOf(RecurringToken token, Moment from, Moment now)
    {
        var ends = Era.Ends(token);
        if (from <= now)
        {
            var open = LaneReport.Endless(Name, new Why.Promised(token.OptedIn), Needed);
            return open with { Since = token.OptedIn, Until = ends.Happened ? ends.Plus(-1) : null };
        }

        return ends.Happened && from >= ends
            ? LaneReport.Shut(Name, new Why.NothingPromised(), Needed)
            : LaneReport.Shut(Name, new Why.Waits(from), Needed) with { OpensAt = from };
    }

    // Of two tokens the one that is good now, or sooner; of two that are good, the one that is good for longer.
    private static LaneReport Better(LaneReport one, LaneReport other)
    {
        if (one.Open != other.Open) return one.Open ? one : other;
        if (one.Open) return other.Until is null || (one.Until is { } until && until < other.Until) ? other : one;
        return one.OpensAt is null || other.OpensAt < one.OpensAt ? other : one;
    }

    private bool Available(in Case asked) =>
        (!Era.OnlyWhereKept || asked.Thread.Place.KeepsRecurring)
        && (!Era.ClosedToNewcomers || asked.Standing.RecurringPartner);

    private Verdict Send(in Case asked)
    {
        var promises = asked.Thread.Promises;
        if (asked.Thread.Channel != asked.Request.Channel) return Unknown;
        if (promises.RecurringOf(asked.Request.Named) is not { OptedIn.Happened: true } token) return Unknown;
        if (Era.IsDead(token, asked.Now)) return Expired;
        if (token.IsStopped) return Stopped;
        return Era.EligibleFrom(token, promises.LastRecurring, asked.Now) <= asked.Now ? Verdict.Allow : Early;
    }

    private Verdict Ask(in Case asked)
    {
        if (!Standard.IsOpen(in asked)) return Verdict.Pass;
        var promises = asked.Thread.Promises;
        foreach (var one in promises.Asked)
        {
            if (one.Form is Form.RecurringRequest
                && one.Title == (asked.Request.Title ?? "")
                && one.At.Plus((long)SameTitle.TotalMilliseconds) > asked.Now)
            {
                return Repeated;
            }
        }

        return asked.Request.Channel is Channel.Instagram
            && InstagramLimits.Reached(promises, Form.RecurringRequest, asked.Now)
            ? TooMany
            : Verdict.Allow;
    }
}
