using System.Collections.Immutable;
using System.Text.Json;

namespace Parley.Wire.Content;

/// <summary>
/// The review that comes with Parley: phrases with weights in a data file per language, card numbers by their check
/// digit, payment pages by their addresses. It asks nobody, and every finding names the words it rests on.
/// </summary>
/// <param name="settings">The numbers it works with.</param>
public sealed class BuiltInReview(ReviewSettings settings) : IContentReview
{
    // One set of buffers per thread: a review runs to its end without waiting.
    [ThreadStatic]
    private static ReviewRun? run;

    /// <summary>A review with the usual settings.</summary>
    public BuiltInReview()
        : this(new ReviewSettings())
    {
    }

    /// <inheritdoc/>
    public ImmutableArray<ContentFinding> Review(JsonElement message, ReviewContext context)
    {
        if (run?.Settings != settings) run = new ReviewRun(Lexicon.BuiltIn, settings);
        return run!.Review(message, context);
    }

    /// <summary>Reviews a <c>message</c> as it is stored: UTF-8 JSON.</summary>
    /// <exception cref="JsonException">It is no JSON: readers of requests refuse it long before.</exception>
    public ImmutableArray<ContentFinding> Review(ReadOnlyMemory<byte> message, ReviewContext context)
    {
        using var document = JsonDocument.Parse(message);
        return Review(document.RootElement, context);
    }

    /// <inheritdoc/>
    public bool IsStopWord(string text) => StopWord.Is(text, Lexicon.BuiltIn);
}
