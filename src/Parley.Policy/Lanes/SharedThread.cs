namespace Parley.Policy.Lanes;

/// <summary>While another app controls a thread, nobody else writes into it.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Conversation Routing" and error codes, 10/2018300. Campaigns of
/// the page are nobody's thread work.
/// </remarks>
public sealed record SharedThread() : Lane("shared_thread", LaneRole.Guard)
{
    private static readonly Verdict Denied = Verdict.Deny(Reason.AnotherAppControls);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request.Address is (Address.Campaign or Address.Marketing)
        || Routing.MayWrite(in asked.Thread, asked.Standing, in asked.Request, asked.Now)
            ? Verdict.Pass
            : Denied;
}
