using CsCheck;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Parley.Server.Delivery;
using Parley.Storage;

namespace Parley.Server.Tests.Delivery;

public sealed class DeliveriesTests
{
    [Fact]
    public async Task A_delivered_event_can_be_sent_again_with_the_same_bytes()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);
        rig.Say(1, "hi");
        await DeliveryRig.Until(() => receiver.Taken.Count == 1);
        await rig.Quiet();
        var id = rig.Deliveries.List(new AttemptFilter()).Attempts.Single().Id;
        await rig.Clock.AdvanceTo(DeliveryRig.Noon + Duration.FromDays(1), CancellationToken.None);

        var again = Assert.IsType<ResendResult.Tried>(await rig.Deliveries.Resend(id, CancellationToken.None)).Attempt;

        Assert.Equal((id, 2, "delivered", 200), (again.Id, again.Attempt, again.State, again.Status));
        Assert.Equal(receiver.Posts[0].Body, receiver.Posts[1].Body);
        Assert.Equal(receiver.Posts[0].SignedAs, receiver.Posts[1].SignedAs);
        Assert.Equal([2, 1], rig.Deliveries.List(new AttemptFilter(Id: id)).Attempts.Select(one => one.Attempt));
    }

    [Fact]
    public async Task Sending_a_waiting_delivery_again_sends_its_thread_in_order()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = Receiver.Status(500);
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);
        rig.Say(1, "one");
        rig.Say(1, "two");
        await rig.Quiet();
        var waiting = Assert.Single(rig.Deliveries.List(new AttemptFilter(State: "waiting")).Attempts);
        Assert.Equal(("messages", 0), (waiting.Field, waiting.Attempt));
        Assert.Empty(rig.Deliveries.List(new AttemptFilter(State: "waiting", Page: 1)).Attempts);

        receiver.Behaviour = Receiver.Status(200);
        var result = await rig.Deliveries.Resend(waiting.Id, CancellationToken.None);
        var sent = Assert.IsType<ResendResult.Tried>(result).Attempt;

        Assert.Equal((waiting.Id, "delivered"), (sent.Id, sent.State));
        Assert.Equal(["one", "two"], receiver.Taken.Select(post => post.Text));
        Assert.Empty(rig.Deliveries.List(new AttemptFilter(State: "waiting")).Attempts);
        await rig.Clock.AdvanceTo(DeliveryRig.Noon + Duration.FromDays(1), CancellationToken.None);
        Assert.Equal(2, receiver.Taken.Count);
    }

    [Fact]
    public async Task A_resend_that_fails_is_shown_and_not_retried()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);
        rig.Say(1, "hi");
        await DeliveryRig.Until(() => receiver.Taken.Count == 1);
        await rig.Quiet();
        receiver.Behaviour = async (context, _) =>
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("out of\nmemory");
        };

        var id = rig.Deliveries.List(new AttemptFilter()).Attempts.Single().Id;
        var again = Assert.IsType<ResendResult.Tried>(await rig.Deliveries.Resend(id, CancellationToken.None)).Attempt;
        await rig.Clock.AdvanceTo(DeliveryRig.Noon + Duration.FromDays(1), CancellationToken.None);

        Assert.Equal(("dropped", "answered 500, 200 is expected: out of memory"), (again.State, again.Error));
        Assert.Equal(2, receiver.Posts.Count);
        Assert.Empty(rig.Deliveries.Alerts(10));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("500000000000005-0-1")]
    [InlineData("500000000000005-0-999999-0")]
    [InlineData("500000000000005-7-1-0")]
    [InlineData("-1-0-1-0")]
    [InlineData("500000000000005-0-99999999999999999999-0")]
    [InlineData("500000000000005-2147483648-1-0")]
    public async Task An_id_of_nothing_is_unknown(string id)
    {
        await using var rig = await DeliveryRig.Start();
        rig.Say(1, "hi");

        Assert.IsType<ResendResult.Unknown>(await rig.Deliveries.Resend(id, CancellationToken.None));
    }

    [Fact]
    public async Task An_app_without_a_callback_is_refused_a_resend_and_told_why()
    {
        await using var rig = await DeliveryRig.Start();
        var seq = rig.Say(1, "hi");

        var refused = Assert.IsType<ResendResult.Refused>(
            await rig.Deliveries.Resend($"{DeliveryRig.App}-0-{seq}-0", CancellationToken.None));

        Assert.Contains("no callback", refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_answer_is_taken_and_marked()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = (_, _) => Task.Delay(60, CancellationToken.None);
        var impatient = new DeliveryOptions { SlowAfter = TimeSpan.FromMilliseconds(50) };
        await using var rig = await DeliveryRig.Start(impatient);
        await rig.Subscribe(receiver);

        rig.Say(1, "hi");
        await DeliveryRig.Until(() => receiver.Taken.Count == 1);
        await rig.Quiet();

        var attempt = rig.Deliveries.List(new AttemptFilter()).Attempts.Single();
        Assert.Equal("delivered", attempt.State);
        Assert.StartsWith("slow: answered after ", attempt.Error, StringComparison.Ordinal);
        Assert.True(attempt.LatencyMilliseconds >= 50);
    }

    [Fact]
    public async Task A_row_that_cannot_be_told_is_dropped_and_its_thread_goes_on()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);

        rig.Append(EventKind.Postback, 1, new ReadBody(), StoredJson.Default.ReadBody);
        rig.Say(1, "next");
        await DeliveryRig.Until(() => receiver.Taken.Count == 1);
        await rig.Quiet();

        Assert.Equal("next", receiver.Posts.Single().Text);
        var dropped = rig.Deliveries.List(new AttemptFilter(State: "dropped")).Attempts.Single();
        Assert.Contains("cannot be delivered", dropped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_reads_back() => Gen
        .Select(Gen.Long[0, long.MaxValue], Gen.Int[0, int.MaxValue], Gen.Long[0, long.MaxValue], Gen.Int[0, 255])
        .Sample(one =>
        {
            var id = new DeliveryId(one.Item1, one.Item2, one.Item3, one.Item4);
            return DeliveryId.TryParse(id.ToString(), out var read) && read == id;
        });
}
