using Parley.Policy;

namespace Parley.Storage.Tests.Specs;

public abstract class JournalSpec(TestEngine engine) : StoreSpec(engine)
{
    [Fact]
    public async Task A_row_comes_back_as_it_was_appended()
    {
        var appended = Journal.Append(
            Journal.Generation,
            new NewEvent(3, Carl, Channel.Instagram, 17, Noon, EventKind.Reaction, "{\"mid\":\"m\"}"u8, owner: 7));
        await appended.Commit;

        var row = Assert.Single(Journal.Read(Journal.StreamOf(3), 0, 10));
        Assert.Equal((3, appended.Seq, Carl, Channel.Instagram), (row.Shard, row.Seq, row.Thread, row.Channel));
        Assert.Equal((17, Noon, EventKind.Reaction, 7), (row.Prev, row.At, row.Kind, row.Owner));
        Assert.Equal("{\"mid\":\"m\"}", Text(row));
    }

    [Fact]
    public async Task Bodies_may_be_empty_or_a_megabyte()
    {
        var empty = await Committed(Anna, "");
        var large = await Committed(Anna, new string('x', 1 << 20));

        Assert.Equal(0, Journal.Find(ShardOf(Anna), empty)!.Body.Length);
        Assert.Equal(1 << 20, Journal.Find(ShardOf(Anna), large)!.Body.Length);
    }

    [Fact]
    public async Task The_caller_may_reuse_its_buffer_at_once()
    {
        var buffer = "{\"text\":\"a\"}"u8.ToArray();
        Appended row;
        using (HoldCommits())
        {
            row = Journal.Append(
                Journal.Generation,
                new NewEvent(ShardOf(Anna), Anna, Channel.Messenger, 0, Noon, EventKind.Message, buffer));
            buffer.AsSpan().Fill((byte)'!');
        }

        await row.Commit;
        Assert.Equal("{\"text\":\"a\"}", Text(Journal.Find(ShardOf(Anna), row.Seq)!));
    }

    [Fact]
    public async Task Numbers_grow_in_the_order_of_appending()
    {
        var first = await Committed(Anna);
        var second = await Committed(Bert);
        var third = await Committed(Anna);

        Assert.True(0 < first && first < second && second < third);
        Assert.Equal(third, Journal.Committed(Journal.StreamOf(ShardOf(Anna))));
    }

    [Fact]
    public async Task A_stream_is_read_in_parts()
    {
        var seqs = new List<long>();
        for (var count = 0; count < 5; count++) seqs.Add(await Committed(Anna, $"{count}"));

        var stream = Journal.StreamOf(ShardOf(Anna));
        Assert.Equal(["0", "1"], Journal.Read(stream, 0, 2).Select(Text));
        Assert.Equal(["2", "3", "4"], Journal.Read(stream, seqs[1], 10).Select(Text));
        Assert.Empty(Journal.Read(stream, seqs[4], 10));
    }

    [Fact]
    public async Task A_reader_is_given_only_the_rows_it_cares_for()
    {
        const string found = """{"app":7,"findings":[{"rule":"promo","level":"violation","because":"sale"}]}""";
        (EventKind Kind, string Body)[] rows =
        [
            (EventKind.Message, "{}"), (EventKind.Sent, "{\"app\":7}"), (EventKind.Sent, found),
            (EventKind.Refused, found), (EventKind.Postback, "{}"), (EventKind.Read, "{}"),
            (EventKind.Unanswered, "{}"), (EventKind.Sent, "{\"message\":{\"text\":\"\\\"findings\\\":\"}}"),
        ];
        var (seqs, prev) = (new List<long>(), 0L);
        foreach (var (kind, body) in rows) seqs.Add(prev = await Store.Commit(Anna, body, prev, kind));
        var stream = Journal.StreamOf(ShardOf(Anna));

        Assert.Equal([seqs[0], seqs[4], seqs[6]], Given(RowFilter.Inputs, 0, long.MaxValue, 10));
        Assert.Equal([seqs[2], seqs[6]], Given(RowFilter.Findings, 0, long.MaxValue, 10));
        Assert.Equal([seqs[2]], Given(RowFilter.Findings, 0, long.MaxValue, 1));
        Assert.Equal([seqs[6]], Given(RowFilter.Findings, seqs[2], seqs[6], 10));
        Assert.Empty(Given(RowFilter.Findings, seqs[2], seqs[5], 10));

        IEnumerable<long> Given(RowFilter filter, long after, long through, int most) =>
            Journal.ReadOf(stream, filter, after, through, most).Select(row => row.Seq);
    }

    [Fact]
    public async Task A_row_is_found_by_its_shard_and_number()
    {
        var seq = await Committed(Anna);

        Assert.Equal(Anna, Journal.Find(ShardOf(Anna), seq)?.Thread);
        Assert.Null(Journal.Find(ShardOf(Bert), seq));
        Assert.Null(Journal.Find(ShardOf(Anna), seq + 1));
        Assert.Null(Journal.Find(ShardOf(Anna), 0));
        Assert.Null(Journal.Find(ShardOf(Anna), -1));
    }

    [Fact]
    public async Task A_history_follows_one_thread_backwards()
    {
        var first = await Committed(Anna, "a1");
        var other = await Committed(Bert, "b1");
        var second = await Committed(Anna, "a2", first);
        await Committed(Bert, "b2", other);
        var third = await Committed(Anna, "a3", second);

        Assert.Equal(["a3", "a2", "a1"], Journal.History(ShardOf(Anna), third, 10).Select(Text));
        Assert.Equal(["a3", "a2"], Journal.History(ShardOf(Anna), third, 2).Select(Text));
        Assert.Equal(["a1"], Journal.History(ShardOf(Anna), first, 10).Select(Text));
        Assert.Empty(Journal.History(ShardOf(Anna), 0, 10));
    }

    [Fact]
    public async Task Nothing_is_visible_before_its_commit()
    {
        var before = await Committed(Anna);
        var stream = Journal.StreamOf(ShardOf(Anna));
        Appended row;
        using (HoldCommits())
        {
            row = Append(Anna, prev: before);
            Assert.False(row.Commit.IsCompleted);
            Assert.Equal(before, Journal.Committed(stream));
            Assert.Empty(Journal.Read(stream, before, 10));
            Assert.Null(Journal.Find(ShardOf(Anna), row.Seq));
            Assert.Empty(Journal.History(ShardOf(Anna), row.Seq, 10));
        }

        await row.Commit;
        Assert.Equal(row.Seq, Journal.Committed(stream));
        Assert.NotNull(Journal.Find(ShardOf(Anna), row.Seq));
    }

    [Fact]
    public async Task A_failed_commit_takes_everything_queued_behind_it_along()
    {
        var before = await Committed(Anna, "before");
        var generation = Journal.Generation;
        var doomed = new List<Appended>();
        Task world;
        using (BreakCommits())
        {
            using (HoldCommits())
            {
                doomed.Add(Append(Anna, "first", before));
                doomed.Add(Append(Bert, "second"));
                world = Store.World.SaveSetting("doomed", "yes");
                doomed.Add(Append(Anna, "third", doomed[0].Seq));
            }

            foreach (var row in doomed) await Assert.ThrowsAsync<CommitFailedException>(() => row.Commit);
            await Assert.ThrowsAsync<CommitFailedException>(() => world);
        }

        Assert.Equal(generation + 1, Journal.Generation);
        Assert.Equal(["before"], Journal.Read(Journal.StreamOf(ShardOf(Anna)), 0, 10).Select(Text));
        Assert.All(doomed, row => Assert.Null(Journal.Find(ShardOf(Anna), row.Seq)));
        Assert.Null(Store.World.Setting("doomed"));
    }

    [Fact]
    public async Task State_built_before_a_failure_appends_nothing_more()
    {
        var generation = Journal.Generation;
        using (BreakCommits()) await Assert.ThrowsAsync<CommitFailedException>(() => Append(Anna).Commit);

        Assert.Throws<StaleGenerationException>(() => Append(generation, Anna));
        var row = Append(Journal.Generation, Anna, "after");
        await row.Commit;
        Assert.Equal(["after"], Journal.Read(Journal.StreamOf(ShardOf(Anna)), 0, 10).Select(Text));
    }

    [Fact]
    public async Task A_number_given_out_for_a_failed_row_is_not_given_out_again()
    {
        Appended doomed;
        using (BreakCommits())
        {
            doomed = Append(Anna);
            await Assert.ThrowsAsync<CommitFailedException>(() => doomed.Commit);
        }

        Assert.True(await Committed(Anna) > doomed.Seq);
    }

    [Fact]
    public async Task Whoever_waits_for_more_is_woken_by_the_commit()
    {
        var seq = await Committed(Anna);
        var stream = Journal.StreamOf(ShardOf(Anna));
        await Journal.WaitBeyond(stream, seq - 1, Cancel);

        var waiting = Journal.WaitBeyond(stream, seq, Cancel);
        Assert.False(waiting.IsCompleted);
        await Committed(Anna);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public async Task Waiting_for_more_can_be_given_up()
    {
        using var patience = new CancellationTokenSource();
        var waiting = Journal.WaitBeyond(Journal.StreamOf(0), 0, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Closing_commits_what_is_queued_and_ends_all_waiting()
    {
        var stream = Journal.StreamOf(ShardOf(Anna));
        var row = Append(Anna);
        await Store.DisposeAsync();

        await row.Commit;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Journal.WaitBeyond(stream, row.Seq, Cancel));
        Assert.Throws<ObjectDisposedException>(() => Append(Anna));
    }

    [Fact]
    public async Task Many_writers_keep_every_thread_in_order()
    {
        const int Writers = 16;
        const int Each = 200;
        var stream = Journal.StreamOf(0);
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(writer => Task.Run(async () =>
        {
            var thread = new ThreadKey(new PageId(1), new Psid(writer));
            var prev = 0L;
            for (var count = 0; count < Each; count++)
            {
                var row = Append(thread, $"{count}", prev);
                if (count % 3 == 0)
                {
                    await row.Commit;
                    Assert.True(Journal.Committed(stream) >= row.Seq);
                    Assert.NotNull(Journal.Find(ShardOf(thread), row.Seq));
                }

                prev = row.Seq;
            }
        })));
        await Committed(Anna);

        var rows = Journal.Read(stream, 0, int.MaxValue);
        Assert.Equal((Writers * Each) + 1, rows.Count);
        Assert.Equal(rows.Select(row => row.Seq).Order().Distinct(), rows.Select(row => row.Seq));
        foreach (var thread in rows.Where(row => row.Thread != Anna).GroupBy(row => row.Thread))
        {
            Assert.Equal(Enumerable.Range(0, Each).Select(count => $"{count}"), thread.Select(Text));
            Assert.Equal(thread.Select(row => row.Seq).Take(Each - 1).Prepend(0), thread.Select(row => row.Prev));
        }
    }
}
