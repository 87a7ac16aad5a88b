using Parley.Policy;
using Parley.Storage.Tests.Specs;

namespace Parley.Storage.Tests;

public abstract class StoreMaintenanceTests(TestEngine engine) : IAsyncLifetime
{
    private IStore store = null!;

    public ValueTask InitializeAsync()
    {
        store = engine.Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_rebuilt_store_has_nothing_to_complain_of()
    {
        Assert.Empty(StoreMaintenance.Check(store));
        await Conversations();
        Assert.Empty(StoreMaintenance.Check(store));

        StoreMaintenance.Rebuild(store, ClosesAt);
        Assert.Empty(StoreMaintenance.Check(store));
        Assert.Equal(store.Journal.Committed(0), store.Snapshots.Position(0));
    }

    [Fact]
    public async Task A_rebuild_gives_the_state_that_the_rows_give()
    {
        await Conversations();
        store.Snapshots.Save(
            [new ThreadSnapshot(new ThreadKey(new PageId(9), new Psid(9)), 1, Moment.Never, ThreadState.Empty)], []);
        var told = new Told();
        StoreMaintenance.Rebuild(store, ClosesAt, told);

        var anna = store.Snapshots.Load(Rows.Anna)!;
        Assert.True(anna.State.Known);
        Assert.True(anna.State.Blocked);
        Assert.Equal(Rows.Noon, anna.State.LastPageMessage);
        Assert.Equal(Rows.Noon.Plus(1000), anna.ClosesAt);
        Assert.Equal(5, anna.Head);
        Assert.Equal(2, store.Snapshots.ListAll(default, 10).Count);
        Assert.Equal(5, told.Last);
    }

    [Fact]
    public async Task A_rebuild_that_cannot_hold_all_threads_at_once_gives_the_same()
    {
        await Conversations();
        StoreMaintenance.Rebuild(store, ClosesAt);
        var expected = store.Snapshots.ListAll(default, 10);
        StoreMaintenance.Rebuild(store, ClosesAt, null, threadsInMemory: 1);
        Assert.Equal(expected, store.Snapshots.ListAll(default, 10));
        Assert.Empty(StoreMaintenance.Check(store));
    }

    [Fact]
    public async Task A_chain_that_skips_a_row_is_found()
    {
        await store.Commit(Rows.Anna);
        await store.Commit(Rows.Anna, prev: 0);
        var finding = Assert.Single(StoreMaintenance.Check(store));
        Assert.Equal("row 2", finding.Where);
        Assert.Contains("follows row 0", finding.Text, StringComparison.Ordinal);
        Assert.False(finding.Rebuildable);
    }

    [Fact]
    public async Task A_snapshot_of_another_state_is_found_and_mended()
    {
        await Conversations();
        StoreMaintenance.Rebuild(store, ClosesAt);
        var anna = store.Snapshots.Load(Rows.Anna)!;
        store.Snapshots.Save([anna with { State = anna.State with { Muted = true } }], []);

        var finding = Assert.Single(StoreMaintenance.Check(store));
        Assert.Equal($"snapshot {Rows.Anna}", finding.Where);
        Assert.True(finding.Rebuildable);
        StoreMaintenance.Rebuild(store, ClosesAt);
        Assert.Empty(StoreMaintenance.Check(store));
    }

    [Fact]
    public async Task A_snapshot_at_an_earlier_row_is_sound_only_above_the_position()
    {
        await Conversations();
        StoreMaintenance.Rebuild(store, ClosesAt);
        var last = store.Journal.Committed(0);
        await store.Commit(Rows.Anna, prev: 5);
        Assert.Empty(StoreMaintenance.Check(store));

        store.Snapshots.Save([], [new StreamPosition(0, last + 1)]);
        Assert.Equal($"snapshot {Rows.Anna}", Assert.Single(StoreMaintenance.Check(store)).Where);
    }

    [Fact]
    public async Task A_snapshot_of_no_row_is_found()
    {
        await Conversations();
        StoreMaintenance.Rebuild(store, ClosesAt);
        var anna = store.Snapshots.Load(Rows.Anna)!;
        store.Snapshots.Save([anna with { Head = 3 }], []);
        var finding = Assert.Single(StoreMaintenance.Check(store));
        Assert.Contains("no row of its thread", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_ahead_of_the_journal_are_found()
    {
        await Conversations();
        await store.World.Save(new AppRecord { Id = 7, Name = "Bot", Secret = "s" });
        StoreMaintenance.Rebuild(store, ClosesAt);
        store.Deliveries.Save(new DeliveryChanges { Positions = [(7, new StreamPosition(0, 99))] });
        Assert.Equal("deliveries of app 7", Assert.Single(StoreMaintenance.Check(store)).Where);
    }

    [Fact]
    public async Task A_violation_that_no_row_tells_of_is_found_and_mended_and_so_is_one_that_is_missing()
    {
        const string body = """{"app":7,"findings":[{"rule":"promo","level":"violation","because":"sale"}]}""";
        var seq = await store.Commit(Rows.Anna, body, kind: EventKind.Sent);
        StoreMaintenance.Rebuild(store, ClosesAt);
        var told = Assert.Single(store.Violations.OfRow(Rows.ShardOf(Rows.Anna), seq));
        Assert.Equal("promo", told.Finding.Rule);

        store.Violations.Save([told with { Seq = seq + 1 }], []);
        Assert.Equal("violations", Assert.Single(StoreMaintenance.Check(store)).Where);
        store.Violations.Clear();
        store.Violations.Save([], [new StreamPosition(0, seq)]);
        var missing = StoreMaintenance.Check(store);
        Assert.Contains(missing, one => one.Where == $"row {seq}" && one.Rebuildable);
        StoreMaintenance.Rebuild(store, ClosesAt);
        Assert.Empty(StoreMaintenance.Check(store));
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_found()
    {
        await store.Commit(Rows.Anna, "{\"ref\":", kind: EventKind.Link);
        Assert.Contains("cannot be read", Assert.Single(StoreMaintenance.Check(store)).Text, StringComparison.Ordinal);
    }

    // Rows 1, 2, 4, 5 are Anna's, row 3 is Bert's.
    private async Task Conversations()
    {
        var first = await store.Commit(Rows.Anna);
        var sent = await store.Commit(Rows.Anna, "{\"author\":\"human\",\"lane\":\"standard\"}", first, EventKind.Sent);
        await store.Commit(Rows.Bert);
        var refused = await store.Commit(Rows.Anna, "{}", sent, EventKind.Refused);
        await store.Commit(Rows.Anna, "{}", refused, EventKind.Blocked);
    }

    private static Moment ClosesAt(ThreadKey thread, ThreadState state) => state.Clocks.MessageOrTap.Plus(1000);

    private sealed class Told : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value) => Last = value;
    }
}

public sealed class InMemoryMaintenanceTests() : StoreMaintenanceTests(new InMemory.InMemoryEngine());

public sealed class SqliteMaintenanceTests() : StoreMaintenanceTests(new Sqlite.SqliteEngine());
