using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;

namespace Parley.Server.Delivery;

/// <summary>When a delivery that failed is tried again. Pure.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform webhooks: 200 is the only success; "retried at once and a few
/// more times". The steps between tries are not published and are a setting.
/// </remarks>
internal sealed class RetrySchedule(DeliveryOptions options)
{
    private readonly ImmutableArray<Duration> ladder = [.. options.RetryLadder.Select(Duration.FromTimeSpan)];

    /// <summary>What follows an attempt.</summary>
    /// <param name="attempt">Which try it was, from 1.</param>
    /// <param name="result">What the receiver did.</param>
    /// <param name="now">When the attempt ended.</param>
    /// <returns>When to try next, or null if the delivery was taken.</returns>
    public Instant? After(int attempt, in DeliveryResult result, Instant now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return Taken(result) ? null : now + ladder[Math.Min(attempt, ladder.Length) - 1];
    }

    /// <summary>Whether the receiver took the delivery.</summary>
    public bool Taken(in DeliveryResult result) =>
        result.Error is null && (options.AnySuccessStatus ? result.Status is >= 200 and <= 299 : result.Status is 200);
}

/// <summary>What became of one post.</summary>
/// <param name="Status">The HTTP status, or null where none came.</param>
/// <param name="Error">Why no status came, for a person; null if one did.</param>
/// <param name="Latency">From the first byte out to the status in, in real time.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeliveryResult(int? Status, string? Error, TimeSpan Latency)
{
    /// <summary>The status in words, as the receiver put it.</summary>
    public string? Phrase { get; init; }

    /// <summary>The beginning of the answer's body where it was read, else null.</summary>
    public string? Said { get; init; }
}
