using Parley.Policy;

namespace Parley.Storage.Tests.Specs;

public abstract class SnapshotSpec(TestEngine engine) : StoreSpec(engine)
{
    private static readonly StreamPosition[] Nowhere = [];

    private ISnapshots Snapshots => Store.Snapshots;

    [Fact]
    public void A_new_store_has_none()
    {
        Assert.Equal(0, Snapshots.Position(0));
        Assert.Null(Snapshots.Load(Anna));
        Assert.Empty(Snapshots.ListAll(default, 10));
        Assert.Equal(Moment.Never, Snapshots.NextClosing(Moment.Never));
    }

    [Fact]
    public void A_snapshot_comes_back_as_it_was_saved_with_its_position()
    {
        var snapshot = Of(Anna, 7, Noon);
        Snapshots.Save([snapshot], [new StreamPosition(0, 5)]);

        Assert.Equal(snapshot, Snapshots.Load(Anna));
        Assert.Equal(5, Snapshots.Position(0));
        Assert.Null(Snapshots.Load(Bert));
    }

    [Fact]
    public void A_newer_snapshot_replaces_the_older_one()
    {
        Snapshots.Save([Of(Anna, 7, Noon)], [new StreamPosition(0, 5)]);
        Snapshots.Save([Of(Anna, 9, Moment.Never)], [new StreamPosition(0, 9)]);

        Assert.Equal(Of(Anna, 9, Moment.Never), Snapshots.Load(Anna));
        Assert.Equal(9, Snapshots.Position(0));
        Assert.Single(Snapshots.ListAll(default, 10));
        Assert.Equal(Moment.Never, Snapshots.NextClosing(Moment.Never));
    }

    [Fact]
    public void Threads_of_a_page_are_listed_by_person()
    {
        Snapshots.Save([Of(Carl, 3, Noon), Of(Bert, 2, Noon), Of(Anna, 1, Noon)], Nowhere);

        Assert.Equal([Anna, Bert], Threads(Snapshots.List(new PageId(1), new Psid(0), 10)));
        Assert.Equal([Bert], Threads(Snapshots.List(new PageId(1), Anna.Person, 10)));
        Assert.Equal([Anna], Threads(Snapshots.List(new PageId(1), new Psid(0), 1)));
        Assert.Empty(Snapshots.List(new PageId(1), new Psid(long.MaxValue), 10));
        Assert.Empty(Snapshots.List(new PageId(3), new Psid(0), 10));
    }

    [Fact]
    public void All_threads_are_listed_in_parts_that_miss_none()
    {
        var annaElsewhere = new ThreadKey(new PageId(2), Anna.Person);
        Snapshots.Save([Of(Carl, 3, Noon), Of(Bert, 2, Noon), Of(annaElsewhere, 4, Noon), Of(Anna, 1, Noon)], Nowhere);

        Assert.Equal([Anna], Threads(Snapshots.ListAll(default, 1)));
        Assert.Equal([annaElsewhere, Bert], Threads(Snapshots.ListAll(Anna, 2)));
        Assert.Equal([Carl], Threads(Snapshots.ListAll(Bert, 10)));
        Assert.Empty(Snapshots.ListAll(Carl, 10));
    }

    [Fact]
    public void The_next_closing_is_the_earliest_later_one()
    {
        Snapshots.Save(
            [Of(Anna, 1, Noon), Of(Bert, 2, Noon.Plus(10)), Of(Carl, 3, Moment.Never)], Nowhere);

        Assert.Equal(Noon, Snapshots.NextClosing(Moment.Never));
        Assert.Equal(Noon, Snapshots.NextClosing(Noon.Plus(-1)));
        Assert.Equal(Noon.Plus(10), Snapshots.NextClosing(Noon));
        Assert.Equal(Moment.Never, Snapshots.NextClosing(Noon.Plus(10)));
    }

    [Fact]
    public void Closings_that_have_passed_are_found_earliest_first()
    {
        Snapshots.Save(
            [Of(Bert, 2, Noon.Plus(10)), Of(Anna, 1, Noon), Of(Carl, 3, Moment.Never)], Nowhere);

        Assert.Empty(Snapshots.ClosedBy(Noon.Plus(-1), 10));
        Assert.Equal([Anna], Threads(Snapshots.ClosedBy(Noon, 10)));
        Assert.Equal([Anna, Bert], Threads(Snapshots.ClosedBy(Noon.Plus(10), 10)));
        Assert.Equal([Anna], Threads(Snapshots.ClosedBy(Noon.Plus(10), 1)));
    }

    [Fact]
    public void Clearing_forgets_positions_too()
    {
        Snapshots.Save([Of(Anna, 7, Noon)], [new StreamPosition(0, 5)]);
        Snapshots.Clear();

        Assert.Equal(0, Snapshots.Position(0));
        Assert.Null(Snapshots.Load(Anna));
        Assert.Equal(Moment.Never, Snapshots.NextClosing(Moment.Never));
    }

    private static ThreadSnapshot Of(ThreadKey thread, long head, Moment closesAt) =>
        new(
            thread,
            head,
            closesAt,
            ThreadState.Empty with { LastEvent = Noon.Plus(head), Channel = Channel.Instagram });

    private static IEnumerable<ThreadKey> Threads(IEnumerable<ThreadSnapshot> snapshots) =>
        snapshots.Select(snapshot => snapshot.Thread);
}
