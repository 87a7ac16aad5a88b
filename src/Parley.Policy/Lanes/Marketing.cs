using System.Collections.Immutable;
using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// The paid marketing message: one a day for a person and a page, not where recurring notifications live on.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, "Marketing messages on Messenger" and its API reference (2025-07-01 on). Frequency
/// caps across businesses are not modelled: their figures are not public. Messenger only.
/// </remarks>
public sealed record Marketing() : Lane("marketing", LaneRole.Called)
{
    private static readonly Duration Gap = Duration.FromHours(24);

    private static readonly Verdict Unfit = Verdict.Deny(Reason.ChannelUnfit);
    private static readonly Verdict Elsewhere = Verdict.Deny(Reason.MarketingRegion);
    private static readonly Verdict Stopped = Verdict.Deny(Reason.MarketingStopped);
    private static readonly Verdict Early = Verdict.Deny(Reason.MarketingTooSoon);

    private static readonly ImmutableArray<string> Needed = ["subscription"];

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) => request.Address is Address.Marketing;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        if (asked.Request.Channel is Channel.Instagram) return Unfit;
        if (asked.Thread.Place.KeepsRecurring) return Elsewhere;
        var promises = asked.Thread.Promises;
        if (promises.MarketingStopped.Happened) return Stopped;
        return EligibleFrom(promises) > asked.Now ? Early : Verdict.Allow;
    }

    /// <inheritdoc/>
    public override LaneReport? Report(in Case asked)
    {
        var promises = asked.Thread.Promises;
        if (!asked.Thread.Known || asked.Thread.Channel is Channel.Instagram) return null;
        if (!promises.LastMarketing.Happened && !promises.MarketingStopped.Happened) return null;
        if (asked.Thread.Place.KeepsRecurring)
            return LaneReport.Shut(Name, new Why.DeniedFor(Reason.MarketingRegion), Needed);
        if (promises.MarketingStopped.Happened)
            return LaneReport.Shut(Name, new Why.DeniedFor(Reason.MarketingStopped), Needed);
        var from = EligibleFrom(promises);
        return from <= asked.Now
            ? LaneReport.Endless(Name, new Why.NoTimeLimit(), Needed)
            : LaneReport.Shut(Name, new Why.Waits(from), Needed) with { OpensAt = from };
    }

    /// <summary>When the person may have the next one; never = at once.</summary>
    public static Moment EligibleFrom(Promises promises) => promises.LastMarketing.Plus((long)Gap.TotalMilliseconds);
}
