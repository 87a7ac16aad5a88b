using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Content;

namespace Parley.Wire.Audit;

/// <summary>
/// What the content review says of a message, kept for the next message of the same words: bots repeat themselves.
/// </summary>
internal sealed class ReviewMemory(IContentReview review)
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostTexts = 16_384;

    private readonly Dictionary<byte[], ImmutableArray<Signal>> known = new(new ByteComparer());
    private int bytes;

    /// <summary>What is noticed in a message.</summary>
    /// <param name="message">The message's bytes.</param>
    public ImmutableArray<Signal> Of(ReadOnlyMemory<byte> message)
    {
        if (known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(message.Span, out var noticed)) return noticed;
        using var document = JsonDocument.Parse(message);
        noticed = Noticing.Of(review.Review(document.RootElement, default));
        if (bytes + message.Length > MostBytes || known.Count >= MostTexts) Forget();
        bytes += message.Length;
        known[message.ToArray()] = noticed;
        return noticed;
    }

    private void Forget()
    {
        known.Clear();
        bytes = 0;
    }
}
