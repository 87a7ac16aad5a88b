using System.Collections.Immutable;
using NodaTime;

namespace Parley.Policy;

/// <summary>The bare answer to one send: what the hot path needs and no more.</summary>
/// <param name="Accepted">Whether the wire accepts.</param>
/// <param name="Reason">Why not, else null.</param>
/// <param name="Lane">The lane that carries an accepted message; null for a sender action.</param>
/// <param name="Finding">What the rules say against it, or null.</param>
public readonly record struct Outcome(bool Accepted, Reason? Reason, string? Lane, Finding? Finding);

/// <summary>The answer to one send with every verdict behind it.</summary>
/// <param name="Edition">The edition it was judged by.</param>
/// <param name="Mode">How violations are treated.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Outcome">The bare answer; the same as the fast door gives.</param>
/// <param name="Lanes">How every lane stands, in the edition's order.</param>
/// <param name="Next">The best lane now, or the first moment one opens; null if only the person can open one.</param>
public sealed record Decision(
    string Edition,
    Mode Mode,
    Instant At,
    Outcome Outcome,
    ImmutableArray<LaneReport> Lanes,
    NextLane? Next);

/// <summary>The way that is left: a lane, and from when.</summary>
/// <param name="Lane">The lane's name.</param>
/// <param name="At">When it opens, or null if it is open now.</param>
public sealed record NextLane(string Lane, Moment? At);
