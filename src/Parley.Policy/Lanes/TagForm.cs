namespace Parley.Policy.Lanes;

/// <summary>A tag and the type MESSAGE_TAG belong together; a tag without any type brings it along.</summary>
/// <remarks>Source: developers.facebook.com, Send API reference; the refusals' codes are our proposal.</remarks>
public sealed record TagForm() : Lane("tag_form", LaneRole.Guard)
{
    private static readonly Verdict Missing = Verdict.Deny(Reason.TagMissing);
    private static readonly Verdict Unexpected = Verdict.Deny(Reason.TagUnexpected);

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked) => asked.Request.Type switch
    {
        MessagingType.MessageTag when !asked.Request.Tagged => Missing,
        MessagingType.Response or MessagingType.Update or MessagingType.Utility when asked.Request.Tagged => Unexpected,
        _ => Verdict.Pass,
    };
}
