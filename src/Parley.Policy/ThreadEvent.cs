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
    public sealed record PersonActed(Instant Happened, Channel Channel, PersonAct Act) : ThreadEvent(Happened)
    {
        /// <summary>A message that itself says it follows an ad click.</summary>
        public bool FollowsAd { get; init; }

        /// <summary>A message that is a stop word and nothing else.</summary>
        public bool SaysStop { get; init; }
    }

    /// <summary>We learned where the person is.</summary>
    public sealed record PersonPlaced(Instant Happened, Channel Channel, Place Place) : ThreadEvent(Happened);

    /// <summary>The person commented, or wrote on the page: it may be answered privately once.</summary>
    public sealed record Commented(
        Instant Happened, Channel Channel, string Id, CommentPlace Place, string? Media, bool ByPage)
        : ThreadEvent(Happened);

    /// <summary>A comment or post was removed.</summary>
    public sealed record CommentRemoved(Instant Happened, string Id) : ThreadEvent(Happened);

    /// <summary>The person tapped "Notify Me".</summary>
    public sealed record OneTimeOptIn(Instant Happened, Channel Channel, string Token, string Title)
        : ThreadEvent(Happened);

    /// <summary>The person opted in to recurring notifications, or renewed that.</summary>
    public sealed record RecurringOptIn(
        Instant Happened, Channel Channel, string Token, string Topic, Frequency Frequency, string Zone)
        : ThreadEvent(Happened);

    /// <summary>The person stopped a topic, or resumed it.</summary>
    public sealed record TopicStopChanged(Instant Happened, string Token, bool Stopped) : ThreadEvent(Happened);

    /// <summary>The person opted out of paid marketing.</summary>
    public sealed record MarketingStopped(Instant Happened) : ThreadEvent(Happened);

    /// <summary>The person asked for no more messages, in words of their own or elsewhere; or took that back.</summary>
    public sealed record OptOutChanged(Instant Happened, bool Out) : ThreadEvent(Happened);

    /// <summary>The person blocked the page, or turned its messages off.</summary>
    public sealed record Blocked(Instant Happened) : ThreadEvent(Happened);

    /// <summary>The person lifted the block. Opens nothing.</summary>
    public sealed record Unblocked(Instant Happened) : ThreadEvent(Happened);

    /// <summary>The page blocked, banned or spam-foldered the person, or took that back.</summary>
    public sealed record PageBlockChanged(Instant Happened, bool Blocks) : ThreadEvent(Happened);

    /// <summary>
    /// The thread belongs to an app from now on, or to nobody. Our own doing: taken in the order it was done.
    /// </summary>
    /// <param name="Happened">When.</param>
    /// <param name="App">The app; 0 = nobody.</param>
    /// <param name="Length">How long, if the person stays silent.</param>
    public sealed record ControlChanged(Instant Happened, long App, Duration Length) : ThreadEvent(Happened);

    /// <summary>The person muted the thread: sends pass, nobody is notified.</summary>
    public sealed record Muted(Instant Happened) : ThreadEvent(Happened);

    /// <summary>The person ended the mute.</summary>
    public sealed record Unmuted(Instant Happened) : ThreadEvent(Happened);

    /// <summary>
    /// A send of the page was accepted. Opens nothing, whoever wrote it; spends what it was promised once.
    /// </summary>
    /// <param name="Happened">When it was accepted.</param>
    /// <param name="Request">What was asked.</param>
    /// <param name="Lane">The lane that carried it; null for a sender action.</param>
    public sealed record PageWrote(Instant Happened, SendRequest Request, string? Lane) : ThreadEvent(Happened);
}
