using System.Collections.Immutable;

namespace Parley.Policy.Lanes;

/// <summary>
/// A tag without a limit in time: one of the three of 2019 (event, purchase, account) or of the seventeen before them.
/// What it may be used for is the rules' matter, not the wire's.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Message tags" and its editions of 2018 and 2019-08-29.
/// Messenger only.
/// </remarks>
/// <param name="Tag">The tag.</param>
public sealed record MessageTag(string Tag) : Lane("tag:" + Tag, LaneRole.Called)
{
    private static readonly Verdict Unfit = Verdict.Deny(Reason.ChannelUnfit);

    private readonly ImmutableArray<string> needs = ["tag:" + Tag];

    /// <inheritdoc/>
    public override bool GoesUnderTag => true;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request.Channel is Channel.Instagram ? Unfit : Verdict.Allow;

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) => request.CallsFor(Tag);

    /// <inheritdoc/>
    public override LaneReport? Report(in Case asked) =>
        asked.Thread.Channel is Channel.Instagram || !asked.Thread.Known
            ? null
            : LaneReport.Endless(Name, new Why.NoTimeLimit(), needs);
}
