using CsCheck;
using Parley.Server.Delivery;

namespace Parley.Server.Tests.Delivery;

/// <summary>In order within a thread, and no thread waits for another.</summary>
public sealed class OrderTests
{
    // Real time with short steps: the machine's clock runs.
    private static readonly DeliveryOptions Fast = new()
    {
        HangingAfter = TimeSpan.FromMilliseconds(20),
        Concurrency = 8,
        RetryLadder = [TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5)],
    };

    [Fact]
    public Task Whatever_fails_every_thread_gets_everything_once_and_in_order() => Gen.Select(
            Gen.Int[1, 12], Gen.Int[1, 6].Array[1, 60], Gen.Int[0, 9].Array[50])
        .SampleAsync(one => Everything(one.Item1, one.Item2, one.Item3), iter: 15, threads: 1);

    [Theory]
    [InlineData("hang")]
    [InlineData("reset")]
    [InlineData("500")]
    [InlineData("late")]
    public async Task A_receiver_that_fails_one_thread_holds_up_no_other(string failure)
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = async (context, post) =>
        {
            if (!Fails(post)) return;
            switch (failure)
            {
                case "hang": await Receiver.Hang(context); break;
                case "reset": Receiver.Reset(context, post); break;
                case "500": context.Response.StatusCode = 500; break;
                case "late": await Task.Delay(TimeSpan.FromSeconds(19), context.RequestAborted); break;
            }
        };
        await using var rig = await DeliveryRig.Start(
            Fast with { Concurrency = 2 }, standing: false);
        await rig.Subscribe(receiver);

        for (var i = 0; i < 50; i++)
        {
            rig.Say(1, $"{i}");
            rig.Say(2 + i % 5, $"{i}");
        }

        await DeliveryRig.Until(() => receiver.Taken.Count(post => !Fails(post)) == 50);

        Assert.All(receiver.Posts.Where(Fails), post => Assert.Equal("0", post.Text));
        if (failure is "hang" or "late") Assert.Single(receiver.Posts, post => Fails(post));
    }

    [Fact]
    public async Task Many_threads_that_hang_at_once_hold_up_no_other()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = (context, post) => post.Text == "hang" ? Receiver.Hang(context) : Task.CompletedTask;
        await using var rig = await DeliveryRig.Start(
            Fast with { Concurrency = 4 }, standing: false);
        await rig.Subscribe(receiver);

        for (var person = 1; person <= 40; person++) rig.Say(person, "hang");
        rig.Say(100, "fine");

        await DeliveryRig.Until(() => receiver.Taken.Any(post => post.Text == "fine"));
    }

    [Fact]
    public async Task Behind_a_failed_delivery_its_thread_waits_and_goes_on_in_order()
    {
        await using var receiver = await Receiver.Start();
        receiver.Behaviour = Receiver.Status(500);
        await using var rig = await DeliveryRig.Start();
        await rig.Subscribe(receiver);
        foreach (var text in new[] { "one", "two", "three" }) rig.Say(1, text);
        await rig.Quiet();
        rig.Say(1, "four");
        await rig.Quiet();
        rig.Worker.Flush();
        Assert.Equal(4, rig.Store.Deliveries.Parked().Count);
        Assert.Equal(rig.Store.Journal.Committed(0), rig.Store.Deliveries.Position(DeliveryRig.App, 0));

        receiver.Behaviour = Receiver.Status(200);
        await rig.Clock.AdvanceToNext(CancellationToken.None);

        Assert.Equal(["one", "two", "three", "four"], receiver.Taken.Select(post => post.Text));
        rig.Worker.Flush();
        Assert.Empty(rig.Store.Deliveries.Parked());
    }

    private static bool Fails(Received post) => post.Person == DeliveryRig.Thread(1).Person.Value;

    private static async Task Everything(int threads, int[] people, int[] moods)
    {
        await using var receiver = await Receiver.Start();
        var underWay = new System.Collections.Concurrent.ConcurrentDictionary<long, int>();
        var overlaps = 0;
        var number = -1;
        receiver.Behaviour = async (context, post) =>
        {
            var person = post.Person;
            var resets = false;
            if (underWay.AddOrUpdate(person, 1, (_, count) => count + 1) > 1) Interlocked.Increment(ref overlaps);
            switch (moods[(uint)Interlocked.Increment(ref number) % moods.Length])
            {
                case 0: context.Response.StatusCode = 500; break;
                case 1: resets = true; break;
                case 2: context.Response.StatusCode = 302; break;
                case 3: await Task.Delay(40, CancellationToken.None); break;
            }

            underWay.AddOrUpdate(person, 0, (_, count) => count - 1);
            if (resets) Receiver.Reset(context, post);
        };
        await using var rig = await DeliveryRig.Start(Fast, standing: false);
        await rig.Subscribe(receiver);
        var said = new List<(long Person, string Text)>();
        for (var i = 0; i < people.Length; i++)
        {
            var person = 1 + people[i] % threads;
            rig.Say(person, $"{i}");
            said.Add((DeliveryRig.Thread(person).Person.Value, $"{i}"));
        }

        await DeliveryRig.Until(() => receiver.Taken.Count >= said.Count);
        await rig.Quiet();

        Assert.Equal(0, overlaps);
        foreach (var thread in said.GroupBy(one => one.Person))
        {
            Assert.Equal(
                thread.Select(one => one.Text),
                receiver.Taken.Where(post => post.Person == thread.Key).Select(post => post.Text));
        }
    }
}
