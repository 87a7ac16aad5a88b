using Parley.Storage;

namespace Parley.Server.Delivery;

/// <summary>Writes rounds down in order. A round that could not be written is written before the next one.</summary>
/// <remarks>
/// Thread-safe. INVARIANT: rounds reach the store in the order they were collected, because a later one may settle
/// what an earlier one parked.
/// </remarks>
internal sealed class RoundBook(IDeliveryStore store)
{
    private readonly Lock gate = new();
    private readonly Queue<DeliveryChanges> pending = [];

    /// <summary>Writes one change at once.</summary>
    public void Save(DeliveryChanges changes) => Save(() => [changes]);

    /// <summary>Collects and writes; the store's exception is passed on, and nothing is lost by it.</summary>
    /// <param name="collect">Asked under the lock.</param>
    public void Save(Func<IEnumerable<DeliveryChanges?>> collect)
    {
        lock (gate)
        {
            // While the store is out of order nothing is collected: what is unsaved has a bound where it is.
            WritePending();
            var collected = collect().OfType<DeliveryChanges>().ToArray();
            if (collected.Length == 0) return;
            pending.Enqueue(collected is [var one] ? one : Together(collected));
            WritePending();
        }
    }

    /// <summary>Keeps a change for the next writing.</summary>
    public void Keep(DeliveryChanges? changes)
    {
        if (changes is null) return;
        lock (gate) pending.Enqueue(changes);
    }

    private void WritePending()
    {
        while (pending.TryPeek(out var next))
        {
            store.Save(next);
            pending.Dequeue();
        }
    }

    private static DeliveryChanges Together(DeliveryChanges[] all) => new()
    {
        Positions = [.. all.SelectMany(one => one.Positions)],
        Parked = [.. all.SelectMany(one => one.Parked)],
        Settled = [.. all.SelectMany(one => one.Settled)],
        Attempts = [.. all.SelectMany(one => one.Attempts)],
        Outages = [.. all.SelectMany(one => one.Outages)],
        OutagesOver = [.. all.SelectMany(one => one.OutagesOver)],
        Alerts = [.. all.SelectMany(one => one.Alerts)],
    };
}
