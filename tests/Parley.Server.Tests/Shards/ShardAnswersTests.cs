using NodaTime;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Tests.Shards;

public sealed class ShardAnswersTests
{
    private static readonly Duration Day = Duration.FromHours(24);

    [Fact]
    public async Task A_refusal_of_a_known_person_leaves_a_row_and_changes_nothing_else()
    {
        await using var bed = await ShardsBed.Over(ShardsBed.NewStore());
        var thread = ShardsBed.Thread(3);
        await bed.Act(thread);
        var before = (await bed.Shards.Look(thread))!;

        var late = await bed.Send(thread, at: ShardsBed.Noon + Day + Duration.FromMilliseconds(1));

        Assert.Equal("outside_window", late.Outcome.Reason?.Name);
        Assert.NotNull(late.Decision);
        var after = (await bed.Shards.Look(thread))!;
        Assert.Equal(before.State, after.State);
        Assert.Equal(late.Seq, after.Head);
        Assert.Equal((EventKind.Refused, before.Head), (bed.Rows()[^1].Kind, bed.Rows()[^1].Prev));
    }

    [Fact]
    public async Task A_send_to_a_stranger_leaves_nothing()
    {
        await using var bed = await ShardsBed.Over(ShardsBed.NewStore());

        var answer = await bed.Send(ShardsBed.Thread(3));

        Assert.Equal(("recipient_unknown", 0), (answer.Outcome.Reason?.Name, answer.Seq));
        Assert.Empty(bed.Rows());
        Assert.Null(await bed.Shards.Look(ShardsBed.Thread(3)));
    }

    [Fact]
    public async Task Refusals_are_not_kept_where_the_setting_says_so()
    {
        await using var bed = await ShardsBed.Over(ShardsBed.NewStore(), keepRefusals: false);
        await bed.Act(ShardsBed.Thread(3));

        var late = await bed.Send(ShardsBed.Thread(3), at: ShardsBed.Noon + (2 * Day));

        Assert.Equal((false, 0), (late.Outcome.Accepted, late.Seq));
        Assert.Single(bed.Rows());
    }

    [Fact]
    public async Task An_act_before_the_threads_last_event_is_refused_by_name()
    {
        await using var bed = await ShardsBed.Over(ShardsBed.NewStore());
        var thread = ShardsBed.Thread(3);
        await bed.Act(thread, at: ShardsBed.Noon);

        var early = await bed.Act(thread, at: ShardsBed.Noon - Duration.FromMilliseconds(1));

        Assert.Contains("`at` is 2021-10-05T11:59:59.999Z", early.Refusal, StringComparison.Ordinal);
        Assert.Single(bed.Rows());
    }

    [Fact]
    public async Task Nothing_is_dated_before_the_threads_last_event()
    {
        await using var bed = await ShardsBed.Over(ShardsBed.NewStore());
        var thread = ShardsBed.Thread(3);
        var later = ShardsBed.Noon + Duration.FromMinutes(1);
        await bed.Act(thread, at: later);

        var act = await bed.Act(thread);
        await bed.Send(thread, at: ShardsBed.Noon);

        Assert.Equal(later, act.At);
        Assert.All(bed.Rows(), row => Assert.Equal(Moment.Of(later), row.At));
    }

    [Fact]
    public async Task A_sender_action_is_a_row_that_opens_and_writes_nothing()
    {
        await using var bed = await ShardsBed.Over(ShardsBed.NewStore());
        var thread = ShardsBed.Thread(3);
        await bed.Act(thread);

        var typing = await bed.Send(thread, kind: SendKind.Action);

        Assert.True(typing.Outcome.Accepted);
        Assert.Equal(EventKind.SenderAction, bed.Rows()[^1].Kind);
        Assert.False((await bed.Shards.Look(thread))!.State.LastPageMessage.Happened);
    }

    [Fact]
    public async Task A_list_shows_threads_in_memory_and_on_disk_once_and_in_order()
    {
        var store = ShardsBed.NewStore();
        await using var bed = await ShardsBed.Over(store, hot: 4);
        foreach (var person in new long[] { 9, 3, 27, 81, 1, 4, 12, 40 }) await bed.Act(ShardsBed.Thread(person));
        await bed.Shards.NextClosing(Moment.Of(ShardsBed.Noon));
        await bed.Act(new ThreadKey(new PageId(5), new Psid(2)));
        await bed.Send(ShardsBed.Thread(9));

        var all = await bed.Shards.List(ShardsBed.Page, default, 100);
        var some = await bed.Shards.List(ShardsBed.Page, new Psid(4), 3);

        Assert.Equal([1, 3, 4, 9, 12, 27, 40, 81], all.Select(view => view.Thread.Person.Value));
        Assert.Equal([9, 12, 27], some.Select(view => view.Thread.Person.Value));
        Assert.True(all.Single(view => view.Thread.Person.Value == 9).State.LastPageMessage.Happened);
        Assert.All(all, view => Assert.Equal(bed.Shards.ShardOf(view.Thread), view.Shard));
    }

    [Fact]
    public async Task Closings_are_found_one_after_another_also_after_a_restart()
    {
        var store = ShardsBed.NewStore();
        await using var first = await ShardsBed.Over(store);
        await first.Act(ShardsBed.Thread(1));
        await first.Act(ShardsBed.Thread(2), at: ShardsBed.Noon + Duration.FromHours(1));
        await first.Act(ShardsBed.Thread(3), EventKind.Read);
        var noon = Moment.Of(ShardsBed.Noon);

        await using var second = await first.Restart(hot: 4);
        var closings = new List<long>();
        for (var at = noon; (at = await second.Shards.NextClosing(at)).Happened;)
            closings.Add((at.Milliseconds - noon.Milliseconds) / 3_600_000);

        Assert.Equal([24, 25, 7 * 24, (7 * 24) + 1], closings);
    }

    [Fact]
    public async Task A_threads_shard_never_changes()
    {
        await using var bed = await ShardsBed.Over(ShardsBed.NewStore(shards: 64));

        var shards = Enumerable.Range(1, 5).Select(person => bed.Shards.ShardOf(ShardsBed.Thread(person)));

        // Stored with every row: these figures may not change between releases.
        Assert.Equal([43, 30, 28, 45, 6], shards);
    }
}
