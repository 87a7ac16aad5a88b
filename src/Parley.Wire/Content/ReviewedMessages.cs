using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Content;

/// <summary>
/// What a review says of messages, with the last answers at hand: bots repeat themselves, and a message known costs a
/// hash and a comparison. For many threads at once, without a lock.
/// </summary>
/// <remarks>
/// A fixed table of slots, each with one answer; a new one takes the place of the old. INVARIANT: an answer never
/// changes once it stands in a slot, so a reader sees the whole of it or another whole one.
/// </remarks>
/// <param name="review">What looks at the words.</param>
public sealed class ReviewedMessages(IContentReview review)
{
    private const int Slots = 4096;
    private const int MostBytes = 2048;

    private readonly Answer?[] answers = new Answer?[Slots];

    /// <summary>What is noticed in a message; empty = nothing.</summary>
    /// <param name="message">A Send API <c>message</c> as UTF-8 JSON.</param>
    /// <exception cref="JsonException">It is no JSON: readers of requests refuse it long before.</exception>
    public ImmutableArray<Signal> Of(ReadOnlyMemory<byte> message)
    {
        if (message.Length > MostBytes) return Review(message);
        var hash = default(HashCode);
        hash.AddBytes(message.Span);
        ref var slot = ref answers[(uint)hash.ToHashCode() % Slots];
        if (Volatile.Read(ref slot) is { } known && known.Message.AsSpan().SequenceEqual(message.Span))
            return known.Noticed;
        var noticed = Review(message);
        Volatile.Write(ref slot, new Answer(message.ToArray(), noticed));
        return noticed;
    }

    private ImmutableArray<Signal> Review(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        return Noticing.Of(review.Review(document.RootElement, default));
    }

    private sealed record Answer(byte[] Message, ImmutableArray<Signal> Noticed);
}
