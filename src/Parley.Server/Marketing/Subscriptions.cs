using Parley.Policy;
using Parley.Server.Ids;

namespace Parley.Server.Marketing;

/// <summary>
/// Who subscribed to a page's paid marketing messages, and by which tokens the page names them: whoever wrote after a
/// click on an ad, and whoever opted in to recurring notifications, by those tokens too.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Marketing Messages on Messenger, "Get subscription tokens", "Send messages": one
/// subscription a person and page, tokens of earlier opt-ins go on. Lists of customers are not taken here.
/// </remarks>
/// <param name="tokens">Makes and reads tokens.</param>
internal sealed class Subscriptions(OptInTokens tokens)
{
    /// <summary>The token of a thread's subscription.</summary>
    public string TokenOf(ThreadKey thread) => tokens.Subscription(thread);

    /// <summary>Whose token it is; a forged, foreign or damaged one is nobody's.</summary>
    public bool TryRead(string token, out ThreadKey thread) =>
        tokens.TrySubscription(token, out thread) || tokens.TryRecurring(token, out thread);

    /// <summary>Whether a token of a thread stands for a subscription that holds.</summary>
    public bool Holds(string token, in ThreadState state) => tokens.TrySubscription(token, out _)
        ? FollowedAd(in state) || TopicsOf(state).Any()
        : state.Promises.RecurringOf(token) is { } topic && Holds(topic);

    /// <summary>Whether a person ever subscribed, by whatever way, even if they stopped it.</summary>
    public static bool EverHeld(in ThreadState state) =>
        FollowedAd(in state) || state.Promises.Recurring.Span.ToArray().Any(topic => topic.OptedIn.Happened);

    /// <summary>Whether a person subscribes now.</summary>
    public static bool Subscribes(in ThreadState state) =>
        !state.Promises.MarketingStopped.Happened && (FollowedAd(in state) || TopicsOf(state).Any());

    /// <summary>Whether a person wrote after a click on an ad: that subscribes them by itself.</summary>
    public static bool FollowedAd(in ThreadState state) =>
        state.Channel is Channel.Messenger && state.Clocks.AdMessage.Happened;

    /// <summary>The topics a person opted in to and has not stopped.</summary>
    public static IEnumerable<RecurringToken> TopicsOf(ThreadState state) =>
        state.Channel is Channel.Messenger ? state.Promises.Recurring.Span.ToArray().Where(Holds) : [];

    private static bool Holds(RecurringToken topic) => topic.OptedIn.Happened && !topic.IsStopped;
}
