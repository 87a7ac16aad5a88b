using System.Collections.Immutable;
using NodaTime;

namespace Parley.Policy;

/// <summary>The bare answer to one send: what the hot path needs and no more.</summary>
/// <param name="Accepted">Whether the wire accepts.</param>
/// <param name="Reason">Why not, else null.</param>
/// <param name="Lane">The lane that carries an accepted message; null for a sender action.</param>
/// <param name="Findings">What the rules say against it; in mode strict also of a refused send. Default =
/// nothing.</param>
public readonly record struct Outcome(bool Accepted, Reason? Reason, string? Lane, ValueList<Finding> Findings)
{
    /// <summary>The first violation found, or null.</summary>
    public Finding? Violation
    {
        get
        {
            foreach (var finding in Findings)
            {
                if (finding.Level is FindingLevel.Violation) return finding;
            }

            return null;
        }
    }
}

/// <summary>The answer to one send with every verdict behind it.</summary>
/// <param name="Edition">The name of the edition it was judged by.</param>
/// <param name="Day">The edition's day: it words the wire's codes.</param>
/// <param name="Mode">How violations are treated.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Outcome">The bare answer; the same as the fast door gives.</param>
/// <param name="Lanes">How every lane stands, in the edition's order.</param>
/// <param name="Obligations">What a message sent now owes, whatever carries it.</param>
/// <param name="Next">The best lane now, or the first moment one opens; null if only the person can open one.</param>
public sealed record Decision(
    string Edition,
    LocalDate Day,
    Mode Mode,
    Instant At,
    Outcome Outcome,
    ImmutableArray<LaneReport> Lanes,
    ImmutableArray<Obligation> Obligations,
    NextLane? Next);

/// <summary>Something a message owes: today, to say that automation is at work.</summary>
/// <param name="Rule">The rule, as <c>disclosure</c>.</param>
/// <param name="Moment">Which of its moments, as <c>human_to_bot</c>.</param>
/// <param name="Market">Where law asks for it, as <c>US-CA</c>; null = nowhere, it only should.</param>
public sealed record Obligation(string Rule, string Moment, string? Market)
{
    /// <summary>Whether it must, or only should.</summary>
    public bool Required => Market is not null;
}

/// <summary>The way that is left: a lane, and from when.</summary>
/// <param name="Lane">The lane's name.</param>
/// <param name="At">When it opens, or null if it is open now.</param>
public sealed record NextLane(string Lane, Moment? At);
