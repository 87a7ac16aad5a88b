using Parley.Policy;

namespace Parley.Server.Ids;

/// <summary>
/// Notification tokens that explain themselves: each carries its thread, the row of the request the person agreed to,
/// and a keyed checksum. A one-time token is no recurring one, nor a message's id.
/// </summary>
/// <param name="keys">Where the checksums' keys come from.</param>
internal sealed class OptInTokens(KeyRing keys) : IDisposable
{
    private readonly Checksum oneTime = new(keys.For("one-time-token"));
    private readonly Checksum recurring = new(keys.For("recurring-token"));
    private readonly Checksum subscription = new(keys.For("subscription-token"));

    /// <summary>The token a tap on "Notify Me" gives: the same request gives the same one for ever.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="request">The row of the request.</param>
    public string OneTime(ThreadKey thread, long request) => RowCode.Write(oneTime, "", thread, request);

    /// <summary>The token of a topic, named after the first request the person agreed to.</summary>
    public string Recurring(ThreadKey thread, long request) => RowCode.Write(recurring, "", thread, request);

    /// <summary>Whose one-time token it is; a forged, foreign or damaged one is nobody's.</summary>
    public bool TryOneTime(string? token, out ThreadKey thread) =>
        RowCode.TryRead(oneTime, token, out thread, out _);

    /// <summary>Whose recurring token it is.</summary>
    public bool TryRecurring(string? token, out ThreadKey thread) =>
        RowCode.TryRead(recurring, token, out thread, out _);

    /// <summary>The token of a person's subscription to a page's paid messages: one for each thread.</summary>
    public string Subscription(ThreadKey thread) => RowCode.Write(subscription, "", thread, 0);

    /// <summary>Whose subscription token it is.</summary>
    public bool TrySubscription(string? token, out ThreadKey thread) =>
        RowCode.TryRead(subscription, token, out thread, out _);

    /// <inheritdoc/>
    public void Dispose()
    {
        subscription.Dispose();
        oneTime.Dispose();
        recurring.Dispose();
    }
}
