using Parley.Server.Delivery;

namespace Parley.Server.Tests.Delivery;

/// <summary>What is done to webhooks on purpose.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task Every_second_event_comes_twice_with_the_same_bytes()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start(new DeliveryOptions { Chaos = new() { DuplicateEvery = 2 } });
        await rig.Subscribe(receiver);
        for (var i = 0; i < 10; i++) rig.Say(1, $"{i}");
        await DeliveryRig.Until(() => receiver.Taken.Count == 15);
        var copies = receiver.Taken.GroupBy(post => post.Text).ToList();
        Assert.Equal(5, copies.Count(copy => copy.Count() == 2));
        Assert.Equal(5, copies.Count(copy => copy.Count() == 1));
        Assert.All(copies, copy => Assert.Single(copy.Select(post => Convert.ToHexString(post.Body)).Distinct()));
    }

    [Fact]
    public async Task Events_that_wait_together_come_out_of_order_and_none_is_lost()
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start(new DeliveryOptions { Chaos = new() { SwapEvery = 3 } });
        await rig.Subscribe(receiver);
        // While the first hangs, the others gather behind it.
        var gate = new TaskCompletionSource();
        receiver.Behaviour = async (_, post) =>
        {
            if (post.Text == "0") await gate.Task;
        };
        for (var i = 0; i < 30; i++) rig.Say(1, $"{i}");
        await DeliveryRig.Until(() => receiver.Posts.Count == 1);
        gate.SetResult();
        await DeliveryRig.Until(() => receiver.Taken.Count == 30);
        var heard = receiver.Taken.Select(post => int.Parse(post.Text!)).ToList();
        Assert.Equal(Enumerable.Range(0, 30), heard.Order());
        Assert.NotEqual(Enumerable.Range(0, 30), heard);
        Assert.All(heard.Zip(Enumerable.Range(0, 30)), pair => Assert.InRange(pair.First - pair.Second, -2, 2));
    }

    [Theory]
    [InlineData(true, "50\\u0025 \\u003Cann\\u0040example>")]
    [InlineData(false, "50% <ann@example>")]
    public async Task The_extra_escapes_can_be_left_out(bool extras, string body)
    {
        await using var receiver = await Receiver.Start();
        await using var rig = await DeliveryRig.Start(new DeliveryOptions { ExtraEscapes = extras });
        await rig.Subscribe(receiver);
        rig.Say(1, "50% <ann@example>");
        await DeliveryRig.Until(() => receiver.Taken.Count == 1);
        Assert.Contains(body, System.Text.Encoding.UTF8.GetString(receiver.Taken[0].Body), StringComparison.Ordinal);
    }
}
