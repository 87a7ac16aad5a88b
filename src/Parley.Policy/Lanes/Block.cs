namespace Parley.Policy.Lanes;

/// <summary>Nobody may write to a person who blocks the page, or whom the page blocks, by whatever lane.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform error codes, 551; moderate_conversations. That a page's own
/// block answers like the person's is our reading. Out of a sponsored audience such a person simply falls.
/// </remarks>
public sealed record Block() : Lane("block", LaneRole.Guard)
{
    private static readonly Verdict Denied = Verdict.Deny(Reason.Blocked);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        (asked.Thread.Blocked || asked.Thread.BlockedByPage) && asked.Request.Address is not Address.Campaign
            ? Denied
            : Verdict.Pass;
}
