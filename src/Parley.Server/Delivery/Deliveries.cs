using System.Buffers;
using Parley.Policy;
using Parley.Storage;
using Parley.Wire;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>What people ask about deliveries: which were tried, which wait, and one of them once more.</summary>
internal sealed class Deliveries(IStore store, DeliveryWorker worker, DeliveryTools tools)
{
    private readonly AttemptWriter attempts = new(tools.Options, new RetrySchedule(tools.Options));

    /// <summary>
    /// Attempts, newest first, up to this instant. With state <c>waiting</c>: what stands behind a failed delivery of
    /// its thread and has not been tried, in order of threads.
    /// </summary>
    public AttemptList List(AttemptFilter filter)
    {
        if (filter.State == DeliveryState.Waiting) return ListWaiting(filter);
        worker.Flush();
        return store.Deliveries.Attempts(filter);
    }

    /// <summary>Alerts, newest first, up to this instant.</summary>
    public IReadOnlyList<DeliveryAlert> Alerts(int most)
    {
        worker.Flush();
        return store.Deliveries.Alerts(most);
    }

    /// <summary>
    /// Makes a delivery again, with the same bytes. One that is still owed is tried at once in its place; any other is
    /// made once more and not retried.
    /// </summary>
    /// <param name="id">A delivery's id, as an attempt shows it.</param>
    /// <param name="cancel">Ends the waiting for the receiver.</param>
    public async Task<ResendResult> Resend(string id, CancellationToken cancel)
    {
        if (!DeliveryId.TryParse(id, out var delivery) || tools.Find(delivery) is not { } row)
            return new ResendResult.Unknown();
        if (tools.AddressOf(row, delivery, everything: true) is not { } address)
        {
            return new ResendResult.Refused(
                $"app {delivery.App} has no callback for this event, or is not installed on the page");
        }

        if (worker.OutboxOf(delivery.App)?.Hurry(row.Thread, delivery) is { } owed)
        {
            await owed.WaitAsync(cancel);
            return Newest(delivery) is { } tried ? new ResendResult.Tried(tried) : new ResendResult.Unknown();
        }

        return await PostOnce(delivery, row, address, cancel);
    }

    private async Task<ResendResult> PostOnce(
        DeliveryId id, StoredEvent row, DeliveryAddress address, CancellationToken cancel)
    {
        if (tools.Events.Envelope(row, id.Part, id.App, address.Page) is not { } envelope)
            return new ResendResult.Unknown();
        var body = new ArrayBufferWriter<byte>();
        using var signer = new BodySigner(address.Secret);
        using var writer = new WebhookWriter(MetaEncoder.WithExtras);
        writer.Write(body, envelope);
        var at = tools.Clock.GetCurrentInstant();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(tools.Options.Timeout);
        var result = await tools.Poster.Post(new Uri(address.Url), signer, body.WrittenMemory, limit);
        var state = attempts.Took(result) ? DeliveryState.Delivered : DeliveryState.Dropped;
        var attempt = attempts.Of(
            id, row.Thread, (Newest(id)?.Attempt ?? 0) + 1, Outcome.Answered(at, address.Field, result), state, null);
        worker.Write(attempt);
        return new ResendResult.Tried(attempt);
    }

    private DeliveryAttempt? Newest(DeliveryId id) =>
        List(new AttemptFilter(Id: id.ToString(), Most: 1)).Attempts is [var newest] ? newest : null;

    private AttemptList ListWaiting(AttemptFilter filter)
    {
        var from = (int)Math.Clamp(filter.After ?? 0, 0, int.MaxValue);
        var found = worker.Outboxes
            .Where(outbox => filter.App is null || outbox.App == filter.App)
            .SelectMany(outbox => outbox.Waiting())
            .Where(one => (filter.Page is null || one.Thread.Page.Value == filter.Page)
                && (filter.Person is null || one.Thread.Person.Value == filter.Person)
                && (filter.Id is null || one.Id.ToString() == filter.Id))
            .Skip(from)
            .Take(filter.Most + 1)
            .ToArray();
        return new AttemptList(
            [.. found.Take(filter.Most).Select(one => Waiting(one.Thread, one.Id))],
            found.Length > filter.Most ? from + filter.Most : null);
    }

    private DeliveryAttempt Waiting(ThreadKey thread, DeliveryId id)
    {
        var row = tools.Find(id);
        var field = row is null
            ? null
            : WebhookFields.Of(OwedEvents.PartsOf(row.Kind, row.Channel)[id.Part], row.Channel);
        return new DeliveryAttempt(
            id.ToString(),
            id.App,
            thread,
            field ?? "",
            Attempt: 0,
            row?.At ?? Moment.Never,
            LatencyMilliseconds: 0,
            Status: null,
            DeliveryState.Waiting,
            Error: null,
            NextAt: Moment.Never);
    }
}

/// <summary>What became of asking for a delivery once more.</summary>
internal abstract record ResendResult
{
    private ResendResult()
    {
    }

    /// <summary>It was tried; the attempt says what the receiver did.</summary>
    public sealed record Tried(DeliveryAttempt Attempt) : ResendResult;

    /// <summary>There is no such delivery.</summary>
    public sealed record Unknown : ResendResult;

    /// <summary>It cannot be made, for a person.</summary>
    public sealed record Refused(string Why) : ResendResult;
}
