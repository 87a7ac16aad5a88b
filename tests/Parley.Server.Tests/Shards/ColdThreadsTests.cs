using CsCheck;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Storage;

namespace Parley.Server.Tests.Shards;

public sealed class ColdThreadsTests
{
    private static readonly EventKind[] Acts =
    [
        EventKind.Message, EventKind.Postback, EventKind.Reaction, EventKind.Read, EventKind.Blocked,
        EventKind.Unblocked, EventKind.Muted,
    ];

    // Who, what (-1 = an untagged send, -2 = HUMAN_AGENT, else an act), and how many hours pass before.
    private static readonly Gen<(int Person, int What, int Hours)[]> Stories =
        Gen.Select(Gen.Int[1, 30], Gen.Int[-2, Acts.Length - 1], Gen.Int[0, 30]).Array[1, 120];

    [Fact]
    public async Task Leaving_and_coming_back_changes_no_decision() =>
        await Stories.SampleAsync(
            async story =>
            {
                await using var bed = await ShardsBed.Over(ShardsBed.NewStore(shards: 2), hot: 4);
                var model = new Dictionary<ThreadKey, ThreadState>();
                var now = ShardsBed.Noon;
                foreach (var (person, what, hours) in story)
                {
                    now += Duration.FromHours(hours);
                    await bed.Clock.AdvanceTo(now, TestContext.Current.CancellationToken);
                    var thread = ShardsBed.Thread(person);
                    var state = model.GetValueOrDefault(thread, ThreadState.Empty);
                    model[thread] = what < 0
                        ? await Send(bed, thread, state, what == -2, now)
                        : await Act(bed, thread, state, what, now);
                }

                foreach (var (thread, state) in model)
                    Assert.Equal(state, (await bed.Shards.Look(thread))?.State ?? ThreadState.Empty);
            },
            iter: 60,
            seed: "0N0XIzNsQ0O2");

    [Fact]
    public async Task Many_at_once_over_few_places_end_as_the_journal_says()
    {
        await using var bed = await ShardsBed.Over(ShardsBed.NewStore(shards: 2), hot: 4);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var turn = 0; turn < 1500; turn++)
            {
                var thread = ShardsBed.Thread(random.Next(1, 100));
                if (random.Next(3) == 0) await bed.Act(thread, Acts[random.Next(Acts.Length)]);
                else await bed.Send(thread);
            }
        })));

        foreach (var (thread, (state, head)) in bed.PlainReplay())
        {
            var view = await bed.Shards.Look(thread);
            Assert.Equal((state, head), (view!.State, view.Head));
            Assert.Equal(head, bed.Store.Journal.History(view.Shard, head, 1)[0].Seq);
        }
    }

    [Fact]
    public async Task A_restart_at_any_moment_finds_what_a_full_replay_finds() =>
        await Gen.Select(Stories, Gen.Bool.Array[10]).SampleAsync(
            async (story, flushes) =>
            {
                var store = ShardsBed.NewStore(shards: 2);
                var first = await ShardsBed.Over(store, hot: 6);
                var turn = 0;
                foreach (var (person, what, _) in story)
                {
                    // Written down now and then, and never at the end: the tail is what the journal has above.
                    if (turn++ % 12 == 0 && flushes[turn % flushes.Length])
                        await first.Shards.NextClosing(Moment.Of(ShardsBed.Noon));
                    if (what < 0) await first.Send(ShardsBed.Thread(person));
                    else await first.Act(ShardsBed.Thread(person), Acts[what]);
                }

                await using var second = await first.Restart(hot: 6);
                foreach (var (thread, (state, head)) in first.PlainReplay())
                {
                    var view = await second.Shards.Look(thread);
                    Assert.Equal((state, head), (view!.State, view.Head));
                }

                await first.DisposeAsync();
            },
            iter: 60,
            seed: "0N0XIzNsQ0O2");

    private static async Task<ThreadState> Send(
        ShardsBed bed, ThreadKey thread, ThreadState state, bool tagged, Instant now)
    {
        var tag = tagged ? "HUMAN_AGENT" : null;
        var request = new SendRequest(Channel.Messenger, SendKind.Message, MessagingType.Absent, tag, Author.Human);
        var expected = EditionCatalogue.Default.Decide(in state, ShardsBed.HumanAgents, in request, now);
        var answer = await bed.Send(thread, tag);
        Assert.Equal(expected, answer.Outcome);
        Assert.Equal(expected.Accepted, answer.Decision is null);
        var wrote = new ThreadEvent.PageWrote(now, request, expected.Lane);
        return expected.Accepted ? ThreadState.Evolve(in state, wrote) : state;
    }

    private static async Task<ThreadState> Act(
        ShardsBed bed, ThreadKey thread, ThreadState state, int what, Instant now)
    {
        var answer = await bed.Act(thread, Acts[what]);
        Assert.Equal((null, now), (answer.Refusal, answer.At));
        var happened = StoredEvents.ToThreadEvent(Acts[what], Channel.Messenger, Moment.Of(now), "{}"u8, 1)!;
        return ThreadState.Evolve(in state, happened);
    }
}
