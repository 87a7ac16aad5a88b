using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Delivery;
using Parley.Server.Hosting;
using Parley.Server.Media;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Tests.Delivery;

/// <summary>The engine and the deliveries over a store, with one page and as many apps as a test asks for.</summary>
internal sealed class DeliveryRig : IAsyncDisposable
{
    public const long App = 500000000000005;
    public const long OtherApp = 500000000000006;
    public const long Instagram = 17841400000000001;
    public const string Secret = "0123456789abcdef0123456789abcdef";

    public static readonly PageId Page = new(100000000000001);
    public static readonly Instant Noon = Instant.FromUtc(2021, 10, 5, 12, 0);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHost host;
    private readonly Dictionary<ThreadKey, long> heads = [];

    private DeliveryRig(IHost host, IStore store) => (this.host, Store) = (host, store);

    public IStore Store { get; }

    public WorldDirectory World => host.Services.GetRequiredService<WorldDirectory>();

    public IPlatformClock Clock => host.Services.GetRequiredService<IPlatformClock>();

    public Deliveries Deliveries => host.Services.GetRequiredService<Deliveries>();

    public DeliveryWorker Worker => host.Services.GetRequiredService<DeliveryWorker>();

    public SubscriptionHandshake Handshake => host.Services.GetRequiredService<SubscriptionHandshake>();

    /// <summary>Starts with a virtual clock that stands at noon, or with the machine's.</summary>
    public static async Task<DeliveryRig> Start(
        DeliveryOptions? delivery = null, IStore? store = null, bool standing = true)
    {
        var opened = store ?? StoreFactory.Open(StoreFactory.Memory, new StoreOptions());
        var options = new ServerOptions
        {
            VirtualClock = standing,
            ClockStart = standing ? Noon : null,
            Delivery = delivery ?? new DeliveryOptions(),
        };
        Assert.Empty(OptionFaults.Of(options));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEngine(new Borrowed(opened), options).AddMedia().AddDeliveries();
        var rig = new DeliveryRig(builder.Build(), opened);
        await rig.World.Save(new PageRecord { Id = Page.Value, Name = "Demo", InstagramId = Instagram });
        await rig.host.StartAsync();
        return rig;
    }

    /// <summary>Makes an app hear every field of both objects at a callback.</summary>
    public async Task Subscribe(
        Receiver receiver,
        long app = App,
        string secret = Secret,
        string[]? install = null,
        string[]? page = null,
        string[]? instagram = null)
    {
        await World.Save(new AppRecord { Id = app, Name = $"App {app}", Secret = secret });
        await World.Save(new InstallRecord
        {
            Page = Page.Value,
            App = app,
            Token = $"EAA{app}",
            Fields = [.. install ?? AllFields("page")],
        });
        await Subscribe(receiver, app, "page", [.. page ?? AllFields("page")]);
        await Subscribe(receiver, app, "instagram", [.. instagram ?? AllFields("instagram")]);
    }

    private Task Subscribe(Receiver receiver, long app, string @object, ImmutableArray<string> fields)
    {
        if (fields.IsEmpty) return Task.CompletedTask;
        var url = receiver.Url;
        return World.Save(new SubscriptionRecord { App = app, Object = @object, CallbackUrl = url, Fields = fields });
    }

    private static string[] AllFields(string @object) => [.. SubscriptionFields.Of(@object)];

    public static ThreadKey Thread(int person, Channel channel = Channel.Messenger) =>
        new(Page, new Psid((channel is Channel.Instagram ? 6000000000000000 : 7000000000000000) + person));

    /// <summary>A person writes.</summary>
    public long Say(int person, string text, Channel channel = Channel.Messenger) =>
        Append(EventKind.Message, person, new MessageBody { Text = text }, StoredJson.Default.MessageBody, channel);

    /// <summary>Something happens in a thread, and is on disk.</summary>
    public long Append<T>(
        EventKind kind, int person, T body, JsonTypeInfo<T> shape, Channel channel = Channel.Messenger)
    {
        var thread = Thread(person, channel);
        var journal = Store.Journal;
        var row = new NewEvent(
            0, thread, channel, heads.GetValueOrDefault(thread), Moment.Of(Clock.GetCurrentInstant()), kind,
            JsonSerializer.SerializeToUtf8Bytes(body, shape));
        var appended = journal.Append(journal.Generation, row);
        appended.Commit.GetAwaiter().GetResult();
        return heads[thread] = appended.Seq;
    }

    /// <summary>Moves the clock to so long after noon.</summary>
    public Task Advance(Duration sinceNoon) => Clock.AdvanceTo(Noon + sinceNoon, CancellationToken.None);

    /// <summary>Waits, with patience, until something is so.</summary>
    public static async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            if (limit.IsCancellationRequested) Assert.Fail("It did not come about in time.");
            await Task.Delay(2, CancellationToken.None);
        }
    }

    /// <summary>Waits until nothing is under way or unread.</summary>
    public Task Quiet() => Until(() => Worker.Outboxes.All(outbox => !outbox.Moving));

    /// <summary>Ends as a server does.</summary>
    public async Task Stop() => await host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    // The host disposes what it owns; a test that starts a second host on the same store owns the store itself.
    private sealed class Borrowed(IStore store) : IStore
    {
        public ReadOnlyMemory<byte> Key => store.Key;

        public bool Created => store.Created;

        public string Description => store.Description;

        public IJournal Journal => store.Journal;

        public ISnapshots Snapshots => store.Snapshots;

        public ICampaignStore Campaigns => store.Campaigns;

        public ILabelStore Labels => store.Labels;

        public IDocumentStore Documents => store.Documents;

        public IBlobStore Blobs => store.Blobs;

        public IWorldStore World => store.World;

        public IDeliveryStore Deliveries => store.Deliveries;

        public IViolationStore Violations => store.Violations;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
