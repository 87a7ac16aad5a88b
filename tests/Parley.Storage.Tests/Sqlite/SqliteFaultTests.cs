using System.Globalization;
using Parley.Policy;
using Parley.Storage.Sqlite;

namespace Parley.Storage.Tests.Sqlite;

/// <summary>What breaks while a store is open, and what is left of it afterwards.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly SqliteEngine engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public async Task What_was_committed_is_there_after_a_closing()
    {
        var page = new PageId(1);
        await using (var store = engine.Open())
        {
            await store.Commit(Rows.Anna, "kept");
            await store.World.SaveSetting("clock", "kept");
            SaveSnapshot(store, head: 1);
            store.Deliveries.Save(new DeliveryChanges { Positions = [(7, new StreamPosition(0, 1))] });
        }

        await using var again = engine.Open();
        Assert.Equal(["kept"], again.Texts());
        Assert.Equal("kept", again.World.Setting("clock"));
        Assert.Equal(Rows.Anna, Assert.Single(again.Snapshots.List(page, new Psid(0), 10)).Thread);
        Assert.Equal((1, 1), (again.Snapshots.Position(0), again.Deliveries.Position(7, 0)));
        Assert.Equal(2, await again.Commit(Rows.Anna, "next", prev: 1));
    }

    [Fact]
    public async Task A_full_disk_fails_the_request_and_loses_nothing()
    {
        await using var store = engine.Open();
        var before = await store.Commit(Rows.Anna, "before");
        await Writer(store, "PRAGMA max_page_count = 1");
        var failure = await Assert.ThrowsAsync<CommitFailedException>(
            () => store.Append(Rows.Anna, new string('x', 100_000)).Commit);
        Assert.Contains("the disk is full", failure.Message, StringComparison.Ordinal);
        Assert.Contains(engine.JournalPath, failure.Message, StringComparison.Ordinal);

        await Writer(store, "PRAGMA max_page_count = 1000000");
        var after = await store.Commit(Rows.Anna, "after", before);
        Assert.Equal(["before", "after"], store.Texts());
        Assert.Equal(2, store.Journal.History(Rows.ShardOf(Rows.Anna), after, 10).Count);
    }

    [Fact]
    public async Task A_disk_that_became_read_only_fails_the_request_and_loses_nothing()
    {
        await using (var store = engine.Open())
        {
            await store.Commit(Rows.Anna, "before");
            await Writer(store, "PRAGMA query_only = ON");
            var failure = await Assert.ThrowsAsync<CommitFailedException>(() => store.Append(Rows.Anna).Commit);
            Assert.Contains($"{engine.JournalPath} is read-only", failure.Message, StringComparison.Ordinal);
            Assert.Equal(["before"], store.Texts());
        }

        await using var again = engine.Open();
        await again.Commit(Rows.Anna, "after");
        Assert.Equal(["before", "after"], again.Texts());
    }

    [Fact]
    public async Task A_full_disk_fails_a_reader_as_a_whole()
    {
        await using var store = engine.Open();
        store.Deliveries.Save(new DeliveryChanges { Positions = [(1, new StreamPosition(0, 0))] });
        SqliteEngine.Execute(
            engine.ReadersPath,
            "CREATE TRIGGER full BEFORE INSERT ON alerts BEGIN SELECT RAISE(ABORT, 'no room'); END");
        var error = Assert.Throws<StoreException>(() => store.Deliveries.Save(new DeliveryChanges
        {
            Positions = [(1, new StreamPosition(0, 9))],
            Alerts = [new DeliveryAlert(1, 1, Rows.Noon, "failing", "It fails.")],
        }));
        Assert.Contains(engine.ReadersPath, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, store.Deliveries.Position(1, 0));

        SqliteEngine.Execute(engine.ReadersPath, "DROP TRIGGER full");
        store.Deliveries.Save(new DeliveryChanges { Positions = [(1, new StreamPosition(0, 9))] });
        Assert.Equal(9, store.Deliveries.Position(1, 0));
    }

    [Fact]
    public async Task A_former_owner_of_a_shard_commits_nothing_in_it()
    {
        await using var store = engine.Open();
        await store.Commit(Rows.Anna, "mine");
        SqliteEngine.Execute(
            engine.JournalPath, $"UPDATE epochs SET epoch = epoch + 1 WHERE shard = {Rows.ShardOf(Rows.Anna)}");

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = await Assert.ThrowsAsync<CommitFailedException>(() => store.Append(Rows.Anna, "lost").Commit);
            Assert.Contains("taken over", failure.Message, StringComparison.Ordinal);
            await store.Commit(Rows.Bert, "still mine");
        }

        Assert.Equal(["mine", "still mine", "still mine"], store.Texts());
    }

    [Fact]
    public async Task A_commit_of_a_former_owner_fails_as_a_whole()
    {
        await using var store = engine.Open();
        SqliteEngine.Execute(
            engine.JournalPath, $"UPDATE epochs SET epoch = epoch + 1 WHERE shard = {Rows.ShardOf(Rows.Anna)}");

        // Rows with one promise are one group. The writer may take the first of them by itself: then once more.
        Task bert;
        Task anna;
        do
        {
            using (engine.HoldCommits(store))
            {
                bert = store.Append(Rows.Bert, "with hers").Commit;
                anna = store.Append(Rows.Anna, "hers").Commit;
            }

            await Assert.ThrowsAsync<CommitFailedException>(() => anna);
        }
        while (bert != anna);

        Assert.DoesNotContain("hers", store.Texts());
        await store.Commit(Rows.Bert, "alone");
        Assert.Equal("alone", store.Texts()[^1]);
    }

    [Fact]
    public async Task Opening_takes_every_shard_over()
    {
        await using (engine.Open())
        {
        }

        Assert.Equal(1L, SqliteEngine.Ask(engine.JournalPath, "SELECT max(epoch) FROM epochs"));
        await using (engine.Open())
        {
        }

        Assert.Equal(2L, SqliteEngine.Ask(engine.JournalPath, "SELECT min(epoch) FROM epochs"));
        Assert.Equal(4L, SqliteEngine.Ask(engine.JournalPath, "SELECT count(*) FROM epochs"));
    }

    [Fact]
    public async Task A_log_torn_at_any_byte_loses_whole_groups_and_never_a_part_of_one()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var torn = new SqliteEngine();
        await using var store = engine.Open();
        var rows = new List<Appended>();
        for (var round = 0; round < 5; round++)
        {
            using (engine.HoldCommits(store))
            {
                for (var count = 0; count < 6; count++) rows.Add(store.Append(Rows.Anna, new string('x', 1_500)));
            }

            await Task.WhenAll(rows.Select(row => row.Commit));
        }

        // Rows with one promise are one group.
        var groups = rows.GroupBy(row => row.Commit, row => row.Seq).Select(group => group.ToHashSet()).ToList();
        Assert.Contains(groups, group => group.Count > 1);
        var log = await File.ReadAllBytesAsync(engine.JournalPath + "-wal", cancel);
        var survivors = new HashSet<int>();
        for (var length = log.Length; length > 0; length -= 1_531)
        {
            File.Copy(engine.JournalPath, torn.JournalPath, overwrite: true);
            await File.WriteAllBytesAsync(torn.JournalPath + "-wal", log[..length], cancel);
            if (!SqliteEngine.HasJournal(torn.JournalPath)) break;
            var seqs = SqliteEngine.Ask(torn.JournalPath, "SELECT coalesce(group_concat(seq), '') FROM journal");
            var left = ((string)seqs!).Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(seq => long.Parse(seq, CultureInfo.InvariantCulture))
                .ToHashSet();
            survivors.Add(left.Count);
            Assert.Equal(Enumerable.Range(1, left.Count).Select(seq => (long)seq), left.Order());
            Assert.All(groups, group => Assert.True(group.IsSubsetOf(left) || !group.Overlaps(left)));
        }

        Assert.Equal(groups.Count + 1, survivors.Count);
    }

    [Fact]
    public async Task Snapshots_of_another_version_are_forgotten_and_made_anew()
    {
        await using (var store = engine.Open())
        {
            await store.Commit(Rows.Anna);
            SaveSnapshot(store, head: 1);
        }

        SqliteEngine.Execute(engine.ReadersPath, "UPDATE origin SET codec = 99");
        await using var again = engine.Open();
        Assert.Equal(0, again.Snapshots.Position(0));
        Assert.Null(again.Snapshots.Load(Rows.Anna));
    }

    [Fact]
    public async Task What_was_read_from_rows_the_journal_lost_is_forgotten()
    {
        await using (var store = engine.Open())
        {
            await store.Commit(Rows.Anna);
            SaveSnapshot(store, head: 9);
            store.Deliveries.Save(new DeliveryChanges { Positions = [(7, new StreamPosition(0, 9))] });
        }

        await using var again = engine.Open();
        Assert.Equal(0, again.Snapshots.Position(0));
        Assert.Null(again.Snapshots.Load(Rows.Anna));
        Assert.Equal(1, again.Deliveries.Position(7, 0));
    }

    [Fact]
    public async Task The_log_does_not_grow_for_ever()
    {
        await using var store = engine.Open();
        var body = new string('x', 20_000);
        for (var round = 0; round < 60; round++)
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => store.Append(Rows.Anna, body).Commit));

        Assert.Equal(6_000, store.Journal.Committed(0));
        Assert.True(new FileInfo(engine.JournalPath + "-wal").Length < 100L << 20);
        Assert.Equal(6_000, store.Journal.Read(0, 0, int.MaxValue).Count);
    }

    private static void SaveSnapshot(IStore store, long head) => store.Snapshots.Save(
        [new ThreadSnapshot(Rows.Anna, head, Rows.Noon, ThreadState.Empty)], [new StreamPosition(0, head)]);

    private static Task Writer(IStore store, string pragma) =>
        ((SqliteStore)store).Queue.Add(connection => SqliteEngine.Execute(connection, pragma));
}
