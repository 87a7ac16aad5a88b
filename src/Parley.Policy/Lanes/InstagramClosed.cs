namespace Parley.Policy.Lanes;

/// <summary>Before 2021-06-02 there was no public Instagram messaging.</summary>
/// <remarks>Source: Instagram Messaging API, general availability of 2021-06-02.</remarks>
public sealed record InstagramClosed() : Lane("instagram_closed", LaneRole.Guard)
{
    private static readonly Verdict Unfit = Verdict.Deny(Reason.ChannelUnfit);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request.Channel is Channel.Instagram ? Unfit : Verdict.Pass;
}
