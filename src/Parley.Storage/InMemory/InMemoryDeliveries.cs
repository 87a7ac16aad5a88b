namespace Parley.Storage.InMemory;

internal sealed class InMemoryDeliveries(StoreOptions options) : IDeliveryStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(long App, int Stream), long> positions = [];
    private readonly Dictionary<string, ParkedDelivery> parked = [];
    private readonly Dictionary<(long App, long Page), Outage> outages = [];
    private readonly Queue<DeliveryAttempt> attempts = [];
    private readonly Queue<DeliveryAlert> alerts = [];
    private long attemptsForgotten;

    public long? Position(long app, int stream)
    {
        lock (gate) return positions.TryGetValue((app, stream), out var seq) ? seq : null;
    }

    public void Save(DeliveryChanges changes)
    {
        lock (gate)
        {
            foreach (var (app, position) in changes.Positions) positions[(app, position.Stream)] = position.Seq;
            foreach (var delivery in changes.Parked) parked[delivery.Id] = delivery;
            foreach (var id in changes.Settled) parked.Remove(id);
            foreach (var outage in changes.Outages) outages[(outage.App, outage.Page)] = outage;
            foreach (var over in changes.OutagesOver) outages.Remove(over);
            foreach (var attempt in changes.Attempts) attempts.Enqueue(attempt);
            foreach (var alert in changes.Alerts) alerts.Enqueue(alert);
            for (; attempts.Count > options.AttemptsKept; attemptsForgotten++) attempts.Dequeue();
            while (alerts.Count > options.AlertsKept) alerts.Dequeue();
        }
    }

    public IReadOnlyList<ParkedDelivery> Parked()
    {
        lock (gate)
            return [.. parked.Values.OrderBy(one => one.DueAt).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }

    public IReadOnlyList<Outage> Outages()
    {
        lock (gate) return [.. outages.Values.OrderBy(outage => outage.App).ThenBy(outage => outage.Page)];
    }

    public AttemptList Attempts(AttemptFilter filter)
    {
        lock (gate)
        {
            var found = attempts
                .Select((attempt, index) => (Number: attemptsForgotten + index + 1, Attempt: attempt))
                .Where(one => (filter.After is not { } after || one.Number < after) && Matches(one.Attempt, filter))
                .Reverse()
                .Take(filter.Most + 1)
                .ToList();
            return new AttemptList(
                [.. found.Take(filter.Most).Select(one => one.Attempt)],
                found.Count > filter.Most ? found[filter.Most - 1].Number : null);
        }
    }

    public IReadOnlyList<DeliveryAlert> Alerts(int most)
    {
        lock (gate) return [.. alerts.Reverse().Take(most)];
    }

    private static bool Matches(DeliveryAttempt attempt, AttemptFilter filter) =>
        (filter.App is not { } app || attempt.App == app)
        && (filter.Page is not { } page || attempt.Thread.Page.Value == page)
        && (filter.Person is not { } person || attempt.Thread.Person.Value == person)
        && (filter.State is not { } state || attempt.State == state)
        && (filter.Id is not { } id || attempt.Id == id);
}
