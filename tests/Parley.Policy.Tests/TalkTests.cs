using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

/// <summary>Talk since the last automated message, whatever the order in which its words are learned.</summary>
public sealed class TalkTests
{
    private const long Hour = 60 * 60 * 1000;

    private static readonly int[][] Conversations =
    [
        [10, 30, 50], [24], [24, 48, 72], [23, 46, 69, 92], [30, 40, 70], [30, 60, 90, 120], [60, 30, 45],
        [30, 53, 76, 100], [25, 49, 72, 73], [30, 54, 78], [40, 63, 86, 41], [30, 30, 60, 60], [-5, 10, 40],
        [100, 50, 75, 125], [30, 70, 50, 51], [200, 100, 120, 123, 146],
    ];

    [Fact]
    public void The_order_in_which_words_are_learned_leaves_no_trace() => Assert.All(Conversations, words =>
    {
        var talks = Orders(words).Select(Told).ToHashSet();
        Assert.Single(talks);
    });

    [Fact]
    public void A_talk_has_lapsed_once_any_silence_was_long_enough() => Assert.All(
        from words in Conversations
        from lapse in new[] { 24, 25, 30, 48 }
        from now in new[] { 0, 23, 24, 47, 60, 95, 110, 150, 210, 240 }
        select (words, lapse, now),
        one =>
        {
            var said = one.words.Where(hour => hour <= one.now).ToArray();
            var silent = said.Where(hour => hour > 0).Append(0).Append(one.now).Order().ToList();
            var lapsed = silent.Zip(silent.Skip(1)).Any(pair => pair.Second - pair.First >= one.lapse);
            Assert.All(Orders(said), order =>
                Assert.Equal(lapsed, Told(order).LapsedBy(new Moment(one.now * Hour), one.lapse * Hour)));
        });

    [Fact]
    public void Talk_without_a_lapse_is_one_stretch_however_long_it_goes_on()
    {
        var talk = Told(Enumerable.Range(1, 200));
        Assert.Equal(new Stretch(new Moment(0), new Moment(200 * Hour)), talk.Current);
        Assert.Equal(0, talk.More.Count);
        Assert.Equal(1, Told([100, 101, 110, 133]).More.Count);
    }

    [Fact]
    public void Before_the_first_automated_message_nothing_lapses() =>
        Assert.False(Talk.Silent.With(new Moment(5)).LapsedBy(new Moment(1000 * Hour), 24 * Hour));

    [Theory]
    [InlineData("bot_wrote 24h", "lapse")]
    [InlineData("bot_wrote 23:59:59.999", "")]
    [InlineData("bot_wrote 60h, message 30h, message 20h", "lapse")]
    [InlineData("bot_wrote 60h, message 20h, message 40h", "")]
    [InlineData("bot_wrote 70h, message 10h, message 50h, message 30h", "")]
    public void A_disclosure_is_due_after_a_silence_of_a_day_in_whatever_order_words_are_heard(
        string history, string due)
    {
        var state = Given.State("message 90h, " + history, Channel.Messenger);
        var send = SendText.Read("RESPONSE", Channel.Messenger);
        var owed = SendTable.Edition.Explain(in state, Standing.Plain, in send, Given.Now).Obligations;
        Assert.Equal(due, string.Join(", ", owed.Select(one => one.Moment)));
    }

    private static Talk Told(IEnumerable<int> words) =>
        words.Aggregate(Talk.From(new Moment(0)), (talk, hour) => talk.With(new Moment(hour * Hour)));

    private static IEnumerable<int[]> Orders(int[] words) => words.Length < 2
        ? [words]
        : words.Index().SelectMany(first => Orders([.. words[..first.Index], .. words[(first.Index + 1)..]])
            .Select(rest => (int[])[first.Item, .. rest]));
}
