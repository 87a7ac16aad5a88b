using Parley.Policy.Rules;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Oracle;

/// <summary>
/// The reference's rows 107 to 131: private replies, people, the page. Rows 118 to 120 are the labels' endpoint.
/// </summary>
public sealed class ReplyAndPeopleOracle
{
    [Fact]
    public void Rows_107_to_113_private_replies() => SendTable.Holds("""
        row  channel    given                                                          send                    outcome
        107  messenger  commented:C:post 6d23:59:59.000                                to=comment:C form=rich  accept private_reply
        107  messenger  commented:C:post 7d                                            to=comment:C            accept private_reply
        107  messenger  commented:C:visitor_post 1h                                    to=post:C               accept private_reply
        108  messenger  commented:C:post 1d, send/to=comment:C 1h                      to=comment:C            refuse already_replied
        109  messenger  commented:C:post 1d, send/to=comment:C 1h, commented:D:post 1h  to=comment:D           accept private_reply
        110  messenger  commented:C:post 7d00:00:00.001                                to=comment:C            refuse reply_impossible
        110  instagram  commented:C:post 7d00:00:00.001                                to=comment:C            refuse reply_impossible
        110  messenger  commented:C:post 8d, send/to=comment:C 2d                      to=comment:C            refuse already_replied
        111  messenger  commented:C:post::page 1h                                      to=comment:C            refuse reply_impossible
        112  messenger  commented:C:post 1d, send/to=comment:C 1h                      RESPONSE                refuse outside_window
        113  messenger  commented:C:post 1d, send/to=comment:C 2h, message 1h          RESPONSE                accept standard
        -    messenger  commented:C:post 1d                                            to=comment:D            refuse comment_unknown
        -    messenger  commented:C:story 1d                                           to=comment:C            refuse comment_unknown
        -    messenger  commented:C:post 1d, removed:C 1h                              to=comment:C            refuse comment_removed
        -    messenger  commented:C:post 1d                                            to=comment:C tag=ACCOUNT_UPDATE  refuse tag_unexpected
        -    messenger  commented:C:post 1d, block 1h                                  to=comment:C            refuse blocked
        """);

    [Fact]
    public void Rows_114_to_117_where_comments_stand_and_when() => SendTable.Holds("""
        row  edition     at                    channel    page           given                    send                                      outcome
        114  auto        2021-11-09T09:00:00Z  instagram  plain          commented:C:live:V 1h    to=comment:C                              accept private_reply
        114  auto        2021-11-09T09:00:00Z  instagram  ended=V:0h  commented:C:live:V 1h  to=comment:C                         refuse reply_impossible
        114  auto        2021-11-08T09:00:00Z  instagram  plain          commented:C:live:V 1h    to=comment:C                              refuse comment_unknown
        115  auto        2021-09-13T09:00:00Z  instagram  plain          commented:C:post 1h      to=comment:C tag=HUMAN_AGENT by=human     accept private_reply
        115  auto        2021-09-14T00:00:00Z  instagram  plain          commented:C:post 1h      to=comment:C tag=HUMAN_AGENT by=human     refuse tag_unexpected
        115  auto        2021-08-05T09:00:00Z  instagram  plain          commented:C:post 1h      to=comment:C                              refuse feature_missing
        115  auto        2021-08-05T09:00:00Z  instagram  plain          commented:C:post 1h      to=comment:C tag=HUMAN_AGENT by=human     accept private_reply
        115  auto        2021-08-06T09:00:00Z  instagram  plain          commented:C:post 1h      to=comment:C                              accept private_reply
        116  2018-09-27  -                     messenger  plain          commented:C:post 1h      to=comment:C form=rich                    refuse content_unfit
        116  2018-09-27  -                     messenger  plain          commented:C:post 1h      to=comment:C                              accept private_reply
        116  auto        2019-09-30T00:00:00Z  messenger  plain          commented:C:post 1h      to=comment:C form=rich                    accept private_reply
        117  -           -                     messenger  plain          commented:C:group 1h     to=comment:C                              refuse comment_unknown
        117  auto        2023-05-10T00:00:00Z  messenger  plain          commented:C:group 1h     to=comment:C                              accept private_reply
        117  auto        2023-10-11T09:00:00Z  messenger  plain          commented:C:reel 1h      to=comment:C                              refuse comment_unknown
        117  auto        2023-10-12T00:00:00Z  messenger  plain          commented:C:reel 1h      to=comment:C                              accept private_reply
        117  auto        2022-08-16T00:00:00Z  instagram  plain          commented:C:reel 1h      to=comment:C                              accept private_reply
        117  auto        2022-11-08T09:00:00Z  instagram  plain          commented:C:ad 1h        to=comment:C                              refuse comment_unknown
        117  auto        2022-11-09T00:00:00Z  instagram  plain          commented:C:ad 1h        to=comment:C                              accept private_reply
        """);

    [Fact]
    public void Rows_121_to_124_blocks_mutes_stop_words_restrictions() => SendTable.Holds("""
        row  channel    page                  given                                              send                      outcome
        121  messenger  plain                 message 2h, block 1h                               RESPONSE                  refuse blocked
        121  messenger  plain                 message 2h, page_block 1h                          RESPONSE                  refuse blocked
        121  messenger  plain                 message 2h, page_block 2h, page_unblock 1h         RESPONSE                  accept standard
        122  messenger  plain                 message 2h, mute 1h                                RESPONSE                  accept standard
        123  messenger  plain                 message:stop 2h                                    RESPONSE saw=discloses,promo  accept standard optout
        123  messenger  plain                 message:stop 2h                                    RESPONSE                  accept standard
        123  messenger  plain                 message:stop 2h, send/RESPONSE 1h                  RESPONSE                  accept standard optout
        123  messenger  plain                 message:stop 2h, send/RESPONSE 1h, tap 1h          RESPONSE saw=discloses,promo  accept standard
        123  messenger  plain                 message 2h, message:stop 2h, send/RESPONSE 2h      RESPONSE                  accept standard optout
        123  messenger  plain                 message:stop 2h, send/RESPONSE 1h, message:stop 1h  RESPONSE                 accept standard
        123  messenger  plain                 message 3h, opt_out 2h, send/RESPONSE 1h           tag=ACCOUNT_UPDATE        accept tag:ACCOUNT_UPDATE optout
        123  messenger  plain                 message 3d, opt_out 2d, send/tag=ACCOUNT_UPDATE 1d  to=campaign:X           accept sponsored optout
        124  messenger  restricted=all:1d:open  message 1h                                       RESPONSE                  refuse page_restricted
        124  messenger  restricted=all:1d:open  message 1h                                       RESPONSE kind=mark_seen   refuse page_restricted
        124  messenger  restricted=all:1d:open  nothing                                          RESPONSE                  refuse page_restricted
        124  instagram  restricted=all:1d:+1h   message 1h                                       RESPONSE                  refuse page_restricted
        124  instagram  restricted=all:1d:0h    message 1h                                       RESPONSE                  accept standard
        """);

    [Fact]
    public void Rows_125_to_128_a_bot_says_that_it_is_one() => SendTable.Holds("""
        row  page   given                                                                              send                  outcome
        125  plain  placed:US:CA 1h, message 1h                                                        RESPONSE saw=nothing  accept standard disclosure
        125  plain  placed:US:NY 1h, message 1h                                                        RESPONSE saw=nothing  accept standard (disclosure)
        125  in=DE  message 1h                                                                         RESPONSE saw=nothing  accept standard disclosure
        126  plain  placed:FR 1h, message 1h                                                           RESPONSE saw=nothing  accept standard (disclosure)
        126  plain  placed:FR 1h, message 1h                                                           RESPONSE              accept standard
        126  plain  placed:DE 1h, message 1h                                                           RESPONSE by=human saw=nothing  accept standard
        127  plain  placed:DE 3h, message 3h, send/RESPONSE 2h, send/by=human 1h                       RESPONSE saw=nothing  accept standard disclosure
        127  plain  placed:DE 3h, message 3h, send/RESPONSE 2h, send/by=human 1h, send/RESPONSE 1h     RESPONSE saw=nothing  accept standard
        127  plain  placed:DE 3h, message 2h, send/RESPONSE 2h, send/by=human 2h                       RESPONSE saw=nothing  accept standard disclosure
        128  plain  placed:DE 3d, message 24h, send/RESPONSE 23h                                       RESPONSE saw=nothing  accept standard
        128  plain  placed:DE 3d, message 26h, send/RESPONSE 25h, message 1h                           RESPONSE saw=nothing  accept standard disclosure
        128  plain  placed:DE 3d, message 26h, send/RESPONSE 24h, messenger_link 1h                    RESPONSE saw=nothing  accept standard disclosure
        128  plain  placed:DE 3d, message 26h, send/RESPONSE 25h, message 23h, message 1h              RESPONSE saw=nothing  accept standard
        128  strict in=DE  message 1h                                                                  RESPONSE saw=nothing  refuse policy_violation disclosure
        """);

    [Fact]
    public void Row_129_an_automated_app_on_Instagram_has_a_way_to_a_human() => SendTable.Holds("""
        row  channel    page                given       send               outcome
        129  instagram  automated no_route  message 1h  RESPONSE           accept standard escalation
        129  instagram  automated           message 1h  RESPONSE           accept standard
        129  messenger  automated no_route  message 1h  RESPONSE           accept standard
        """);

    [Theory]
    [InlineData(30_000, false, true)]
    [InlineData(30_001, false, false)]
    [InlineData(30_001, true, true)]
    public void Rows_130_and_131_thirty_seconds(long after, bool getStarted, bool fine)
    {
        var input = Moment.Of(Given.Now);
        Assert.Equal(fine, ThirtySeconds.Judge(input, getStarted, input.Plus(after), input.Plus(after)) is null);
        Assert.Equal(fine, ThirtySeconds.Judge(input, getStarted, Moment.Never, input.Plus(after)) is null);
    }

    [Fact]
    public void Nobody_says_that_a_disclosure_lacks_from_what_nobody_read()
    {
        var state = Given.State("placed:DE 1h, message 1h", Channel.Messenger);
        var unread = new SendRequest(Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot);
        var decision = SendTable.Edition.Explain(in state, Standing.Plain, in unread, Given.Now);
        Assert.Equal("accept standard", SendTable.Print(decision.Outcome));
        Assert.Equal([new Obligation("disclosure", "beginning", true)], decision.Obligations);
    }
}
