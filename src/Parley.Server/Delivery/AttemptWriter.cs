using System.Globalization;
using NodaTime;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Delivery;

/// <summary>The states of a delivery, as every surface spells them.</summary>
internal static class DeliveryState
{
    /// <summary>The receiver took it.</summary>
    public const string Delivered = "delivered";

    /// <summary>It failed and is tried again.</summary>
    public const string Retrying = "retrying";

    /// <summary>It stands behind one of its thread that failed.</summary>
    public const string Waiting = "waiting";

    /// <summary>It is not tried any more.</summary>
    public const string Dropped = "dropped";
}

/// <summary>Puts what happened to a delivery into the words people read.</summary>
internal sealed class AttemptWriter(DeliveryOptions options, RetrySchedule schedule)
{
    /// <summary>A try as it is kept.</summary>
    /// <param name="id">The delivery.</param>
    /// <param name="thread">Its thread.</param>
    /// <param name="number">Which try, from 1.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="state">One of <see cref="DeliveryState"/>.</param>
    /// <param name="nextAt">When it is tried next, or null.</param>
    public DeliveryAttempt Of(
        in DeliveryId id, ThreadKey thread, int number, in Outcome outcome, string state, Instant? nextAt) => new(
            id.ToString(),
            id.App,
            thread,
            outcome.Field,
            number,
            Moment.Of(outcome.At),
            outcome.Result.Latency.TotalMilliseconds,
            outcome.Result.Status,
            state,
            ErrorOf(outcome.Result),
            nextAt is { } next ? Moment.Of(next) : Moment.Never);

    /// <summary>Whether the receiver took it.</summary>
    public bool Took(in DeliveryResult result) => schedule.Taken(result);

    /// <summary>The end of a delivery nobody tries any more.</summary>
    public static DeliveryAttempt Dropped(
        in DeliveryId id, ThreadKey thread, int tries, Instant now, string why) => new(
        id.ToString(), id.App, thread, "", tries, Moment.Of(now), 0, null, DeliveryState.Dropped, why, Moment.Never);

    /// <summary>What went wrong, or was slow; null if nothing did.</summary>
    internal string? ErrorOf(in DeliveryResult result)
    {
        if (result.Error is not null) return result.Error;
        if (result.Status is not { } status) return null;
        if (!schedule.Taken(result))
        {
            var expected = options.AnySuccessStatus ? "200 to 299 is expected" : "200 is expected";
            var redirect = status is >= 300 and <= 399 ? ", redirects are not followed" : "";
            var said = string.IsNullOrWhiteSpace(result.Said) ? "" : $": {Poster.OneLine(result.Said.Trim())}";
            return string.Create(CultureInfo.InvariantCulture, $"answered {status}, {expected}{redirect}{said}");
        }

        return result.Latency < options.SlowAfter
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"slow: answered after {result.Latency.TotalSeconds:0.0} s, asked for are "
                + $"{options.SlowAfter.TotalSeconds:0.###} s");
    }
}
