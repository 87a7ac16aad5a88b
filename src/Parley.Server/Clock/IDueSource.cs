using NodaTime;

namespace Parley.Server.Clock;

/// <summary>
/// Something that falls due at stored instants: retries, alerts, ends. The clock's driver asks all sources for their
/// next instant and fires them in order, in real time as well as when the clock is advanced.
/// </summary>
public interface IDueSource
{
    /// <summary>A name for logs.</summary>
    string Name { get; }

    /// <summary>
    /// Whether advancing to the next thing that falls due stops here; else it only happens on the way.
    /// </summary>
    bool IsAStop => true;

    /// <summary>The earliest instant at which something falls due, or null.</summary>
    Instant? NextDue();

    /// <summary>Does everything due at or before <paramref name="now"/>; completes when its effects are done.</summary>
    Task Fire(Instant now, CancellationToken cancel);

    /// <summary>Raised when <see cref="NextDue"/> may have become earlier.</summary>
    event Action? Changed;
}
