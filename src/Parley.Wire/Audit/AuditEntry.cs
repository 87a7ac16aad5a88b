using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>What kind of line was judged.</summary>
public enum EntryKind : byte
{
    /// <summary>A send.</summary>
    Sent = 0,

    /// <summary>Another call of the Graph API.</summary>
    Called = 1,

    /// <summary>Something a person did that got no answer in time.</summary>
    Received = 2,
}

/// <summary>One judgement of an audit.</summary>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Kind">What was judged.</param>
/// <param name="Page">The page.</param>
/// <param name="Person">The person, or null if no id names one.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Decision">The decision; its lanes are empty unless explanations were asked for.</param>
/// <param name="Unreadable">Where the request fails before the policy is asked: why. Else null.</param>
public sealed record AuditEntry(
    long Line,
    EntryKind Kind,
    PageId Page,
    Psid? Person,
    Channel Channel,
    Decision Decision,
    GraphError? Unreadable)
{
    /// <summary>The page's name then, or null if the log names none.</summary>
    public string? PageName { get; init; }

    /// <summary>
    /// Whether the send is dated so far before what stands above it that some of that could no longer be left aside:
    /// the verdict may rest on what happened later.
    /// </summary>
    public bool Uncertain { get; init; }

    /// <summary>Whether the wire takes it.</summary>
    public bool Accepted => Unreadable is null && Decision.Outcome.Accepted;

    /// <summary>Whether a send or call was refused.</summary>
    public bool Refused => !Accepted;

    /// <summary>Whether the rules call it a violation.</summary>
    public bool Violates => Decision.Outcome.Violation is not null;

    /// <summary>The reason of a refusal in snake_case, else null.</summary>
    public string? Reason => Unreadable?.Name ?? Decision.Outcome.Reason?.Name;

    /// <summary>The error the wire answers a refusal with, else null.</summary>
    public GraphError? Error => Unreadable
        ?? (Decision.Outcome.Accepted ? null : GraphErrors.For(Decision.Outcome, Channel, Decision.Day));

    /// <summary>When it happened.</summary>
    public Instant At => Decision.At;

    /// <summary>Whether another judgement of the same line comes to something else, edition and lanes aside.</summary>
    public bool DiffersFrom(AuditEntry other) =>
        Accepted != other.Accepted
        || Reason != other.Reason
        || Error?.Code != other.Error?.Code
        || Error?.Subcode != other.Error?.Subcode
        || Decision.Outcome.Lane != other.Decision.Outcome.Lane
        || Decision.Outcome.Findings != other.Decision.Outcome.Findings;
}
