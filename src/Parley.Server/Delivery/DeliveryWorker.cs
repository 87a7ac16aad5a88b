using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Delivery;

/// <summary>
/// The reader of the journal that posts webhooks: an outbox for every app that subscribed to anything, each with its
/// own place in every stream.
/// </summary>
/// <remarks>
/// Places, attempts and what is parked are written down in rounds, all apps in one transaction. After a crash what was
/// done since the last round is done again: at least once, in order per thread, with the same bytes. An app that
/// subscribes begins at the journal's end; what happened before is never told.
/// </remarks>
internal sealed class DeliveryWorker(
    IStore store, WorldDirectory world, IPlatformClock clock, DeliveryTools tools, ILogger<DeliveryWorker> log)
    : IHostedService, IDueSource, IDisposable
{
    private const int MostRows = 256;

    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan QuietCheck = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly RoundBook book = new(store.Deliveries);
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<bool> dirty = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private ImmutableDictionary<long, Served> served = ImmutableDictionary<long, Served>.Empty;
    private Task rounds = Task.CompletedTask;

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public string Name => "webhook deliveries";

    /// <summary>The outbox of an app, or null if it is subscribed to nothing.</summary>
    public AppOutbox? OutboxOf(long app) => served.TryGetValue(app, out var one) ? one.Outbox : null;

    /// <summary>Every outbox, by app.</summary>
    public IEnumerable<AppOutbox> Outboxes => served.Values.Select(one => one.Outbox).OrderBy(outbox => outbox.App);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var parked = store.Deliveries.Parked().ToLookup(one => one.App);
            var outages = store.Deliveries.Outages().ToLookup(one => one.App);
            foreach (var app in SubscribedApps()) Open(app, resumes: true, parked[app], outages[app]);
            book.Save(new DeliveryChanges
            {
                Settled = [.. OfNobody(parked).Select(one => one.Id)],
                OutagesOver = [.. OfNobody(outages).Select(one => (one.App, one.Page))],
            });
            world.Changed += Reconcile;
        }

        rounds = Task.Run(() => RunRounds(stop.Token), CancellationToken.None);
        Changed?.Invoke();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        world.Changed -= Reconcile;
        await stop.CancelAsync();
        var all = served.Values.ToArray();
        var closed = Task.WhenAll(all.Select(one => one.Close()));
        await Task.WhenAny(closed, Task.Delay(StopGrace, CancellationToken.None));
        foreach (var one in all) one.Outbox.Abort();
        await closed;
        await rounds;
        Flush();
    }

    /// <summary>
    /// The next retry, alert or end of an app's patience. On a standing virtual clock what is under way is due now, so
    /// that time does not move on before a receiver has answered: its failures and retries get the right instants.
    /// </summary>
    public Instant? NextDue()
    {
        var next = Standing && Outboxes.Any(outbox => outbox.Moving) ? clock.GetCurrentInstant() : default(Instant?);
        foreach (var one in served.Values)
        {
            if (one.Outbox.NextDue() is { } due && (next is null || due < next)) next = due;
        }

        return next;
    }

    /// <summary>
    /// Makes the retries and raises the alerts that are due. On a standing virtual clock it waits for what the
    /// receivers do, so that advancing it shows every consequence; while time passes by itself nobody is held up.
    /// </summary>
    public async Task Fire(Instant now, CancellationToken cancel)
    {
        foreach (var outbox in Outboxes) outbox.Wake(now);
        if (Standing) await Quiet(cancel);
        foreach (var outbox in Outboxes)
        {
            foreach (var page in outbox.JudgeOutages(now)) await Disable(outbox, page);
        }
    }

    /// <summary>Writes down everything that changed.</summary>
    /// <returns>Whether that worked; what did not is kept for the next time.</returns>
    public bool Flush()
    {
        try
        {
            book.Save(() => Outboxes.Select(outbox => outbox.Collect()));
            return true;
        }
        catch (Exception error)
        {
            log.SaveFailed(error);
            return false;
        }
    }

    /// <summary>Writes down a try that was made outside the outboxes.</summary>
    public void Write(DeliveryAttempt attempt)
    {
        book.Keep(new DeliveryChanges { Attempts = [attempt] });
        Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in served.Values) one.Outbox.Dispose();
        stop.Dispose();
    }

    private bool Standing => clock is { Virtual: true, Running: false };

    // A bot that answers its own echoes would never be quiet: the waiting has a limit.
    private async Task Quiet(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(2 * tools.Options.Timeout);
        try
        {
            while (Outboxes.Any(outbox => outbox.Moving))
            {
                await Task.WhenAll(Outboxes.Select(outbox => outbox.WhenIdle())).WaitAsync(limit.Token);
                await Task.Delay(QuietCheck, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The limit is reached: time moves on.
        }
    }

    // Runs on the thread of whoever changed the world, before they are answered: what happens afterwards is heard.
    private void Reconcile()
    {
        lock (gate)
        {
            if (stop.IsCancellationRequested) return;
            var wanted = SubscribedApps();
            foreach (var one in served.Values)
            {
                if (wanted.Contains(one.Outbox.App)) one.Outbox.Forget();
                else Leave(one);
            }

            foreach (var app in wanted.Where(app => !served.ContainsKey(app))) Open(app, resumes: false, [], []);
        }

        Changed?.Invoke();
    }

    private ImmutableSortedSet<long> SubscribedApps() =>
        [.. world.Subscriptions.Where(one => world.App(one.App) is not null).Select(one => one.App)];

    private IEnumerable<T> OfNobody<T>(ILookup<long, T> byApp) =>
        byApp.Where(group => !served.ContainsKey(group.Key)).SelectMany(group => group);

    private void Open(long app, bool resumes, IEnumerable<ParkedDelivery> parked, IEnumerable<Outage> outages)
    {
        var positions = new List<StreamPosition>();
        for (var stream = 0; stream < store.Journal.Streams; stream++)
        {
            var stored = resumes ? store.Deliveries.Position(app, stream) : null;
            positions.Add(new StreamPosition(stream, stored ?? store.Journal.Committed(stream)));
        }

        book.Save(new DeliveryChanges { Positions = [.. positions.Select(position => (app, position))] });
        var outbox = new AppOutbox(app, positions, tools);
        outbox.Load(parked, outages);
        outbox.Dirty += Touch;
        outbox.DueChanged += () => Changed?.Invoke();
        var one = new Served(outbox, CancellationTokenSource.CreateLinkedTokenSource(stop.Token));
        one.Readers = Task.WhenAll(
            positions.Select(position => Task.Run(() => Read(outbox, position, one.Stop.Token))));
        served = served.Add(app, one);
    }

    private void Leave(Served one)
    {
        served = served.Remove(one.Outbox.App);
        one.Outbox.DropAll(clock.GetCurrentInstant(), "the app is not subscribed any more");
        book.Keep(one.Outbox.Collect());
        Touch();
        _ = one.Close().ContinueWith(_ => one.Outbox.Dispose(), TaskScheduler.Default);
    }

    private async Task Read(AppOutbox outbox, StreamPosition from, CancellationToken cancel)
    {
        for (var seq = from.Seq; !cancel.IsCancellationRequested;)
        {
            try
            {
                await store.Journal.WaitBeyond(from.Stream, seq, cancel);
                await outbox.Room(from.Stream).WaitAsync(cancel);
                var rows = store.Journal.Read(from.Stream, seq, MostRows);
                if (rows.Count == 0) continue;
                outbox.Accept(from.Stream, rows);
                seq = rows[^1].Seq;
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception error)
            {
                log.ReadFailed(outbox.App, error);
                await Task.Delay(PauseAfterFailure, CancellationToken.None);
            }
        }
    }

    private async Task RunRounds(CancellationToken cancel)
    {
        try
        {
            while (await dirty.Reader.WaitToReadAsync(cancel))
            {
                await Task.Delay(RoundLength, cancel);
                dirty.Reader.TryRead(out _);
                var busy = false;
                foreach (var outbox in Outboxes) busy |= outbox.ParkHanging();
                var saved = Flush();
                if (busy || !saved) Touch();
                if (!saved) await Task.Delay(PauseAfterFailure, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; StopAsync writes the last round.
        }
    }

    private async Task Disable(AppOutbox outbox, PageId page)
    {
        log.Disabled(outbox.App, page.Value);
        try
        {
            if (world.Install(page, outbox.App) is { } install)
                await world.Save(
                    install with { Fields = [], InstagramFields = null, DisabledBecause = OutageBook.Disabled });
        }
        catch (StoreException error)
        {
            log.DisableFailed(outbox.App, page.Value, error);
        }
        finally
        {
            outbox.Unsilence(page);
        }
    }

    private void Touch() => dirty.Writer.TryWrite(true);

    private sealed class Served(AppOutbox outbox, CancellationTokenSource stop)
    {
        public AppOutbox Outbox { get; } = outbox;

        public CancellationTokenSource Stop { get; } = stop;

        public Task Readers { get; set; } = Task.CompletedTask;

        public async Task Close()
        {
            await Stop.CancelAsync();
            await Outbox.Close();
            await Readers;
            Stop.Dispose();
        }
    }
}
