namespace Parley.Policy.Lanes;

/// <summary>A page can only write to somebody who did something towards it first, and only on that channel.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform error codes, 100/2018001 and 100/2534014. A comment, a post or a
/// token names somebody by what they did; the lanes that take those say whether they know it. A sponsored audience is
/// chosen, not named.
/// </remarks>
public sealed record KnownRecipient() : Lane("known_recipient", LaneRole.Guard)
{
    private static readonly Verdict Unknown = Verdict.Deny(Reason.RecipientUnknown);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) =>
        asked.Request.Address is not (Address.Person or Address.UserRef)
        || (asked.Thread.Known && asked.Thread.Channel == asked.Request.Channel)
            ? Verdict.Pass
            : Unknown;
}
