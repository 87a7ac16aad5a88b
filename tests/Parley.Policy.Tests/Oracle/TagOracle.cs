using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Oracle;

/// <summary>
/// The reference's rows 36 to 64: tags. Row 60 is the template's bounds: the reader of the wire has them.
/// </summary>
public sealed class TagOracle
{
    [Fact]
    public void Rows_36_to_43_the_tag_decides_not_the_window() => SendTable.Holds("""
        row  edition     given        send                                                         outcome
        36   -           message 30d  tag=CONFIRMED_EVENT_UPDATE                                   accept tag:CONFIRMED_EVENT_UPDATE
        37   -           message 30d  tag=CONFIRMED_EVENT_UPDATE saw=discloses,promo               accept tag:CONFIRMED_EVENT_UPDATE promo_tag
        38   -           message 30d  tag=CONFIRMED_EVENT_UPDATE saw=discloses,event.past          accept tag:CONFIRMED_EVENT_UPDATE event.past
        39   -           message 30d  tag=CONFIRMED_EVENT_UPDATE saw=discloses,event.unregistered  accept tag:CONFIRMED_EVENT_UPDATE event.unregistered
        40   -           message 30d  tag=CONFIRMED_EVENT_UPDATE saw=discloses,survey              accept tag:CONFIRMED_EVENT_UPDATE
        40   2020-03-04  message 30d  tag=CONFIRMED_EVENT_UPDATE saw=discloses,survey              accept tag:CONFIRMED_EVENT_UPDATE survey
        40   -           message 30d  tag=CONFIRMED_EVENT_UPDATE saw=discloses,survey.unrelated    accept tag:CONFIRMED_EVENT_UPDATE survey.unrelated
        41   -           message 30d  tag=POST_PURCHASE_UPDATE saw=discloses,cross_sell            accept tag:POST_PURCHASE_UPDATE cross_sell
        42   -           message 30d  tag=ACCOUNT_UPDATE saw=discloses,recurring                   accept tag:ACCOUNT_UPDATE recurring
        43   -           message 1h   tag=POST_PURCHASE_UPDATE saw=discloses,promo                 accept tag:POST_PURCHASE_UPDATE promo_tag
        """);

    [Fact]
    public void Rows_44_to_49_which_tags_there_are() => SendTable.Holds("""
        row  edition     at                    channel    given       send                                outcome
        44   -           -                     instagram  message 1h  tag=CONFIRMED_EVENT_UPDATE          refuse channel_unfit
        45   -           -                     messenger  message 1h  MESSAGE_TAG                         refuse tag_missing
        46   -           -                     messenger  message 1h  RESPONSE tag=ACCOUNT_UPDATE         refuse tag_unexpected
        46   -           -                     messenger  message 1h  UPDATE tag=ACCOUNT_UPDATE           refuse tag_unexpected
        46   -           -                     messenger  message 1h  ABSENT tag=ACCOUNT_UPDATE           accept tag:ACCOUNT_UPDATE
        47   2018-09-27  -                     messenger  message 1h  tag=SHIPPING_UPDATE                 accept tag:SHIPPING_UPDATE
        47   2020-03-04  -                     messenger  message 1h  tag=SHIPPING_UPDATE                 refuse tag_unknown
        48   auto        2019-12-01T09:00:00Z  messenger  message 1h  tag=CONFIRMED_EVENT_UPDATE          accept tag:CONFIRMED_EVENT_UPDATE
        48   auto        2019-12-01T09:00:00Z  messenger  message 1h  tag=TICKET_UPDATE                   accept tag:TICKET_UPDATE
        49   auto        2026-04-26T09:00:00Z  messenger  message 1h  tag=ACCOUNT_UPDATE                  accept tag:ACCOUNT_UPDATE
        49   auto        2026-04-27T00:00:00Z  messenger  message 1h  tag=ACCOUNT_UPDATE                  refuse tag_retired
        49   auto        2026-04-27T00:00:00Z  messenger  message 1h  tag=POST_PURCHASE_UPDATE            refuse tag_retired
        49   auto        2026-04-27T00:00:00Z  messenger  message 1h  tag=CONFIRMED_EVENT_UPDATE          refuse tag_retired
        """);

    [Fact]
    public void Rows_50_to_56_the_human_agent() => SendTable.Holds("""
        row  edition     channel    page         given                       send                                           outcome
        50   -           messenger  human_agent  message 6d23:00:00.000      tag=HUMAN_AGENT by=human                       accept human_agent
        51   -           messenger  human_agent  message 7d                  tag=HUMAN_AGENT by=human                       accept human_agent
        51   -           messenger  human_agent  message 7d00:00:00.001      tag=HUMAN_AGENT by=human                       refuse outside_window
        51   -           instagram  human_agent  message 7d00:00:00.001      tag=HUMAN_AGENT by=human                       refuse outside_window
        52   -           messenger  human_agent  message 6d                  tag=HUMAN_AGENT                                accept human_agent automated
        53   -           messenger  human_agent  message 6d                  tag=HUMAN_AGENT by=human saw=off_topic         accept human_agent unrelated
        54   -           messenger  plain        message 6d                  tag=HUMAN_AGENT by=human                       refuse feature_missing
        55   2020-03-04  messenger  plain        message 6d                  tag=HUMAN_AGENT by=human                       refuse feature_missing
        55   2020-03-04  messenger  human_agent  message 6d                  tag=HUMAN_AGENT by=human                       accept human_agent
        56   -           messenger  human_agent  message 8d, reaction 2h     RESPONSE                                       accept standard
        56   -           messenger  human_agent  message 8d, reaction 2h     tag=HUMAN_AGENT by=human                       refuse outside_window
        """);

    [Fact]
    public void Rows_57_to_62_customer_feedback() => SendTable.Holds("""
        row  edition  at                    given                            send                               outcome
        57   -        -                     message 5d                       tag=CUSTOMER_FEEDBACK form=survey  accept customer_feedback
        58   -        -                     message 5d                       tag=CUSTOMER_FEEDBACK              refuse content_unfit
        59   -        -                     message 7d00:00:00.001           tag=CUSTOMER_FEEDBACK form=survey  refuse outside_window
        59   -        -                     reaction 1h                      tag=CUSTOMER_FEEDBACK form=survey  refuse outside_window
        61   auto     2021-09-13T09:00:00Z  placed:FR 1h, message 1h         tag=CUSTOMER_FEEDBACK form=survey  refuse region_off
        61   auto     2021-09-14T00:00:00Z  placed:FR 1h, message 1h         tag=CUSTOMER_FEEDBACK form=survey  accept customer_feedback
        62   -        -                     message 1h                       RESPONSE form=survey               accept standard
        """);

    [Fact]
    public void A_second_survey_waits_for_the_first_and_the_window_is_told_before_it() => SendTable.Holds("""
        given                                                                         send                               outcome
        message 5h, send/form=survey 4h                                               form=survey                        refuse survey_open
        message 5h, send/form=survey 4h, feedback 3h                                  form=survey                        accept standard
        message 2d, send/form=survey/days=1 47h, message 1h                           form=survey                        accept standard
        message 2d, send/form=survey/days=2 47h, message 1h                           form=survey                        refuse survey_open
        message 25h, send/form=survey/days=7 24h                                      form=survey                        refuse outside_window
        message 25h, send/form=survey/days=1 24h                                      tag=CUSTOMER_FEEDBACK form=survey  accept customer_feedback
        message 25h, send/form=survey/days=1 23:59:59.999                             tag=CUSTOMER_FEEDBACK form=survey  refuse survey_open
        """);

    [Fact]
    public void Rows_63_and_64_a_restricted_tag() => SendTable.Holds("""
        row  page                                     given       send                           outcome
        63   restricted=tag:ACCOUNT_UPDATE:2d:+3d     message 1h  tag=ACCOUNT_UPDATE             refuse lane_restricted
        63   restricted=tag:ACCOUNT_UPDATE:2d:+3d     message 1h  RESPONSE                       accept standard
        63   restricted=tags:2d:+3d                   message 1h  tag=ACCOUNT_UPDATE             refuse lane_restricted
        63   restricted=tags:2d:open                  message 1h  RESPONSE                       accept standard
        63   human_agent restricted=tags:2d:+3d       message 1h  tag=HUMAN_AGENT by=human       refuse lane_restricted
        63   news restricted=tags:2d:+3d              message 1h  tag=NON_PROMOTIONAL_SUBSCRIPTION  refuse lane_restricted
        63   restricted=standard:2d:+3d               message 1h  RESPONSE                       refuse lane_restricted
        64   restricted=tag:ACCOUNT_UPDATE:5d:0h      message 1h  tag=ACCOUNT_UPDATE             accept tag:ACCOUNT_UPDATE
        64   restricted=tag:ACCOUNT_UPDATE:0h:+1d     message 1h  tag=ACCOUNT_UPDATE             refuse lane_restricted
        """);
}
