using Parley.Storage;

namespace Parley.Server.Tests.Shards;

public sealed class RacingSendsTests
{
    [Fact]
    public async Task Racing_sends_of_one_thread_are_each_in_its_history_once()
    {
        await using var bed = await ShardsBed.Over(ShardsBed.NewStore());
        var thread = ShardsBed.Thread(7);
        await bed.Act(thread);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var rows = new List<long>();
            for (var turn = 0; turn < 250; turn++) rows.Add((await bed.Send(thread)).Seq);
            return rows;
        })));

        var head = (await bed.Shards.Look(thread))!.Head;
        var history = bed.Store.Journal.History(bed.Shards.ShardOf(thread), head, int.MaxValue);
        var sent = history.Where(row => row.Kind is EventKind.Sent).Select(row => row.Seq).Order();
        Assert.Equal(answers.SelectMany(rows => rows).Order(), sent);
        Assert.Equal(2001, history.Count);
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit()
    {
        var store = ShardsBed.NewStore();
        await using var bed = await ShardsBed.Over(store);
        var thread = ShardsBed.Thread(7);

        var hold = store.HoldCommits();
        var act = bed.Act(thread).AsTask();
        var send = bed.Send(thread).AsTask();
        var look = bed.Shards.Look(thread).AsTask();
        var list = bed.Shards.List(ShardsBed.Page, default, 10).AsTask();
        var beforeCommit = new[] { act.IsCompleted, send.IsCompleted, look.IsCompleted, list.IsCompleted };
        hold.Dispose();

        Assert.Equal([false, false, false, false], beforeCommit);
        Assert.Null((await act).Refusal);
        Assert.True((await send).Outcome.Accepted);
        Assert.Equal((await send).Seq, (await look)!.Head);
        Assert.Single(await list);
    }

    [Fact]
    public async Task A_refusal_waits_for_the_block_it_rests_on()
    {
        var store = ShardsBed.NewStore();
        await using var bed = await ShardsBed.Over(store);
        var thread = ShardsBed.Thread(7);
        await bed.Act(thread);

        var hold = store.HoldCommits();
        var block = bed.Act(thread, EventKind.Blocked).AsTask();
        var send = bed.Send(thread).AsTask();
        var answeredEarly = send.IsCompleted;
        hold.Dispose();

        Assert.False(answeredEarly);
        await block;
        Assert.Equal("blocked", (await send).Outcome.Reason?.Name);
    }
}
