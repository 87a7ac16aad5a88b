using NodaTime;
using Parley.Policy;
using Parley.Server.Delivery;
using Parley.Storage;

namespace Parley.Server.Tests.Delivery;

/// <summary>Failures under a clock that stands still until it is advanced.</summary>
public sealed class RetryTests
{
    private static readonly long[] LadderSeconds = [0, 0, 2, 12, 42, 102, 222, 462, 942, 1842, 2742];

    [Fact]
    public async Task A_failed_delivery_is_tried_again_at_the_ladders_instants_with_the_same_bytes()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = Receiver.Status(500);
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);

        rig.Say(1, "hi");
        await rig.Advance(Duration.FromMinutes(59));

        var attempts = rig.Deliveries.List(new AttemptFilter()).Attempts.Reverse().ToArray();
        Assert.Equal(LadderSeconds, attempts.Select(one => SecondsSinceNoon(one.At)));
        Assert.Equal(Enumerable.Range(1, LadderSeconds.Length), attempts.Select(one => one.Attempt));
        Assert.All(attempts, one => Assert.Equal(("retrying", 500, "messages"), (one.State, one.Status, one.Field)));
        Assert.Equal(attempts.Skip(1).Select(one => one.At), attempts.SkipLast(1).Select(one => one.NextAt));
        Assert.Equal(LadderSeconds.Length, receiver.Posts.Count);
        Assert.All(receiver.Posts, post => Assert.Equal(receiver.Posts[0].Body, post.Body));
        Assert.Single(receiver.Posts.Select(post => post.Headers["X-Hub-Signature-256"]).Distinct());
    }

    [Fact]
    public async Task The_developer_is_alerted_at_15_minutes_and_unsubscribed_at_60()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = Receiver.Status(503);
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);

        rig.Say(1, "one");
        rig.Say(1, "two");
        await rig.Advance(Duration.FromMinutes(15) - Duration.FromMilliseconds(1));
        Assert.Empty(rig.Deliveries.Alerts(10));
        await rig.Advance(Duration.FromMinutes(15));
        var alert = Assert.Single(rig.Deliveries.Alerts(10));
        Assert.Equal(("failing", DeliveryRig.App, 900L), (alert.Kind, alert.App, SecondsSinceNoon(alert.At)));
        await rig.Advance(Duration.FromMinutes(60) - Duration.FromMilliseconds(1));
        Assert.NotEmpty(rig.World.Install(DeliveryRig.Page, DeliveryRig.App)!.Fields);

        await rig.Advance(Duration.FromMinutes(60));

        Assert.Equal(["disabled", "failing"], rig.Deliveries.Alerts(10).Select(one => one.Kind));
        var install = rig.World.Install(DeliveryRig.Page, DeliveryRig.App)!;
        Assert.Empty(install.Fields);
        Assert.NotNull(install.DisabledBecause);
        Assert.Empty(rig.Store.Deliveries.Parked());
        Assert.Empty(rig.Store.Deliveries.Outages());
        Assert.Equal(2, rig.Deliveries.List(new AttemptFilter(State: "dropped")).Attempts.Count);
        Assert.DoesNotContain(receiver.Posts, post => post.Text == "two");
    }

    [Fact]
    public async Task Whoever_subscribes_again_begins_afresh()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = Receiver.Status(500);
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);
        rig.Say(1, "lost");
        await rig.Advance(Duration.FromMinutes(61));
        rig.Say(1, "nobody listens");
        await rig.Quiet();

        receiver.Behaviour = Receiver.Status(200);
        await rig.Subscribe(receiver);
        rig.Say(1, "hello again");
        await DeliveryRig.Until(() => receiver.Taken.Count > 0);
        await rig.Advance(Duration.FromDays(365));

        Assert.Equal(["hello again"], receiver.Taken.Select(post => post.Text));
        Assert.Equal(2, rig.Deliveries.Alerts(10).Count);
    }

    [Fact]
    public async Task Any_delivery_that_is_taken_ends_the_outage()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = (context, post) =>
        {
            context.Response.StatusCode = post.Text == "poison" ? 500 : 200;
            return Task.CompletedTask;
        };
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);

        for (var minute = 0; minute < 120; minute += 10)
        {
            rig.Say(1, "poison");
            rig.Say(2, "fine");
            await rig.Advance(Duration.FromMinutes(minute + 10));
        }

        Assert.Empty(rig.Deliveries.Alerts(10));
        Assert.Equal(12, receiver.Taken.Count);
        Assert.NotEmpty(rig.World.Install(DeliveryRig.Page, DeliveryRig.App)!.Fields);
    }

    [Fact]
    public async Task One_apps_outage_is_no_others()
    {
        await using var broken = await Receiver.Start();
        await using var sound = await Receiver.Start();
        broken.Behaviour = (context, _) => Receiver.Hang(context);
        await using var rig = await DeliveryRig.Start(new DeliveryOptions
        {
            Timeout = TimeSpan.FromMilliseconds(50),
            AlertAfter = TimeSpan.FromSeconds(1),
            DisableAfter = TimeSpan.FromSeconds(5),
        });
        await rig.Subscribe(broken);
        await rig.Subscribe(sound, DeliveryRig.OtherApp);

        rig.Say(1, "hi");
        await rig.Advance(Duration.FromSeconds(5));

        Assert.Equal(["hi"], sound.Taken.Select(post => post.Text));
        Assert.All(rig.Deliveries.Alerts(10), alert => Assert.Equal(DeliveryRig.App, alert.App));
        Assert.Empty(rig.World.Install(DeliveryRig.Page, DeliveryRig.App)!.Fields);
        Assert.NotEmpty(rig.World.Install(DeliveryRig.Page, DeliveryRig.OtherApp)!.Fields);
        var attempts = rig.Deliveries.List(new AttemptFilter(App: DeliveryRig.App)).Attempts;
        Assert.Contains(attempts, one => one.Error == "no answer in time");
    }

    [Fact]
    public async Task What_an_app_no_longer_hears_is_dropped_and_not_tried()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = Receiver.Status(500);
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);
        rig.Say(1, "hi");
        await rig.Advance(Duration.FromSeconds(2));
        var tries = receiver.Posts.Count;

        await rig.Subscribe(receiver, install: ["feed"]);
        await rig.Advance(Duration.FromMinutes(5));

        Assert.Equal(tries, receiver.Posts.Count);
        Assert.Equal("dropped", rig.Deliveries.List(new AttemptFilter()).Attempts[0].State);
        Assert.Empty(rig.Store.Deliveries.Parked());
    }

    private static long SecondsSinceNoon(Moment at) =>
        (at.Milliseconds - DeliveryRig.Noon.ToUnixTimeMilliseconds()) / 1000;
}
