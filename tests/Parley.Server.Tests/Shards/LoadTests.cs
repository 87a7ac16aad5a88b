using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Tests.Shards;

public sealed class LoadTests
{
    private static readonly ThreadKey Thread = ShardsBed.Thread(5);

    [Fact]
    public async Task A_cold_thread_is_loaded_once_for_all_who_ask()
    {
        var store = new WatchedSnapshots(ShardsBed.NewStore());
        await using var bed = await AfterRestart(store);

        using var held = store.HoldNextLoad();
        var sends = Enumerable.Range(0, 6).Select(_ => Task.Run(async () => await bed.Send(Thread))).ToArray();
        await WaitFor(() => store.Loads > 0);
        held.Set();

        Assert.All(await Task.WhenAll(sends), answer => Assert.True(answer.Outcome.Accepted));
        Assert.Equal(1, store.Loads);
    }

    [Fact]
    public async Task A_load_that_was_overtaken_by_a_failed_commit_is_thrown_away()
    {
        var inner = ShardsBed.NewStore(shards: 1);
        var store = new WatchedSnapshots(inner);
        await using var bed = await AfterRestart(store);
        await bed.Act(ShardsBed.Thread(6));

        // The load has read its snapshot and is held; meanwhile everything is forgotten and the thread moves on.
        using var held = store.HoldNextLoad();
        var late = Task.Run(async () => await bed.Shards.Look(Thread));
        await WaitFor(() => store.Loads > 1);
        inner.FailNextCommit();
        await Assert.ThrowsAsync<CommitFailedException>(async () => await bed.Act(ShardsBed.Thread(6)));
        await bed.Act(Thread, EventKind.Blocked);
        held.Set();

        Assert.True((await late)!.State.Blocked);
        Assert.True((await bed.Shards.Look(Thread))!.State.Blocked);
        Assert.Equal("blocked", (await bed.Send(Thread)).Outcome.Reason?.Name);
    }

    [Fact]
    public async Task A_load_that_fails_fails_its_waiters_and_the_next_one_goes_on()
    {
        var store = new WatchedSnapshots(ShardsBed.NewStore());
        await using var bed = await AfterRestart(store);

        store.FailLoads = true;
        await Assert.ThrowsAsync<StoreException>(async () => await bed.Send(Thread));
        store.FailLoads = false;

        Assert.True((await bed.Send(Thread)).Outcome.Accepted);
    }

    [Fact]
    public async Task Snapshots_that_cannot_be_written_lose_nothing()
    {
        var store = new WatchedSnapshots(ShardsBed.NewStore());
        await using var bed = await ShardsBed.Over(store, hot: 4);
        store.FailSaves = true;
        for (var person = 1; person <= 50; person++) await bed.Act(ShardsBed.Thread(person));
        await Assert.ThrowsAsync<StoreException>(async () => await bed.Shards.NextClosing(Moment.Never));

        store.FailSaves = false;
        await bed.Shards.NextClosing(Moment.Never);

        Assert.Equal(50, store.List(ShardsBed.Page, default, 100).Count);
        Assert.Equal(50, store.Position(0));
    }

    [Fact]
    public async Task Idle_threads_leave_memory_once_their_snapshot_is_written()
    {
        var store = new WatchedSnapshots(ShardsBed.NewStore(shards: 1));
        await using var bed = await ShardsBed.Over(store, hot: 10);
        for (var person = 1; person <= 40; person++) await bed.Act(ShardsBed.Thread(person));
        await bed.Shards.NextClosing(Moment.Never);
        for (var person = 41; person <= 80; person++) await bed.Shards.Look(ShardsBed.Thread(person));
        var before = store.Loads;

        for (var person = 1; person <= 40; person++) Assert.NotNull(await bed.Shards.Look(ShardsBed.Thread(person)));

        Assert.InRange(store.Loads - before, 30, 40);
    }

    [Fact]
    public async Task A_stop_writes_everything_down_and_the_next_start_replays_nothing()
    {
        var store = new WatchedSnapshots(ShardsBed.NewStore());
        await using (var bed = await ShardsBed.Over(store))
        {
            await bed.Act(Thread);
            await bed.Send(Thread);
        }

        Assert.Equal(store.Journal.Committed(0), store.Position(0));
        Assert.Equal(2, store.Load(Thread)!.Head);
    }

    // The thread has a message in the journal and a snapshot, and nothing of it is in memory.
    private static async Task<ShardsBed> AfterRestart(WatchedSnapshots store)
    {
        await using (var first = await ShardsBed.Over(store)) await first.Act(Thread);
        var second = await ShardsBed.Over(store);
        store.ResetLoads();
        return second;
    }

    private static async Task WaitFor(Func<bool> condition)
    {
        for (var turn = 0; turn < 30_000 && !condition(); turn++)
            await Task.Delay(1, TestContext.Current.CancellationToken);
        Assert.True(condition());
    }
}
