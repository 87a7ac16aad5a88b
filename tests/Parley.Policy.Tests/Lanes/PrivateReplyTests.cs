using System.Collections.Frozen;
using NodaTime.Text;
using Parley.Policy.Editions;
using Parley.Policy.Lanes;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class PrivateReplyTests
{
    [Fact]
    public void The_comment_that_can_be_answered_longest_is_told() => ReportTable.Holds("private_reply", """
        channel    edition     given                                        outcome
        messenger  2021-10-01  message 1h                                   nothing to tell
        messenger  2021-10-01  commented:c:post 1h                          open since 1h until 6d23h
        messenger  2021-10-01  commented:c:post 7d                          open since 7d until 0d
        messenger  2021-10-01  commented:c:post 7d00:00:00.001              shut, nothing promised
        messenger  2021-10-01  commented:a:post 1d, commented:b:post 3d     open since 1d until 6d
        messenger  2021-10-01  commented:b:post 1d, commented:a:post 3d     open since 1d until 6d
        messenger  2021-10-01  commented:c:story 1h                         shut, nothing promised
        messenger  2021-10-01  commented:c:post 1h, replied:c 00:30:00.000  shut, nothing promised
        instagram  2022-05-19  commented:c:live 9d                          open since 9d without end
        instagram  2022-05-19  commented:a:live 9d, commented:b:post 1h     open since 9d without end
        instagram  2022-05-19  commented:b:live 9d, commented:a:post 1h     open since 9d without end
        messenger  2022-05-19  commented:a:live 6d                          open since 6d until 1d
        """);

    [Fact]
    public void A_comment_heard_of_again_had_its_one_reply_all_the_same() => SendTable.Holds("""
        given                                                   send          outcome
        commented:c:post 1d, replied:c 1h, commented:c:post 1d  to=comment:c  refuse already_replied
        commented:c:post 1d, replied:c 1h, commented:c:post 2d  to=comment:c  refuse already_replied
        commented:c:post 8d, commented:c:post 1d                to=comment:c  refuse reply_impossible
        """);

    [Theory]
    [InlineData(1, "accept private_reply", "open since 1h until 0d")]
    [InlineData(0, "refuse reply_impossible", "shut, nothing promised")]
    public void A_broadcast_is_answered_up_to_the_millisecond_before_its_end(int left, string outcome, string told)
    {
        var ended = Moment.Of(Given.Now).Plus(left);
        var page = Standing.Plain with
        {
            EndedBroadcasts = new Dictionary<string, Moment> { ["broadcast"] = ended }.ToFrozenDictionary(),
        };
        var state = Given.State("commented:c:live 1h", Channel.Instagram);
        var send = SendText.Read("to=comment:c", Channel.Instagram);
        var decision = SendTable.EditionOf("2022-05-19").Explain(in state, page, in send, Given.Now);
        Assert.Equal(outcome, SendTable.Print(decision.Outcome));
        Assert.Equal(told, ReportTable.Print(decision.Lanes.Single(one => one.Lane == PrivateReply.LaneName)));
    }

    [Theory]
    [InlineData(Channel.Messenger, "2021-08-05", "comment")]
    [InlineData(Channel.Instagram, "2021-08-05", "comment, tag:HUMAN_AGENT")]
    [InlineData(Channel.Instagram, "2021-08-06", "comment")]
    public void On_Instagram_a_reply_needed_a_tag_until_its_day(Channel channel, string day, string needs)
    {
        var now = LocalDatePattern.Iso.Parse(day).Value.AtMidnight().InUtc().ToInstant();
        var state = Given.State("commented:c:post 1h", channel, now);
        var send = SendText.Read("to=comment:c", channel);
        var lanes = EditionCatalogue.InForce(now).Explain(in state, Standing.Plain, in send, now).Lanes;
        Assert.Equal(needs, string.Join(", ", lanes.Single(one => one.Lane == PrivateReply.LaneName).Needs));
    }
}
