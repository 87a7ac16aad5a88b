namespace Parley.Policy.Lanes;

/// <summary>Nobody may write to a person who blocks the page, by whatever lane.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform error codes, 551.</remarks>
public sealed record Block() : Lane("block")
{
    private static readonly Verdict Denied = Verdict.Deny(Reason.Blocked);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) => asked.Thread.Blocked ? Denied : Verdict.Pass;
}
