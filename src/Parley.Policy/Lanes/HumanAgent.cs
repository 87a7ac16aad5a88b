using System.Collections.Immutable;
using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// A human at the page may answer for seven days after the person's last message or tap, if the app was granted the
/// Human Agent feature.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Message tags" and Instagram "Human agent escalation"; closed
/// beta on Messenger from 2019-08-29, general on both channels since 2021-06-02. A reaction, a link or an opt-in renews
/// the standard window but not these seven days, which is our reading of "within 7 days of the person's message".
/// </remarks>
/// <param name="Reach">How long after the person's last message or tap it stays open.</param>
public sealed record HumanAgent(Duration Reach) : Lane(LaneName, LaneRole.Called)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "human_agent";

    /// <summary>The tag that claims this lane.</summary>
    public const string Tag = "HUMAN_AGENT";

    /// <summary>The app feature it needs.</summary>
    public const string Feature = "human_agent";

    private static readonly Verdict NotGranted = Verdict.Deny(Reason.FeatureMissing);

    private static readonly ImmutableArray<string> Needed = ["human_author", "feature:" + Feature];

    /// <inheritdoc/>
    public override bool GoesUnderTag => true;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        if (!asked.Standing.Has(Feature)) return NotGranted;
        return Since(in asked.Thread).Contains(asked.Now) ? Verdict.Allow : Verdict.Pass;
    }

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) => request.CallsFor(Tag);

    /// <inheritdoc/>
    public override LaneReport Report(in Case asked) =>
        LaneReport.Of(Name, Since(in asked.Thread), Openers.MessageOrTap, asked.Now, Needed);

    /// <inheritdoc/>
    public override Moment ClosesAt(in ThreadState thread) => Since(in thread).End;

    private Window Since(in ThreadState thread) => new(thread.Clocks.MessageOrTap, Reach);
}
