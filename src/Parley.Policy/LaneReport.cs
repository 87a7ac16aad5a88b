using System.Collections.Immutable;

namespace Parley.Policy;

/// <summary>How one lane stands at one moment.</summary>
/// <param name="Lane">Its name.</param>
/// <param name="Open">Whether a send that meets <paramref name="Needs"/> would pass now.</param>
/// <param name="Since">The act that opened it, or null if nothing ever did.</param>
/// <param name="Until">Its last open moment while it is open, else null.</param>
/// <param name="ClosedAt">Its last open moment once that has passed, else null.</param>
/// <param name="Why">What it rests on.</param>
/// <param name="Needs">What a request must bring besides time, as <c>human_author</c> or
/// <c>feature:human_agent</c>.</param>
public sealed record LaneReport(
    string Lane, bool Open, Moment? Since, Moment? Until, Moment? ClosedAt, Why Why, ImmutableArray<string> Needs)
{
    /// <summary>When a shut lane opens by itself, if nothing else happens; null if it does not.</summary>
    public Moment? OpensAt { get; init; }

    /// <summary>The report of a lane that rests on a window.</summary>
    public static LaneReport Of(string lane, Window window, Openers by, Moment now, ImmutableArray<string> needs)
    {
        if (!window.OpenedAt.Happened) return Shut(lane, new Why.NeverOpened(), needs);
        var open = window.Contains(now);
        return new LaneReport(
            lane,
            open,
            window.OpenedAt,
            open ? window.End : null,
            open ? null : window.End,
            new Why.OpenedBy(by, window.OpenedAt),
            needs);
    }

    /// <summary>A lane that is open without an end.</summary>
    public static LaneReport Endless(string lane, Why why, ImmutableArray<string> needs) =>
        new(lane, true, null, null, null, why, needs);

    /// <summary>A lane that is shut.</summary>
    public static LaneReport Shut(string lane, Why why, ImmutableArray<string> needs) =>
        new(lane, false, null, null, null, why, needs);

    /// <summary>
    /// The same lane, shut because something denies every send on it, however long its window may last.
    /// </summary>
    public LaneReport ShutBy(Reason denial) =>
        this with { Open = false, Until = null, OpensAt = null, Why = new Why.DeniedFor(denial) };
}

/// <summary>What a lane's standing rests on. Closed; a sentence for people is made of it at the edge.</summary>
public abstract record Why
{
    private Why()
    {
    }

    /// <summary>An act of the person opened it.</summary>
    public sealed record OpenedBy(Openers Act, Moment At) : Why;

    /// <summary>Nothing has opened it yet.</summary>
    public sealed record NeverOpened : Why;

    /// <summary>Something denies every send on it.</summary>
    public sealed record DeniedFor(Reason Reason) : Why;

    /// <summary>It has no limit in time.</summary>
    public sealed record NoTimeLimit : Why;

    /// <summary>The person gave a token, or a comment to answer, then.</summary>
    public sealed record Promised(Moment At) : Why;

    /// <summary>Nothing is promised: no token, no comment that waits for an answer.</summary>
    public sealed record NothingPromised : Why;

    /// <summary>It waits until the last send, or the last contact, is long enough ago.</summary>
    public sealed record Waits(Moment Until) : Why;
}
