using NodaTime;

namespace Parley.Server.Delivery;

/// <summary>What a failure without a break leads to. Pure.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform webhooks: an alert after 15 minutes, the app unsubscribed from
/// the page after an hour. A single delivery that is taken ends the outage. Both bounds are reached at their instant.
/// </remarks>
internal sealed class OutageRule(DeliveryOptions options)
{
    private readonly Duration alertAfter = Duration.FromTimeSpan(options.AlertAfter);
    private readonly Duration disableAfter = Duration.FromTimeSpan(options.DisableAfter);

    /// <summary>What is to be done now.</summary>
    /// <param name="since">The first failure.</param>
    /// <param name="alerted">Whether the developer was told already.</param>
    /// <param name="now">The present.</param>
    public OutageStep At(Instant since, bool alerted, Instant now)
    {
        if (now >= since + disableAfter) return OutageStep.Disable;
        return !alerted && now >= since + alertAfter ? OutageStep.Alert : OutageStep.Wait;
    }

    /// <summary>When something is to be done next.</summary>
    public Instant NextAt(Instant since, bool alerted) => since + (alerted ? disableAfter : alertAfter);
}

/// <summary>What an outage calls for.</summary>
internal enum OutageStep
{
    /// <summary>Nothing yet.</summary>
    Wait,

    /// <summary>Tell the developer.</summary>
    Alert,

    /// <summary>Unsubscribe the app from the page.</summary>
    Disable,
}
