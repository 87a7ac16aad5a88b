using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using Parley.Policy.Rules;

namespace Parley.Policy;

/// <summary>A dated, immutable list of lanes and rules: the whole judgement.</summary>
public sealed record Edition
{
    private readonly ImmutableArray<Lane> guards;
    private readonly ImmutableArray<Lane> timed;
    private readonly ImmutableArray<Lane> called;
    private readonly ImmutableArray<Rule> unprompted;

    /// <summary>An edition of a day.</summary>
    /// <param name="day">The day it came into force, at 00:00 UTC.</param>
    /// <param name="lanes">The lanes, best first: the order decides which one carries a send that several
    /// would.</param>
    /// <param name="rules">What the policy says of sends that the wire accepts.</param>
    public Edition(LocalDate day, ImmutableArray<Lane> lanes, ImmutableArray<Rule> rules)
    {
        Day = day;
        Lanes = lanes;
        Rules = rules;
        Name = NodaTime.Text.LocalDatePattern.Iso.Format(day);
        InForceFrom = day.AtMidnight().InUtc().ToInstant();
        guards = [.. lanes.Where(static lane => lane.Role is LaneRole.Guard)];
        timed = [.. lanes.Where(static lane => lane.Role is LaneRole.Timed)];
        called = [.. lanes.Where(static lane => lane.Role is LaneRole.Called)];
        unprompted = [.. rules.Where(static rule => !rule.RestsOnContent)];
    }

    /// <summary>The day it came into force.</summary>
    public LocalDate Day { get; }

    /// <summary>The lanes, best first.</summary>
    public ImmutableArray<Lane> Lanes { get; }

    /// <summary>The rules.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The name, an ISO day such as <c>2021-10-01</c>.</summary>
    public string Name { get; }

    /// <summary>What it says of calls to the custom labels.</summary>
    public Labels Labels { get; init; } = new(AskTerms: false, default);

    /// <summary>Where pages can have no personas.</summary>
    public RegionsOff PersonasOff { get; init; }

    /// <summary>Where nobody can have a menu of their own.</summary>
    public RegionsOff PersonMenusOff { get; init; }

    /// <summary>Whether comments and posts can still be answered through the older edge of their own.</summary>
    public bool RepliesByEdge { get; init; }

    /// <summary>When it came into force.</summary>
    public Instant InForceFrom { get; }

    /// <summary>
    /// A denial beats every lane; else the first lane that allows it carries the send. That nothing is open is a denial
    /// like any other, in its place among them. Pure; allocates nothing unless a rule finds something.
    /// </summary>
    public Outcome Decide(in ThreadState thread, Standing standing, in SendRequest request, Instant now)
    {
        var asked = new Case(in thread, standing, in request, Moment.Of(now));
        Reason? denial = null;
        Lane? carrier = null;
        if (standing.Restricts(Restriction.All, request.Channel, asked.Now)) denial = Reason.PageRestricted;
        foreach (var guard in guards) Hear(guard, in asked, ref denial, ref carrier);
        if (request.Plain) HearTimed(in asked, ref denial, ref carrier);
        else HearCalled(in asked, ref denial, ref carrier);
        return denial is not null ? Refused(denial, default) : Carried(carrier!, in asked);
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
            if (lane.Report(in asked) is not { } report) continue;
            var restricted = Restricts(standing, lane, asked.Thread.Channel, asked.Now);
            var shut = barred ?? (restricted ? Reason.LaneRestricted : null);
            reports.Add(shut is null ? report : report.ShutBy(shut));
        }

        var lanes = reports.ToImmutable();
        var outcome = Decide(in thread, standing, in request, now);
        return new Decision(Name, Day, standing.Mode, now, outcome, lanes, Due(in asked), NextOf(lanes));
    }

    // Whether the lane passed.
    private static bool Hear(Lane lane, in Case asked, ref Reason? denial, ref Lane? carrier)
    {
        switch (lane.Judge(in asked))
        {
            case Verdict.Passed:
                return true;
            case Verdict.Denied denied:
                denial = Reason.First(denial, denied.Reason);
                return false;
            case Verdict.Allowed:
                carrier ??= lane;
                return false;
            default:
                throw new UnreachableException();
        }
    }

    private void HearTimed(in Case asked, ref Reason? denial, ref Lane? carrier)
    {
        // A window of the other channel says nothing here.
        var (restricted, sameChannel) = (false, asked.Request.Channel == asked.Thread.Channel);
        foreach (var lane in timed)
        {
            if (!Restricts(asked.Standing, lane, asked.Request.Channel, asked.Now))
                Hear(lane, in asked, ref denial, ref carrier);
            else
                restricted |= sameChannel && lane.Judge(in asked) is Verdict.Allowed;
        }

        if (carrier is null) denial = Reason.First(denial, restricted ? Reason.LaneRestricted : Reason.OutsideWindow);
    }

    private void HearCalled(in Case asked, ref Reason? denial, ref Lane? carrier)
    {
        if (Called(in asked.Request) is not { } lane)
        {
            denial = Reason.First(denial, UnknownTo(in asked.Request));
            return;
        }

        if (Restricts(asked.Standing, lane, asked.Request.Channel, asked.Now))
            denial = Reason.First(denial, Reason.LaneRestricted);
        if (Hear(lane, in asked, ref denial, ref carrier)) denial = Reason.First(denial, Reason.OutsideWindow);
    }

    private static Outcome Refused(Reason reason, ValueList<Finding> findings) => new(false, reason, null, findings);

    private Outcome Carried(Lane carrier, in Case asked)
    {
        // A sender action is no message: it needs a lane to be open, but travels on none and says nothing to judge.
        if (asked.Request.Kind is not SendKind.Message) return new Outcome(true, null, null, default);
        ValueList<Finding> findings = default;
        var violated = false;
        foreach (var rule in asked.Request.Noticed.IsDefaultOrEmpty ? unprompted : Rules)
        {
            if (rule.Find(in asked, carrier.Name) is not { } finding) continue;
            findings = findings.Add(finding);
            violated |= finding.Level is FindingLevel.Violation;
        }

        return violated && asked.Standing.Mode is Mode.Strict
            ? Refused(Reason.PolicyViolation, findings)
            : new Outcome(true, null, carrier.Name, findings);
    }

    private Lane? Called(in SendRequest request)
    {
        foreach (var lane in called)
        {
            if (lane.Claims(in request)) return lane;
        }

        return null;
    }

    private static Reason UnknownTo(in SendRequest request) =>
        request.Address is not (Address.Person or Address.UserRef) ? Reason.LaneUnknown
        : request is { Tagged: true, Ordinary: true } ? Reason.TagUnknown
        : request.Type is MessagingType.Utility ? Reason.TypeUnknown
        : Reason.LaneUnknown;

    private static bool Restricts(Standing standing, Lane lane, Channel channel, Moment now) =>
        standing.Restrictions.Count > 0
        && (standing.Restricts(lane.Name, channel, now)
            || (lane.GoesUnderTag && standing.Restricts(Restriction.Tags, channel, now)));

    private Reason? Barred(in Case asked)
    {
        var plain = new SendRequest(asked.Thread.Channel, SendKind.Message, MessagingType.Response, null, Author.Human);
        var anySend = new Case(in asked.Thread, asked.Standing, in plain, asked.Now);
        var restricted = asked.Standing.Restricts(Restriction.All, asked.Thread.Channel, asked.Now);
        var barred = restricted ? Reason.PageRestricted : null;
        Lane? nobody = null;
        foreach (var guard in guards) Hear(guard, in anySend, ref barred, ref nobody);
        return barred;
    }

    private ImmutableArray<Obligation> Due(in Case asked)
    {
        var due = ImmutableArray<Obligation>.Empty;
        foreach (var rule in Rules)
        {
            if (rule.Due(in asked) is { } obligation) due = due.Add(obligation);
        }

        return due;
    }

    private static NextLane? NextOf(ImmutableArray<LaneReport> lanes)
    {
        NextLane? first = null;
        foreach (var lane in lanes)
        {
            if (lane.Open) return new NextLane(lane.Lane, null);
            if (lane.OpensAt is { } at && !(first is { At: { } earlier } && earlier <= at))
                first = new NextLane(lane.Lane, at);
        }

        return first;
    }
}
