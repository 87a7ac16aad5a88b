using Parley.Policy;

namespace Parley.Storage.Tests.Specs;

public abstract class ViolationStoreSpec(TestEngine engine) : StoreSpec(engine)
{
    private IViolationStore Violations => Store.Violations;

    [Fact]
    public void A_position_is_kept_by_reader_and_stream()
    {
        Assert.Null(Violations.Position(JournalReader.Answers, 0));
        Violations.Save(JournalReader.Answers, [new StreamPosition(0, 5), new StreamPosition(1, 6)]);
        Violations.Save(JournalReader.Answers, [new StreamPosition(0, 9)]);
        Violations.Save([], [new StreamPosition(0, 3)]);

        Assert.Equal(9, Violations.Position(JournalReader.Answers, 0));
        Assert.Equal(6, Violations.Position(JournalReader.Answers, 1));
        Assert.Equal(3, Violations.Position(JournalReader.Violations, 0));
        Assert.Null(Violations.Position(JournalReader.Violations, 1));
    }

    [Fact]
    public void A_violation_comes_back_as_it_was_saved()
    {
        var bare = Found(1, Anna);
        var full = Found(2, Carl) with
        {
            Channel = Channel.Instagram,
            Lane = "standard",
            Finding = new FindingBody("promo", "violation", "20% off")
            {
                Span = new PassageBody("message[text]", 3, 7),
            },
        };
        Violations.Save([bare, full], []);

        Assert.Equal([full, bare], Violations.List(new ViolationFilter()).Violations);
        Assert.Equal([full], Violations.OfRow(full.Shard, full.Seq));
        Assert.Empty(Violations.OfRow(full.Shard, 3));
    }

    [Fact]
    public void What_is_saved_twice_is_there_once()
    {
        Violations.Save([Found(1, Anna)], []);
        Violations.Save([Found(1, Anna), Found(1, Anna, part: 1)], []);

        Assert.Equal(2, Violations.Count());
        Assert.Equal([0, 1], Violations.OfRow(0, 1).Select(one => one.Part));
    }

    [Fact]
    public void They_are_filtered_by_everything_asked()
    {
        var grave = Found(4, Anna) with { Finding = new FindingBody("promo", "violation", "b") };
        Violations.Save([Found(1, Anna), Found(2, Bert), Found(3, Carl), grave], []);

        Assert.Equal([4, 2, 1], Seqs(new ViolationFilter(Page: 1)));
        Assert.Equal([4, 1], Seqs(new ViolationFilter(Page: 1, Person: 101)));
        Assert.Equal([4], Seqs(new ViolationFilter(Rule: "promo")));
        Assert.Equal([3, 2, 1], Seqs(new ViolationFilter(Level: "advise")));
        Assert.Empty(Seqs(new ViolationFilter(Page: 2, Rule: "promo")));
    }

    [Fact]
    public void They_are_read_in_parts_that_newer_ones_do_not_shift()
    {
        Violations.Save([.. Enumerable.Range(1, 5).Select(seq => Found(seq, Anna))], []);
        var first = Violations.List(new ViolationFilter(Most: 2));
        Violations.Save([Found(6, Anna)], []);
        var second = Violations.List(new ViolationFilter(After: first.Next, Most: 2));
        var last = Violations.List(new ViolationFilter(After: second.Next, Most: 2));

        Assert.Equal(
            [5, 4, 3, 2, 1], first.Violations.Concat(second.Violations).Concat(last.Violations).Select(one => one.Seq));
        Assert.Null(last.Next);
    }

    [Fact]
    public void Clearing_forgets_them_and_their_reader_but_not_what_was_judged()
    {
        Violations.Save([Found(1, Anna)], [new StreamPosition(0, 1)]);
        Violations.Save(JournalReader.Answers, [new StreamPosition(0, 1)]);
        Violations.Clear();

        Assert.Equal(0, Violations.Count());
        Assert.Null(Violations.Position(JournalReader.Violations, 0));
        Assert.Equal(1, Violations.Position(JournalReader.Answers, 0));
    }

    private IEnumerable<long> Seqs(ViolationFilter filter) =>
        Violations.List(filter).Violations.Select(one => one.Seq);

    private static ViolationRecord Found(long seq, ThreadKey thread, int part = 0) => new(0, seq, part)
    {
        At = Noon,
        Thread = thread,
        Channel = Channel.Messenger,
        App = 7,
        About = seq,
        Edition = "2021-10-01",
        Finding = new FindingBody("responsiveness", "advise", "a"),
    };
}
