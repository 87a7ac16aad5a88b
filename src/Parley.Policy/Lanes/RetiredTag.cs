namespace Parley.Policy.Lanes;

/// <summary>A tag that was retired with an error of its own: the request fails even inside the window.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Send messages", change of 2026-04-27.</remarks>
/// <param name="Tag">The tag.</param>
public sealed record RetiredTag(string Tag) : Lane("retired:" + Tag, LaneRole.Called)
{
    private static readonly Verdict Retired = Verdict.Deny(Reason.TagRetired);
    private static readonly Verdict Unfit = Verdict.Deny(Reason.ChannelUnfit);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) => asked.Request.Channel is Channel.Instagram ? Unfit : Retired;

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) => request.CallsFor(Tag);
}
