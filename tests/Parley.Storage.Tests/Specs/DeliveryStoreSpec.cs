using Parley.Policy;

namespace Parley.Storage.Tests.Specs;

public abstract class DeliveryStoreSpec(TestEngine engine) : StoreSpec(engine)
{
    private IDeliveryStore Deliveries => Store.Deliveries;

    [Fact]
    public void A_position_is_kept_by_app_and_stream()
    {
        Assert.Null(Deliveries.Position(1, 0));
        Deliveries.Save(
            new DeliveryChanges { Positions = [(1, new StreamPosition(0, 5)), (2, new StreamPosition(0, 6))] });
        Deliveries.Save(new DeliveryChanges { Positions = [(1, new StreamPosition(0, 9))] });

        Assert.Equal(9, Deliveries.Position(1, 0));
        Assert.Equal(6, Deliveries.Position(2, 0));
        Assert.Null(Deliveries.Position(1, 1));
    }

    [Fact]
    public void What_is_parked_waits_in_order_of_its_due_moment()
    {
        var late = Parked("c", Noon.Plus(20)) with { FirstAt = Noon, Attempts = 3, Part = 2 };
        var early = Parked("b", Noon.Plus(10));
        var sameMoment = Parked("a", Noon.Plus(20));
        Deliveries.Save(new DeliveryChanges { Parked = [late, early, sameMoment] });
        Assert.Equal([early, sameMoment, late], Deliveries.Parked());

        Deliveries.Save(new DeliveryChanges { Parked = [early with { DueAt = Noon.Plus(30) }], Settled = ["c"] });
        Assert.Equal(["a", "b"], Deliveries.Parked().Select(delivery => delivery.Id));
    }

    [Fact]
    public void An_outage_stands_until_it_is_over()
    {
        Deliveries.Save(
            new DeliveryChanges { Outages = [new Outage(1, 1, Noon, false), new Outage(1, 2, Noon, false)] });
        Deliveries.Save(new DeliveryChanges { Outages = [new Outage(1, 1, Noon, true)], OutagesOver = [(1, 2)] });

        Assert.Equal([new Outage(1, 1, Noon, true)], Deliveries.Outages());
    }

    [Fact]
    public void Attempts_come_newest_first_as_they_were_made()
    {
        var delivered = Attempt("a", Anna);
        var failed = Attempt("b", Carl) with
        {
            App = 2,
            State = "retrying",
            Status = null,
            Error = "connection refused",
            NextAt = Noon.Plus(60_000),
            Attempt = 3,
        };
        Deliveries.Save(new DeliveryChanges { Attempts = [delivered, failed] });

        var list = Deliveries.Attempts(new AttemptFilter());
        Assert.Equal([failed, delivered], list.Attempts);
        Assert.Null(list.Next);
    }

    [Fact]
    public void Attempts_are_filtered_by_everything_asked()
    {
        Deliveries.Save(new DeliveryChanges
        {
            Attempts =
            [
                Attempt("a", Anna), Attempt("b", Bert), Attempt("c", Carl) with { App = 2 },
                Attempt("d", Anna) with { State = "dropped" },
            ],
        });

        Assert.Equal(["c"], Ids(new AttemptFilter(App: 2)));
        Assert.Equal(["d", "b", "a"], Ids(new AttemptFilter(Page: 1)));
        Assert.Equal(["d", "a"], Ids(new AttemptFilter(Page: 1, Person: 101)));
        Assert.Equal(["d"], Ids(new AttemptFilter(State: "dropped")));
        Assert.Equal(["b"], Ids(new AttemptFilter(Id: "b")));
        Assert.Empty(Ids(new AttemptFilter(App: 2, State: "dropped")));
    }

    [Fact]
    public void Attempts_are_read_in_parts_that_newer_ones_do_not_shift()
    {
        Deliveries.Save(new DeliveryChanges { Attempts = [.. Numbered(0, 5)] });
        var first = Deliveries.Attempts(new AttemptFilter(Most: 2));
        Deliveries.Save(new DeliveryChanges { Attempts = [.. Numbered(5, 3)] });
        var second = Deliveries.Attempts(new AttemptFilter(After: first.Next, Most: 2));
        var last = Deliveries.Attempts(new AttemptFilter(After: second.Next, Most: 2));

        Assert.Equal(["4", "3"], first.Attempts.Select(attempt => attempt.Id));
        Assert.Equal(["2", "1"], second.Attempts.Select(attempt => attempt.Id));
        Assert.Equal(["0"], last.Attempts.Select(attempt => attempt.Id));
        Assert.Null(last.Next);
    }

    [Fact]
    public void Only_the_newest_attempts_are_kept()
    {
        Deliveries.Save(new DeliveryChanges { Attempts = [.. Numbered(0, TestEngine.AttemptsKept)] });
        Deliveries.Save(new DeliveryChanges { Attempts = [.. Numbered(TestEngine.AttemptsKept, 7)] });

        var kept = Deliveries.Attempts(new AttemptFilter(Most: 1000)).Attempts;
        Assert.Equal(TestEngine.AttemptsKept, kept.Count);
        Assert.Equal(("56", "7"), (kept[0].Id, kept[^1].Id));
    }

    [Fact]
    public void Alerts_come_newest_first()
    {
        var first = new DeliveryAlert(1, 1, Noon, "failing", "The webhook fails.");
        var second = new DeliveryAlert(1, 1, Noon.Plus(1), "disabled", "The webhook was switched off.");
        Deliveries.Save(new DeliveryChanges { Alerts = [first] });
        Deliveries.Save(new DeliveryChanges { Alerts = [second] });

        Assert.Equal([second, first], Deliveries.Alerts(10));
        Assert.Equal([second], Deliveries.Alerts(1));
    }

    private IEnumerable<string> Ids(AttemptFilter filter) =>
        Deliveries.Attempts(filter).Attempts.Select(attempt => attempt.Id);

    private static IEnumerable<DeliveryAttempt> Numbered(int first, int count) =>
        Enumerable.Range(first, count).Select(number => Attempt($"{number}", Anna));

    private static DeliveryAttempt Attempt(string id, ThreadKey thread) =>
        new(id, 1, thread, "messages", 1, Noon, 12.5, 200, "delivered", null, Moment.Never);

    private static ParkedDelivery Parked(string id, Moment dueAt) =>
        new(id, 1, Anna, 0, 5, 0, 1, Moment.Never, dueAt);
}
