using System.Collections.Immutable;

namespace Parley.Policy.Lanes;

/// <summary>
/// The page asks inside the window; the person taps "Notify Me"; the token carries one message within a year.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "One-time notification" (beta of 2020-02-04; Europe from
/// 2020-12-16 and Japan from 2021-03-30 without it until 2021-08-10). The counts of requests, the exclusive end of the
/// year and the refusals' codes are our proposals.
/// </remarks>
/// <param name="Standard">The window a request needs; the ad window does not do.</param>
/// <param name="OffIn">Where it is switched off.</param>
/// <param name="Readings">How often a person may be asked, and how long a token lives.</param>
public sealed record OneTimeNotification(StandardWindow Standard, RegionsOff OffIn, Readings Readings)
    : Lane(LaneName, LaneRole.Called)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "one_time_notification";

    private readonly long life = (long)Readings.OneTimeLife.TotalMilliseconds;
    private readonly RequestLimits limits =
        new(Readings.OneTimeRequestsPerDay, DaysTogether: 7, Readings.OneTimeRequestsPerWeek);

    private static readonly Verdict Unfit = Verdict.Deny(Reason.ChannelUnfit);
    private static readonly Verdict Tagged = Verdict.Deny(Reason.TagUnexpected);
    private static readonly Verdict NotGranted = Verdict.Deny(Reason.OneTimeNotGranted);
    private static readonly Verdict Off = Verdict.Deny(Reason.RegionOff);
    private static readonly Verdict Unknown = Verdict.Deny(Reason.OneTimeTokenUnknown);
    private static readonly Verdict Used = Verdict.Deny(Reason.OneTimeTokenUsed);
    private static readonly Verdict Expired = Verdict.Deny(Reason.OneTimeTokenExpired);
    private static readonly Verdict Repeated = Verdict.Deny(Reason.RequestRepeated);
    private static readonly Verdict TooMany = Verdict.Deny(Reason.RequestQuota);

    private static readonly ImmutableArray<string> Needed = ["token:one_time_notification"];

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) =>
        request.Address is Address.OneTimeToken || request.Form is Form.OneTimeRequest;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        if (asked.Request.Tagged) return Tagged;
        if (asked.Request.Channel is Channel.Instagram) return Unfit;
        if (asked.Request.Address is not Address.OneTimeToken && !asked.Standing.OneTimeGranted) return NotGranted;
        if (OffIn.Includes(asked.Region)) return Off;
        return asked.Request.Address is Address.OneTimeToken ? FollowUp(in asked) : Ask(in asked);
    }

    /// <inheritdoc/>
    public override LaneReport? Report(in Case asked)
    {
        if (asked.Thread.Channel is Channel.Instagram) return null;
        if (OffIn.Includes(asked.Region)) return LaneReport.Shut(Name, new Why.DeniedFor(Reason.RegionOff), Needed);
        OneTimeToken? best = null;
        foreach (var token in asked.Thread.Promises.OneTime)
        {
            if (token.Spent.Happened || asked.Now >= End(token)) continue;
            if (best is not { } longer || longer.Created < token.Created) best = token;
        }

        return best is { } live
            ? new LaneReport(Name, true, live.Created, End(live).Plus(-1), null, new Why.Promised(live.Created), Needed)
            : LaneReport.Shut(Name, new Why.NothingPromised(), Needed);
    }

    private Moment End(OneTimeToken token) => token.Created.Plus(life);

    private Verdict FollowUp(in Case asked)
    {
        if (asked.Thread.Promises.OneTimeOf(asked.Request.Named) is not { } token) return Unknown;
        if (token.Spent.Happened) return Used;
        return asked.Now >= End(token) ? Expired : Verdict.Allow;
    }

    private Verdict Ask(in Case asked)
    {
        if (!Standard.IsOpen(in asked)) return Verdict.Pass;
        var promises = asked.Thread.Promises;
        if (Readings.OneTimeTitleOnce && Open(promises, asked.Request.Title ?? "")) return Repeated;
        return limits.Reached(promises, Form.OneTimeRequest, asked.Now) ? TooMany : Verdict.Allow;
    }

    private static bool Open(Promises promises, string title)
    {
        var asked = Moment.Never;
        foreach (var one in promises.Asked)
        {
            if (one.Form is Form.OneTimeRequest && one.Title == title) asked = Moment.Later(asked, one.At);
        }

        if (!asked.Happened) return false;
        foreach (var token in promises.OneTime)
        {
            if (token.Title == title && token.Created >= asked) return false;
        }

        return true;
    }
}

/// <summary>How often a person may be asked to opt in, in rolling days.</summary>
/// <param name="PerDay">In 24 hours.</param>
/// <param name="DaysTogether">The longer span, in days.</param>
/// <param name="PerDaysTogether">In that span.</param>
public readonly record struct RequestLimits(int PerDay, int DaysTogether, int PerDaysTogether)
{
    /// <summary>Whether one more request would be too many.</summary>
    public bool Reached(Promises promises, Form form, Moment now)
    {
        int day = 0, together = 0;
        foreach (var asked in promises.Asked)
        {
            if (asked.Form != form) continue;
            if (asked.At.Plus(Talk.LapseMilliseconds) > now) day++;
            if (asked.At.Plus(DaysTogether * Talk.LapseMilliseconds) > now) together++;
        }

        return day >= PerDay || together >= PerDaysTogether;
    }
}
