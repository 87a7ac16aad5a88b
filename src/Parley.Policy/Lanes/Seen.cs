namespace Parley.Policy.Lanes;

/// <summary>Marking a thread as seen disturbs nobody: it is allowed at any time.</summary>
/// <remarks>Nothing official speaks of windows for sender actions; this is our reading.</remarks>
public sealed record Seen() : Lane("seen", LaneRole.Timed)
{
    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request.Kind is SendKind.MarkSeen ? Verdict.Allow : Verdict.Pass;
}
