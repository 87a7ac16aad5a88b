using NodaTime;
using Parley.Storage;

namespace Parley.Server.Tests.Delivery;

/// <summary>What was owed before an end is made after it.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-delivery-").FullName;

    [Fact]
    public async Task What_waited_when_the_server_stopped_is_made_in_order_after_its_start()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = Receiver.Status(500);
        await using (var store = Open())
        await using (var rig = await DeliveryRig.Start(store: store))
        {
            await rig.Subscribe(receiver);
            foreach (var text in new[] { "one", "two", "three" }) rig.Say(1, text);
            rig.Say(2, "other");
            await rig.Quiet();
            await rig.Clock.AdvanceTo(DeliveryRig.Noon + Duration.FromSeconds(2), CancellationToken.None);
        }

        var before = receiver.Posts;
        receiver.Behaviour = Receiver.Status(200);
        await using (var store = Open())
        await using (var rig = await DeliveryRig.Start(store: store))
        {
            await rig.Quiet();
            Assert.Equal(before.Count, receiver.Posts.Count);
            await rig.Clock.AdvanceTo(DeliveryRig.Noon + Duration.FromSeconds(12), CancellationToken.None);

            var attempts = rig.Deliveries.List(new AttemptFilter(State: "delivered")).Attempts;
            Assert.Equal([1, 1, 4, 4], attempts.Select(one => one.Attempt).Order());
        }

        Assert.Equal(["one", "two", "three"], receiver.Taken.Where(Of(1)).Select(post => post.Text));
        Assert.Equal(["other"], receiver.Taken.Where(Of(2)).Select(post => post.Text));
        var failed = before.First(post => post.Text == "one");
        var taken = receiver.Taken.First(post => post.Text == "one");
        Assert.Equal(failed.Body, taken.Body);
        Assert.Equal(failed.SignedAs, taken.SignedAs);
    }

    [Fact]
    public async Task What_was_taken_before_an_orderly_stop_is_not_made_again()
    {
        await using var receiver = await Receiver.Start();
        await using (var store = Open())
        await using (var rig = await DeliveryRig.Start(store: store))
        {
            await rig.Subscribe(receiver);
            for (var i = 0; i < 100; i++) rig.Say(i % 7, $"{i}");
            await DeliveryRig.Until(() => receiver.Taken.Count == 100);
        }

        await using (var store = Open())
        await using (var rig = await DeliveryRig.Start(store: store))
        {
            rig.Say(1, "new");
            await DeliveryRig.Until(() => receiver.Taken.Any(post => post.Text == "new"));
        }

        Assert.Equal(101, receiver.Posts.Count);
    }

    [Fact]
    public async Task After_a_crash_everything_arrives_at_least_once_with_the_same_bytes()
    {
        await using var receiver = await Receiver.Start();
        var failing = true;
        receiver.Behaviour = (context, post) =>
        {
            if (failing && post.Person == DeliveryRig.Thread(3).Person.Value) context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        var store = StoreFactory.Open(StoreFactory.Memory, new StoreOptions());
        var crashing = new Crashing(store);
        await using (var rig = await DeliveryRig.Start(store: crashing))
        {
            await rig.Subscribe(receiver);
            for (var i = 0; i < 30; i++) rig.Say(1 + i % 3, $"{i}");
            await rig.Quiet();
            rig.Worker.Flush();
            crashing.Crashed = true;
            for (var i = 30; i < 60; i++) rig.Say(1 + i % 3, $"{i}");
            await DeliveryRig.Until(() => receiver.Taken.Count == 40);
        }

        failing = false;
        await using (var rig = await DeliveryRig.Start(store: store))
        {
            await rig.Clock.AdvanceTo(DeliveryRig.Noon + Duration.FromMinutes(1), CancellationToken.None);
        }

        foreach (var person in new[] { 1, 2, 3 })
        {
            var first = receiver.Taken.Where(Of(person)).Select(post => post.Text).Distinct();
            Assert.Equal(Enumerable.Range(0, 60).Where(i => 1 + i % 3 == person).Select(i => $"{i}"), first);
        }

        Assert.All(
            receiver.Posts.GroupBy(post => post.Text),
            same => Assert.Single(same.Select(post => Convert.ToHexString(post.Body)).Distinct()));
    }

    [Fact]
    public async Task A_new_subscriber_begins_at_the_journals_end()
    {
        await using var early = await Receiver.Start();
        await using var late = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(early);
        rig.Say(1, "before");
        await DeliveryRig.Until(() => early.Taken.Count == 1);

        await rig.Subscribe(late, DeliveryRig.OtherApp);
        rig.Say(1, "after");
        await DeliveryRig.Until(() => early.Taken.Count == 2 && late.Taken.Count == 1);

        Assert.Equal("after", late.Posts.Single().Text);
    }

    [Fact]
    public async Task Whoever_unsubscribes_is_owed_nothing_and_later_begins_at_the_end()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = Receiver.Status(500);
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);
        rig.Say(1, "parked");
        await rig.Quiet();

        await rig.World.DeleteSubscription(DeliveryRig.App, "page");
        await rig.World.DeleteSubscription(DeliveryRig.App, "instagram");
        await DeliveryRig.Until(() => rig.Store.Deliveries.Parked().Count == 0);
        rig.Say(1, "unheard");

        // Who hears a row is settled when the worker reads it, so it reads this one before anybody subscribes again.
        await rig.Quiet();
        receiver.Behaviour = Receiver.Status(200);
        await rig.Subscribe(receiver);
        rig.Say(1, "heard");
        await DeliveryRig.Until(() => receiver.Taken.Count > 0);
        await rig.Clock.AdvanceTo(DeliveryRig.Noon + Duration.FromHours(2), CancellationToken.None);

        Assert.Equal(["heard"], receiver.Taken.Select(post => post.Text));
    }

    [Fact]
    public async Task An_outage_goes_on_over_a_restart()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = Receiver.Status(500);
        await using (var store = Open())
        await using (var rig = await DeliveryRig.Start(store: store))
        {
            await rig.Subscribe(receiver);
            rig.Say(1, "hi");
            await rig.Clock.AdvanceTo(DeliveryRig.Noon + Duration.FromMinutes(14), CancellationToken.None);
        }

        await using (var store = Open())
        await using (var rig = await DeliveryRig.Start(store: store))
        {
            await rig.Clock.AdvanceTo(DeliveryRig.Noon + Duration.FromMinutes(60), CancellationToken.None);

            Assert.Equal(["disabled", "failing"], rig.Deliveries.Alerts(10).Select(one => one.Kind));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IStore Open() => StoreFactory.Open(folder, new StoreOptions());

    private static Func<Received, bool> Of(int person) =>
        post => post.Person == DeliveryRig.Thread(person).Person.Value;

    /// <summary>
    /// From a moment on nothing of the deliveries reaches the disk, as if the process had been killed then.
    /// </summary>
    private sealed class Crashing(IStore store) : IStore, IDeliveryStore
    {
        public bool Crashed { get; set; }

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

        public IDeliveryStore Deliveries => this;

        public IViolationStore Violations => store.Violations;

        public long? Position(long app, int stream) => store.Deliveries.Position(app, stream);

        public void Save(DeliveryChanges changes)
        {
            if (!Crashed) store.Deliveries.Save(changes);
        }

        public IReadOnlyList<ParkedDelivery> Parked() => store.Deliveries.Parked();

        public IReadOnlyList<Outage> Outages() => store.Deliveries.Outages();

        public AttemptList Attempts(AttemptFilter filter) => store.Deliveries.Attempts(filter);

        public IReadOnlyList<DeliveryAlert> Alerts(int most) => store.Deliveries.Alerts(most);

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
