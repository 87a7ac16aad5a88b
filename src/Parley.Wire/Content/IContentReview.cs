using System.Collections.Immutable;
using System.Text.Json;

namespace Parley.Wire.Content;

/// <summary>
/// Looks at what a message says and names the rules it touches. A finding is evidence, not a verdict: what follows
/// from it is the kernel's to say. Implementations may be called by many threads at once, and say the same of the same
/// message whenever they are asked: what they said is remembered.
/// </summary>
public interface IContentReview
{
    /// <summary>Reviews a Send API <c>message</c>: its text, every text of its template, buttons, links.</summary>
    /// <param name="message">The object as the request carries it; anything but an object has no content.</param>
    /// <param name="context">What the message alone does not tell.</param>
    /// <returns>At most one finding a rule, in the order of <see cref="ContentRules.All"/>.</returns>
    ImmutableArray<ContentFinding> Review(JsonElement message, ReviewContext context);

    /// <summary>Whether a person's whole text, but for case and punctuation, says "write me no more".</summary>
    bool IsStopWord(string text);
}

/// <summary>What a review is told beside the message.</summary>
/// <param name="OptInRequest">Whether the message asks for leave to notify. A template that does so is recognised
/// without being told.</param>
public readonly record struct ReviewContext(bool OptInRequest = false);
