using System.Collections.Immutable;
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
    /// A denial beats every lane; else the first open lane carries the send; else it is refused. Pure, no allocation.
    /// </summary>
    public Outcome Decide(in ThreadState thread, Standing standing, in SendRequest request, Instant now)
    {
        var asked = new Case(in thread, standing, in request, Moment.Of(now));
        Reason? denial = null;
        Lane? carrier = null;
        Finding? finding = null;
        foreach (var lane in Lanes)
        {
            var verdict = lane.Judge(in asked);
            if (ReferenceEquals(verdict, Verdict.Pass)) continue;
            if (verdict is Verdict.Denied denied) denial = Reason.First(denial, denied.Reason);
            else if (carrier is null && verdict is Verdict.Allowed allowed) (carrier, finding) = (lane, allowed.Finding);
        }

        if (carrier is null && Unclaimed(in request) is { } unclaimed) denial = Reason.First(denial, unclaimed);
        return denial is not null
            ? new Outcome(false, denial, null, null)
            : Accepted(carrier!, finding, standing.Mode, in request);
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

    private static Outcome Accepted(Lane carrier, Finding? finding, Mode mode, in SendRequest request)
    {
        if (mode is Mode.Strict && finding is { Level: FindingLevel.Violation })
            return new Outcome(false, Reason.PolicyViolation, null, finding);
        return new Outcome(true, null, request.Kind is SendKind.Message ? carrier.Name : null, finding);
    }

    private static Reason? Unclaimed(in SendRequest request) =>
        request.Tagged ? Reason.TagUnknown
        : request.Type is MessagingType.Utility ? Reason.TypeUnknown
        : null;

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
