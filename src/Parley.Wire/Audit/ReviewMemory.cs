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
    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostTexts = 65_536;

    private readonly Dictionary<byte[], ImmutableArray<Signal>> following = new(new ByteComparer());
    private readonly Dictionary<byte[], ImmutableArray<Signal>> first = new(new ByteComparer());
    private int bytes;

    /// <summary>What is noticed in a message.</summary>
    /// <param name="message">The message's bytes.</param>
    /// <param name="followsInteraction">Whether the person wrote or tapped before.</param>
    public ImmutableArray<Signal> Of(ReadOnlyMemory<byte> message, bool followsInteraction)
    {
        var known = followsInteraction ? following : first;
        if (known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(message.Span, out var noticed)) return noticed;
        using var document = JsonDocument.Parse(message);
        var context = new ReviewContext(FollowsInteraction: followsInteraction);
        noticed = Signals(review.Review(document.RootElement, context));
        if (bytes + message.Length > MostBytes || known.Count >= MostTexts) Forget();
        bytes += message.Length;
        known[message.ToArray()] = noticed;
        return noticed;
    }

    private void Forget()
    {
        following.Clear();
        first.Clear();
        bytes = 0;
    }

    // An unrelated survey is a survey too: the strict era bars both.
    private static ImmutableArray<Signal> Signals(ImmutableArray<ContentFinding> findings)
    {
        if (findings.IsDefaultOrEmpty) return [];
        var signals = ImmutableArray.CreateBuilder<Signal>(findings.Length + 1);
        foreach (var finding in findings)
        {
            signals.Add(new Signal(finding.Rule, finding.Because));
            if (finding.Rule == ContentRules.SurveyUnrelated)
                signals.Add(new Signal(ContentRules.Survey, finding.Because));
        }

        return signals.ToImmutable();
    }
}
