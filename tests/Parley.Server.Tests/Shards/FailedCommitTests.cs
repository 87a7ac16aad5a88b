using Parley.Storage;

namespace Parley.Server.Tests.Shards;

public sealed class FailedCommitTests
{
    [Fact]
    public async Task What_did_not_reach_the_disk_did_not_happen()
    {
        var store = ShardsBed.NewStore();
        await using var bed = await ShardsBed.Over(store);
        var (quiet, busy) = (ShardsBed.Thread(1), ShardsBed.Thread(2));
        await bed.Act(quiet);
        await bed.Act(busy);
        var before = await bed.Shards.Look(busy);

        var hold = store.HoldCommits();
        var block = bed.Act(busy, EventKind.Blocked).AsTask();
        var refused = bed.Send(busy).AsTask();
        var look = bed.Shards.Look(busy).AsTask();
        store.FailNextCommit();
        hold.Dispose();

        await Assert.ThrowsAsync<CommitFailedException>(() => block);
        await Assert.ThrowsAsync<CommitFailedException>(() => refused);
        Assert.Equal(before, await look);
        Assert.True((await bed.Send(busy)).Outcome.Accepted);
        Assert.True((await bed.Send(quiet)).Outcome.Accepted);
        Assert.Equal(
            [EventKind.Message, EventKind.Message, EventKind.Sent, EventKind.Sent], bed.Rows().Select(row => row.Kind));
    }

    [Fact]
    public async Task A_send_that_failed_is_not_applied_when_it_is_tried_again()
    {
        var store = ShardsBed.NewStore();
        await using var bed = await ShardsBed.Over(store);
        var thread = ShardsBed.Thread(1);
        await bed.Act(thread);

        store.FailNextCommit();
        await Assert.ThrowsAsync<CommitFailedException>(async () => await bed.Send(thread));
        var again = await bed.Send(thread);

        var sent = Assert.Single(bed.Rows(), row => row.Kind is EventKind.Sent);
        Assert.Equal(again.Seq, sent.Seq);
        Assert.Equal(bed.PlainReplay()[thread], ((await bed.Shards.Look(thread))!.State, again.Seq));
    }

    [Fact]
    public async Task Under_load_with_failing_commits_every_answer_is_true()
    {
        var store = ShardsBed.NewStore();
        await using var bed = await ShardsBed.Over(store, hot: 8);
        var threads = Enumerable.Range(1, 40).Select(person => ShardsBed.Thread(person)).ToArray();
        foreach (var thread in threads) await bed.Act(thread);

        var confirmed = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            var rows = new List<long>();
            for (var turn = 0; turn < 400; turn++)
            {
                if (random.Next(20) == 0) store.FailNextCommit();
                try
                {
                    rows.Add((await bed.Send(threads[random.Next(threads.Length)])).Seq);
                }
                catch (CommitFailedException)
                {
                    // Not confirmed: it must not be in the journal.
                }
            }

            return rows;
        })));

        var sent = bed.Rows().Where(row => row.Kind is EventKind.Sent).Select(row => row.Seq);
        Assert.Equal(confirmed.SelectMany(rows => rows).Order(), sent.Order());
        var replay = bed.PlainReplay();
        foreach (var thread in threads)
        {
            var view = await bed.Shards.Look(thread);
            Assert.Equal(replay[thread], (view!.State, view.Head));
        }
    }
}
