using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>The first message after a click on an ad that leads to the thread opens up to seven days.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform policy, first lines of the page of 2026-09-28. Which ads count,
/// and that a tap opens only 24 hours, is our reading.
/// </remarks>
/// <param name="Length">How long.</param>
public sealed record AdWindow(Duration Length) : Lane("ad", LaneRole.Timed)
{
    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request.Kind is not SendKind.MarkSeen && Since(in asked.Thread).Contains(asked.Now)
            ? Verdict.Allow
            : Verdict.Pass;

    /// <inheritdoc/>
    public override LaneReport Report(in Case asked) =>
        LaneReport.Of(Name, Since(in asked.Thread), Openers.MessageOrTap, asked.Now, []);

    /// <inheritdoc/>
    public override Moment ClosesAt(in ThreadState thread) => Since(in thread).End;

    private Window Since(in ThreadState thread) => new(thread.Clocks.AdMessage, Length);
}
