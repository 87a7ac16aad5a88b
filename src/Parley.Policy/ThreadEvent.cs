using NodaTime;

namespace Parley.Policy;

/// <summary>
/// What can happen to a thread, as far as the policy cares. Closed: the cases below are all there are.
/// </summary>
/// <remarks>Instants are the event's own timestamps, not when we learned of it.</remarks>
public abstract record ThreadEvent
{
    private ThreadEvent(Instant at) => At = at;

    /// <summary>When it happened.</summary>
    public Instant At { get; }

    /// <summary>The person did something towards the page.</summary>
    public sealed record PersonActed(Instant Happened, Channel Channel, PersonAct Act) : ThreadEvent(Happened);

    /// <summary>The person blocked the page, or turned its messages off.</summary>
    public sealed record Blocked(Instant Happened) : ThreadEvent(Happened);

    /// <summary>The person lifted the block. Opens nothing.</summary>
    public sealed record Unblocked(Instant Happened) : ThreadEvent(Happened);

    /// <summary>The person muted the thread: sends pass, nobody is notified.</summary>
    public sealed record Muted(Instant Happened) : ThreadEvent(Happened);

    /// <summary>The person ended the mute.</summary>
    public sealed record Unmuted(Instant Happened) : ThreadEvent(Happened);

    /// <summary>A send of the page was accepted. Opens nothing, whoever wrote it.</summary>
    public sealed record PageWrote(Instant Happened, Author Author) : ThreadEvent(Happened);
}
