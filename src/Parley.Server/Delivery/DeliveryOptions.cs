using System.Collections.Immutable;

namespace Parley.Server.Delivery;

/// <summary>How webhooks are delivered.</summary>
/// <remarks>
/// Defaults: developers.facebook.com, Messenger Platform webhooks page and FAQ; the ladder's steps are ours.
/// </remarks>
public sealed record DeliveryOptions
{
    /// <summary>How long a receiver may take to answer, 10 ms to 5 min of real time.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// From which latency on an attempt is marked as slow; the platform asks for an answer within five seconds.
    /// </summary>
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether any status from 200 to 299 counts as taken; the platform takes 200 alone.</summary>
    public bool AnySuccessStatus { get; init; }

    /// <summary>
    /// How long after each failure the next try is made; the last step repeats and is above zero. 1 to 100 steps,
    /// none negative or above a day.
    /// </summary>
    public ImmutableArray<TimeSpan> RetryLadder { get; init; } =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(4),
        TimeSpan.FromMinutes(8),
        TimeSpan.FromMinutes(15),
    ];

    /// <summary>After how long a failure without a break the developer is alerted; above zero.</summary>
    public TimeSpan AlertAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// After how long a failure without a break the app is unsubscribed from the page; not before the alert.
    /// </summary>
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>How many posts to one app are under way at once, 1 to 4096. Apps do not share it.</summary>
    public int Concurrency { get; init; } = 256;

    /// <summary>
    /// After how long a post without an answer gives its place of <see cref="Concurrency"/> back, so that receivers
    /// that hang on some threads do not hold up the others; above zero, real time.
    /// </summary>
    public TimeSpan HangingAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many posts to one app may hang beside those of <see cref="Concurrency"/>, 0 to 65536.</summary>
    public int Hanging { get; init; } = 2048;

    /// <summary>
    /// Whether the characters <c>&lt;</c>, <c>@</c> and <c>%</c> are escaped in bodies, as several receivers saw; the
    /// documented form escapes only what is not ASCII, and the solidus.
    /// </summary>
    public bool ExtraEscapes { get; init; } = true;

    /// <summary>What is done to events on purpose.</summary>
    public ChaosOptions Chaos { get; init; } = new();

    /// <summary>
    /// Private addresses that may be called although the server is not bound to loopback only: host names, IP
    /// addresses or CIDR ranges, as <c>10.1.0.0/16</c>. They may be called over plain http too.
    /// </summary>
    public ImmutableArray<string> AllowedTargets { get; init; } = [];
}
