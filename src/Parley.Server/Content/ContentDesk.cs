using System.Collections.Immutable;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Wire;
using Parley.Wire.Content;

namespace Parley.Server.Content;

/// <summary>
/// Where words are looked at: of what is sent, before the kernel is asked, and of what people say. Switched off, nobody
/// looks, and no rule says that something is there or missing.
/// </summary>
/// <param name="review">What looks; the built-in review unless the host has another.</param>
/// <param name="options">Whether anybody looks.</param>
internal sealed class ContentDesk(IContentReview review, ServerOptions options)
{
    private readonly ReviewedMessages? reviewed = options.Content.Review ? new ReviewedMessages(review) : null;

    /// <summary>What is noticed in a send; default where nobody looked, as in a sender action.</summary>
    public ImmutableArray<Signal> Notice(SendEnvelope send) =>
        reviewed is null || send.Message.IsEmpty ? default : reviewed.Of(send.Message);

    /// <summary>Whether what a person says is nothing but a word for "write me no more".</summary>
    public bool IsStopWord(string? said) => reviewed is not null && said is not null && review.IsStopWord(said);

    /// <summary>Reads what reviewing needs, so that the first send does not wait for it.</summary>
    public void Warm()
    {
        if (reviewed is not null) review.IsStopWord("");
    }
}
