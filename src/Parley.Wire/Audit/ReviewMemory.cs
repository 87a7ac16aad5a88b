using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
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

    private readonly Dictionary<byte[], ImmutableArray<Signal>> following = new(new Bytes());
    private readonly Dictionary<byte[], ImmutableArray<Signal>> first = new(new Bytes());
    private int bytes;

    /// <summary>What is noticed in a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="followsInteraction">Whether the person wrote or tapped before.</param>
    public ImmutableArray<Signal> Of(JsonElement message, bool followsInteraction)
    {
        var known = followsInteraction ? following : first;
        var raw = JsonMarshal.GetRawUtf8Value(message);
        if (known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(raw, out var noticed)) return noticed;
        noticed = Signals(review.Review(message, new ReviewContext(FollowsInteraction: followsInteraction)));
        if (bytes + raw.Length > MostBytes || known.Count >= MostTexts) Forget();
        bytes += raw.Length;
        known[raw.ToArray()] = noticed;
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

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
