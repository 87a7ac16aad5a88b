using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Delivery;

/// <summary>
/// What changed in an outbox since it was last written down. The last word on each thing is the one that is kept.
/// </summary>
/// <remarks>Not thread-safe; its outbox guards it.</remarks>
internal sealed class Unsaved(long app)
{
    private const int MostAttempts = 50_000;

    private readonly Dictionary<DeliveryId, ParkedDelivery?> parked = [];
    private readonly Dictionary<long, Outage?> outages = [];
    private List<DeliveryAttempt> attempts = [];
    private List<DeliveryAlert> alerts = [];

    /// <summary>Whether there is nothing.</summary>
    public bool Nothing => parked.Count + outages.Count + attempts.Count + alerts.Count == 0;

    /// <summary>A delivery waits, or waits anew.</summary>
    public void Park(ParkedDelivery delivery, in DeliveryId id) => parked[id] = delivery;

    /// <summary>A delivery that waited is done with.</summary>
    public void Settle(in DeliveryId id) => parked[id] = null;

    /// <summary>A try was made. While nothing can be written down only so many are remembered.</summary>
    public void Add(DeliveryAttempt attempt)
    {
        if (attempts.Count < MostAttempts) attempts.Add(attempt);
    }

    /// <summary>The developer is told something.</summary>
    public void Add(DeliveryAlert alert) => alerts.Add(alert);

    /// <summary>An outage began or changed; null = it is over.</summary>
    public void Set(PageId page, Outage? outage) => outages[page.Value] = outage;

    /// <summary>Hands everything over and begins anew.</summary>
    public DeliveryChanges Collect(IReadOnlyList<(long App, StreamPosition Position)> positions)
    {
        var changes = new DeliveryChanges
        {
            Positions = positions,
            Parked = [.. parked.Values.OfType<ParkedDelivery>()],
            Settled = [.. parked.Where(one => one.Value is null).Select(one => one.Key.ToString())],
            Attempts = attempts,
            Outages = [.. outages.Values.OfType<Outage>()],
            OutagesOver = [.. outages.Where(one => one.Value is null).Select(one => (app, one.Key))],
            Alerts = alerts,
        };
        parked.Clear();
        outages.Clear();
        (attempts, alerts) = ([], []);
        return changes;
    }
}
