using NodaTime;
using NodaTime.Text;
using Parley.Policy.Editions;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

/// <summary>
/// Every dated switch at the last millisecond before its day and at its first instant. The outcome reads
/// <c>before => from then on</c>: the lane that carries the send and what the rules say against it, or the refusal.
/// </summary>
public sealed class DatedSwitchTests
{
    [Fact]
    public void Tags_come_and_go_on_their_days() => Turn("""
        day         page     given        send                               outcome
        2019-08-29  plain    message 30d  tag=CONFIRMED_EVENT_UPDATE         tag_unknown => tag:CONFIRMED_EVENT_UPDATE
        2019-08-29  plain    message 30d  tag=POST_PURCHASE_UPDATE           tag_unknown => tag:POST_PURCHASE_UPDATE
        2019-08-29  plain    message 30d  tag=ACCOUNT_UPDATE                 tag:ACCOUNT_UPDATE => tag:ACCOUNT_UPDATE
        2019-08-29  feature  message 6d   tag=HUMAN_AGENT by=human           tag_unknown => human_agent
        2020-03-04  plain    message 30d  tag=TICKET_UPDATE                  tag:TICKET_UPDATE => tag_unknown
        2021-06-02  plain    message 6d   tag=CUSTOMER_FEEDBACK form=survey  tag_unknown => customer_feedback
        2026-04-27  plain    message 1h   tag=CONFIRMED_EVENT_UPDATE         tag:CONFIRMED_EVENT_UPDATE => tag_retired
        2026-04-27  plain    message 1h   tag=POST_PURCHASE_UPDATE           tag:POST_PURCHASE_UPDATE => tag_retired
        2026-04-27  plain    message 1h   tag=ACCOUNT_UPDATE                 tag:ACCOUNT_UPDATE => tag_retired
        2026-04-27  feature  message 6d   tag=HUMAN_AGENT by=human           human_agent => human_agent
        """);

    [Fact]
    public void Lanes_come_and_go_on_their_days() => Turn("""
        day         page          given                      send                                 outcome
        2020-02-04  one_time  message 1h  form=one_time_request  lane_unknown => one_time_notification
        2020-03-04  plain  message 25h  UPDATE  plus_one => outside_window
        2020-03-04  subscription  message 30d  tag=NON_PROMOTIONAL_SUBSCRIPTION  news => news_not_registered
        2020-03-04  news  message 30d  tag=NON_PROMOTIONAL_SUBSCRIPTION  news_not_registered => news
        2021-06-02  plain  message 1h  form=survey  lane_unknown => standard
        2022-05-19  plain  message 1h  form=recurring_request title=x  lane_unknown => recurring
        2024-08-19  plain  message 3d  to=campaign:c  sponsored => lane_retired
        2025-07-01  plain  message 3d  to=marketing  lane_unknown => marketing
        2025-09-01  plain  message 60d  UTILITY form=utility title=order/en  type_unknown => utility
        2025-09-01  newcomer  message 1h  form=recurring_request title=x  recurring => lane_unknown
        2026-09-28  plain         message:ad 30h             RESPONSE                             outside_window => ad
        2026-09-28  plain         message:ad 7d              RESPONSE                             outside_window => ad
        2026-09-28  plain  message:ad 7d00:00:00.001  RESPONSE  outside_window => outside_window
        """);

    [Fact]
    public void Acts_open_the_window_from_their_days() => Turn("""
        day         given                                                     send      outcome
        2020-03-04  message 26h, sent:plus_one:UPDATE 25h, reaction 1h        RESPONSE  outside_window => standard
        2020-03-04  message 26h, sent:plus_one:UPDATE 25h, messenger_link 1h  RESPONSE  outside_window => standard
        2020-03-04  message 26h, sent:plus_one:UPDATE 25h, plugin_opt_in 1h   RESPONSE  standard => standard
        2021-09-01  login_connect 1h                                          RESPONSE  outside_window => standard
        """);

    [Fact]
    public void In_Europe_and_Japan_acts_whose_webhooks_are_off_open_nothing() => Turn("""
        day         given                            send      outcome
        2020-12-16  placed:FR 9d, reaction 1h        RESPONSE  standard => outside_window
        2022-04-19  placed:FR 9d, reaction 1h        RESPONSE  outside_window => standard
        2020-12-16  placed:FR 9d, messenger_link 1h  RESPONSE  standard => outside_window
        2021-04-20  placed:FR 9d, messenger_link 1h  RESPONSE  outside_window => standard
        2020-12-16  placed:FR 9d, plugin_opt_in 1h   RESPONSE  standard => outside_window
        2021-04-20  placed:FR 9d, plugin_opt_in 1h   RESPONSE  outside_window => standard
        2020-12-16  placed:NO 9d, reaction 1h        RESPONSE  standard => outside_window
        2022-04-19  placed:NO 9d, reaction 1h        RESPONSE  outside_window => standard
        2020-12-16  placed:IS 9d, reaction 1h        RESPONSE  standard => outside_window
        2022-04-19  placed:IS 9d, reaction 1h        RESPONSE  outside_window => standard
        2020-12-16  placed:LI 9d, reaction 1h        RESPONSE  standard => outside_window
        2022-04-19  placed:LI 9d, reaction 1h        RESPONSE  outside_window => standard
        2020-12-16  placed:GB 9d, reaction 1h        RESPONSE  standard => outside_window
        2022-04-19  placed:GB 9d, reaction 1h        RESPONSE  outside_window => standard
        2021-03-30  placed:JP 9d, reaction 1h        RESPONSE  standard => outside_window
        2022-04-19  placed:JP 9d, reaction 1h        RESPONSE  outside_window => standard
        2021-03-30  placed:JP 9d, messenger_link 1h  RESPONSE  standard => outside_window
        2021-04-20  placed:JP 9d, messenger_link 1h  RESPONSE  outside_window => standard
        2021-03-30  placed:JP 9d, plugin_opt_in 1h   RESPONSE  standard => outside_window
        2021-04-20  placed:JP 9d, plugin_opt_in 1h   RESPONSE  outside_window => standard
        2021-04-20  placed:FR 9d, reaction 1h        RESPONSE  outside_window => outside_window
        2021-04-20  placed:JP 9d, reaction 1h        RESPONSE  outside_window => outside_window
        2020-12-16  placed:JP 9d, reaction 1h        RESPONSE  standard => standard
        2020-12-16  placed:JP 9d, plugin_opt_in 1h   RESPONSE  standard => standard
        2021-03-30  placed:KR 9d, reaction 1h        RESPONSE  standard => standard
        2020-12-16  placed:FR 9d, message 1h         RESPONSE  standard => standard
        2021-03-30  placed:JP 9d, tap 1h             RESPONSE  standard => standard
        """);

    [Fact]
    public void What_is_off_in_a_region_is_off_for_its_pages_and_its_people_between_two_days() => Turn("""
        day         page             given                     send                   outcome
        2020-12-16  one_time, in:FR  message 1h  form=one_time_request  one_time_notification => region_off
        2021-08-10  one_time, in:FR  message 1h  form=one_time_request  region_off => one_time_notification
        2021-09-14  one_time, in:FR  message 1h                form=survey            region_off => standard
        2021-03-30  one_time, in:JP  message 1h  form=one_time_request  one_time_notification => region_off
        2021-08-10  one_time, in:JP  message 1h  form=one_time_request  region_off => one_time_notification
        2021-09-14  one_time, in:JP  message 1h                form=survey            region_off => standard
        2020-12-16  one_time  placed:FR 9d, message 1h  form=one_time_request  one_time_notification => region_off
        2021-08-10  one_time  placed:FR 9d, message 1h  form=one_time_request  region_off => one_time_notification
        2021-09-14  one_time         placed:FR 9d, message 1h  form=survey            region_off => standard
        2021-03-30  one_time  placed:JP 9d, message 1h  form=one_time_request  one_time_notification => region_off
        2021-08-10  one_time  placed:JP 9d, message 1h  form=one_time_request  region_off => one_time_notification
        2021-09-14  one_time         placed:JP 9d, message 1h  form=survey            region_off => standard
        2020-12-16  one_time, in:JP  message 1h  form=one_time_request  one_time_notification => one_time_notification
        2021-06-02  in:FR            message 1h                form=survey            lane_unknown => region_off
        """);

    [Fact]
    public void Private_replies_widen_on_their_days() => Turn("""
        day         channel    page   given                        send                          outcome
        2019-09-30  messenger  plain  commented:c:post 1h  to=comment:c form=rich  content_unfit => private_reply
        2019-09-30  messenger  plain  commented:c:post 1h  to=comment:c  private_reply => private_reply
        2021-06-02  instagram  plain  commented:c:post 1h  to=comment:c  channel_unfit => feature_missing
        2021-08-06  instagram  plain  commented:c:post 1h  to=comment:c  feature_missing => private_reply
        2021-08-06  instagram  plain  commented:c:post 1h  to=comment:c tag=HUMAN_AGENT  private_reply => private_reply
        2021-09-14  instagram  plain  commented:c:post 1h  to=comment:c tag=HUMAN_AGENT  private_reply => tag_unexpected
        2021-11-09  instagram  plain  commented:c:live 1h  to=comment:c  comment_unknown => private_reply
        2022-08-16  instagram  plain  commented:c:reel 1h  to=comment:c  comment_unknown => private_reply
        2022-11-09  instagram  plain  commented:c:ad 1h  to=comment:c  comment_unknown => private_reply
        2023-05-10  messenger  plain  commented:c:group 1h  to=comment:c  comment_unknown => private_reply
        2023-10-12  messenger  plain  commented:c:reel 1h  to=comment:c  comment_unknown => private_reply
        2023-10-12  messenger  plain  commented:c:story 1h  to=comment:c  comment_unknown => comment_unknown
        2021-10-01  messenger  plain  commented:c:visitor_post 1h  to=post:c  private_reply => private_reply
        """);

    [Fact]
    public void Recurring_notifications_change_their_cadence_and_life_on_their_days() => Turn("""
        day         given                                                     outcome
        2023-02-02  subscribe:T:x:daily 9d, notified:T 2h                     too_soon => too_soon
        2023-02-02  subscribe:T:x:none 9d, notified:T 23h                     too_soon => too_soon
        2023-02-02  subscribe:T:x:none 00:01:00.000, notified:T 00:00:30.000  too_soon => recurring
        2023-08-10  subscribe:T:x:daily 182d  recurring_token_expired => recurring_token_expired
        2025-09-01  subscribe:T:x:none 9d, notified:T 24h                     recurring => too_soon
        2025-09-01  subscribe:T:x:none 9d, notified:T 48h                     recurring => recurring
        2025-09-01  subscribe:T:x:weekly 9d, notified:T 48h                   too_soon => recurring
        2026-02-10  placed:US 9d, subscribe:T:x:none 9d                       recurring => lane_unknown
        2026-02-10  placed:FR 9d, subscribe:T:x:none 9d                       recurring => recurring
        2026-02-10  placed:JP 9d, subscribe:T:x:none 9d                       recurring => recurring
        2026-02-10  placed:NO 9d, subscribe:T:x:none 9d                       recurring => lane_unknown
        2026-02-10  subscribe:T:x:none 9d                                     recurring => lane_unknown
        """, "to=recurring_token:T");

    [Fact]
    public void Instagram_opens_to_all_on_its_day() => Turn("""
        day         channel    given              send                            outcome
        2021-06-02  instagram  message 1h         RESPONSE                        channel_unfit => standard
        2021-06-02  instagram  instagram_link 1h  RESPONSE                        channel_unfit => standard
        2021-06-02  instagram  reaction 1h        RESPONSE                        channel_unfit => standard
        2022-05-19  instagram  message 1h         form=recurring_request title=x  lane_unknown => recurring
        """);

    [Fact]
    public void Rules_of_content_change_on_their_days() => Turn("""
        day         given       send                shows      outcome
        2019-08-29  message 9d  tag=ACCOUNT_UPDATE  survey     tag:ACCOUNT_UPDATE => tag:ACCOUNT_UPDATE survey
        2021-10-01  message 9d  tag=ACCOUNT_UPDATE  survey     tag:ACCOUNT_UPDATE survey => tag:ACCOUNT_UPDATE
        2019-08-29  message 9d  tag=ACCOUNT_UPDATE  recurring  tag:ACCOUNT_UPDATE => tag:ACCOUNT_UPDATE recurring
        """);

    private static void Turn(string text, string send = "RESPONSE") => Table.Holds(text, row =>
    {
        var day = LocalDatePattern.Iso.Parse(row["day"]).Value.AtMidnight().InUtc().ToInstant();
        return $"{Sent(row, send, day - Duration.FromMilliseconds(1))} => {Sent(row, send, day)}";
    });

    private static string Sent(Row row, string usual, Instant now)
    {
        var channel = row.Enum("channel", Channel.Messenger);
        var send = SendText.Read(row.Or("send", usual), channel);
        if (row.Or("shows", "") is { Length: > 0 } code) send = send with { Noticed = send.Noticed.Add(new(code, "")) };
        var state = Given.State(row["given"], channel, now);
        var outcome = EditionCatalogue.InForce(now).Decide(
            in state, PageText.Read(row.Or("page", "plain")), in send, now);
        return SendTable.Print(in outcome).Split(' ', 2)[1];
    }
}
