using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;

namespace Parley.Policy;

/// <summary>A dated, immutable list of lanes: the whole judgement.</summary>
/// <param name="Day">The day it came into force, at 00:00 UTC; also its name, as 2021-10-01.</param>
/// <param name="Lanes">The lanes, best first: the order decides which one carries a send that several would.</param>
public sealed record Edition(LocalDate Day, ImmutableArray<Lane> Lanes)
{
    /// <summary>The name, an ISO day.</summary>
    public string Name { get; } = NodaTime.Text.LocalDatePattern.Iso.Format(Day);

    /// <summary>When it came into force.</summary>
    public Instant InForceFrom { get; } = Day.AtMidnight().InUtc().ToInstant();

    /// <summary>
    /// A denial beats every lane; else the first lane that allows it carries the send; else nothing is open and it is
    /// refused. Pure, no allocation.
    /// </summary>
    public Outcome Decide(in ThreadState thread, Standing standing, in SendRequest request, Instant now)
    {
        var asked = new Case(in thread, standing, in request, Moment.Of(now));
        var denial = Unknown(in request);
        Lane? carrier = null;
        Finding? finding = null;
        foreach (var lane in Lanes)
        {
            switch (lane.Judge(in asked))
            {
                case Verdict.Passed:
                    break;
                case Verdict.Denied denied:
                    denial = Reason.First(denial, denied.Reason);
                    break;
                case Verdict.Allowed allowed:
                    if (carrier is null) (carrier, finding) = (lane, allowed.Finding);
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        if (denial is not null) return Refused(denial, null);
        return carrier is null
            ? Refused(Reason.OutsideWindow, null)
            : Carried(carrier, finding, standing.Mode, in request);
    }

    /// <summary>
    /// The first moment after <paramref name="after"/> that is the last open one of a window, or never.
    /// </summary>
    /// <remarks>A block shuts no window: it may be lifted, and time goes on.</remarks>
    public Moment NextClosing(in ThreadState thread, Moment after)
    {
        var next = Moment.Never;
        foreach (var lane in Lanes)
        {
            var at = lane.ClosesAt(in thread);
            if (at > after && (!next.Happened || at < next)) next = at;
        }

        return next;
    }

    /// <summary>The same judgement with every lane heard: the answer for people. The two doors always agree.</summary>
    public Decision Explain(in ThreadState thread, Standing standing, in SendRequest request, Instant now)
    {
        var asked = new Case(in thread, standing, in request, Moment.Of(now));
        var barred = Barred(in asked);
        var reports = ImmutableArray.CreateBuilder<LaneReport>(Lanes.Length);
        foreach (var lane in Lanes)
        {
            if (lane.Report(in asked) is { } report)
                reports.Add(barred is null ? report : report.ShutBy(barred));
        }

        var lanes = reports.ToImmutable();
        return new Decision(
            Name, standing.Mode, now, Decide(in thread, standing, in request, now), lanes, NextOf(lanes));
    }

    private static Outcome Refused(Reason reason, Finding? finding) => new(false, reason, null, finding);

    private static Outcome Carried(Lane carrier, Finding? finding, Mode mode, in SendRequest request)
    {
        // A sender action is no message: it needs a lane to be open, but travels on none and says nothing to judge.
        if (request.Kind is not SendKind.Message) return new Outcome(true, null, null, null);
        return mode is Mode.Strict && finding is { Level: FindingLevel.Violation }
            ? Refused(Reason.PolicyViolation, finding)
            : new Outcome(true, null, carrier.Name, finding);
    }

    private Reason? Unknown(in SendRequest request)
    {
        if (request.Plain) return null;
        foreach (var lane in Lanes)
        {
            if (lane.Claims(in request)) return null;
        }

        return request.Tagged ? Reason.TagUnknown : Reason.TypeUnknown;
    }

    private Reason? Barred(in Case asked)
    {
        var plain = new SendRequest(asked.Thread.Channel, SendKind.Message, MessagingType.Response, null, Author.Human);
        var anySend = new Case(in asked.Thread, asked.Standing, in plain, asked.Now);
        Reason? barred = null;
        foreach (var lane in Lanes)
        {
            if (lane.Report(in anySend) is null && lane.Judge(in anySend) is Verdict.Denied denied)
                barred = Reason.First(barred, denied.Reason);
        }

        return barred;
    }

    private static NextLane? NextOf(ImmutableArray<LaneReport> lanes)
    {
        foreach (var lane in lanes)
        {
            if (lane.Open) return new NextLane(lane.Lane, null);
        }

        return null;
    }
}
