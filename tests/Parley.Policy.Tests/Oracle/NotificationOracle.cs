using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Oracle;

/// <summary>
/// The reference's rows 65 to 96: one-time and recurring notifications, utility and paid marketing messages. Row 68 is
/// the template's bounds and row 72 two sends at once: the reader of the wire and the server's shards have them.
/// </summary>
public sealed class NotificationOracle
{
    [Fact]
    public void Rows_65_to_69_asking_for_a_one_time_notification() => SendTable.Holds("""
        row  channel    page      given         send                           outcome
        65   messenger  one_time  message 2h    form=one_time_request title=x  accept one_time_notification
        66   messenger  one_time  message 25h   form=one_time_request title=x  refuse outside_window
        67   messenger  plain     message 2h    form=one_time_request title=x  refuse one_time_not_granted
        69   instagram  one_time  message 2h    form=one_time_request title=x  refuse channel_unfit
        """);

    [Fact]
    public void Rows_70_to_75_the_follow_up() => SendTable.Holds("""
        row  page   given                                                                  send                                     outcome
        70   plain  message 365d, notify:T:x 364d                                          to=one_time_token:T saw=discloses,promo  accept one_time_notification
        71   plain  message 365d, notify:T:x 364d, send/to=one_time_token:T 1h             to=one_time_token:T                      refuse one_time_token_used
        73   plain  message 366d, notify:T:x 365d                                          to=one_time_token:T                      refuse one_time_token_expired
        73   plain  message 366d, notify:T:x 364d23:59:59.999                              to=one_time_token:T                      accept one_time_notification
        74   plain  message 1h, notify:T:x 1h                                              to=one_time_token:T                      accept one_time_notification
        74   plain  message 1h, notify:T:x 1h, send/to=one_time_token:T 0h                 to=one_time_token:T                      refuse one_time_token_used
        75   plain  message 30d, notify:T:x 29d                                            to=one_time_token:T saw=discloses,off_topic  accept one_time_notification purpose
        -    plain  message 30d, notify:T:x 29d                                            to=one_time_token:U                      refuse one_time_token_unknown
        -    plain  message 30d, notify:T:x 29d                                            to=one_time_token:T tag=ACCOUNT_UPDATE   refuse tag_unexpected
        """);

    [Fact]
    public void Rows_76_to_80_rewards_windows_blocks_regions() => SendTable.Holds("""
        row  edition  at                    page      given                                                          send                               outcome
        76   -        -                     one_time  message 2h                                                     form=one_time_request title=x saw=discloses,incentive  accept one_time_notification incentive
        77   -        -                     plain     message 3d, notify:T:x 2d, send/to=one_time_token:T 1h         RESPONSE                           refuse outside_window
        78   -        -                     plain     message 3d, notify:T:x 2d, send/to=one_time_token:T 2h, tap 1h  RESPONSE                          accept standard
        79   -        -                     plain     message 3d, notify:T:x 2d, block 1h                            to=one_time_token:T                refuse blocked
        79   -        -                     plain     message 3d, notify:T:x 2d, block 2h, unblock 1h                to=one_time_token:T                accept one_time_notification
        80   auto     2021-01-10T09:00:00Z  one_time  placed:FR 1h, message 1h                                       form=one_time_request title=x      refuse region_off
        80   auto     2021-01-10T09:00:00Z  one_time  placed:JP 1h, message 1h                                       form=one_time_request title=x      accept one_time_notification
        80   auto     2021-04-10T09:00:00Z  one_time  placed:JP 1h, message 1h                                       form=one_time_request title=x      refuse region_off
        80   auto     2021-08-10T00:00:00Z  one_time  placed:FR 1h, message 1h                                       form=one_time_request title=x      accept one_time_notification
        """);

    [Fact]
    public void A_person_is_asked_once_a_title_until_they_tap_and_at_most_five_times_a_day_and_ten_times_a_week() =>
        SendTable.Holds("""
            page      given                                                                                                            send                           outcome
            one_time  message 2h, send/form=one_time_request/title=x 1h                                                                form=one_time_request title=x  refuse request_repeated
            one_time  message 2h, send/form=one_time_request/title=x 1h                                                                form=one_time_request title=y  accept one_time_notification
            one_time  message 2h, send/form=one_time_request/title=x 1h, notify:T:x 0h                                                 form=one_time_request title=x  accept one_time_notification
            one_time  message 2h, send/form=one_time_request 1h                                                                        form=one_time_request          refuse request_repeated
            one_time  message 5h, send/form=one_time_request/title=a 1h, send/form=one_time_request/title=b 1h, send/form=one_time_request/title=c 1h, send/form=one_time_request/title=d 1h  form=one_time_request title=e  accept one_time_notification
            one_time  message 5h, send/form=one_time_request/title=a 1h, send/form=one_time_request/title=b 1h, send/form=one_time_request/title=c 1h, send/form=one_time_request/title=d 1h, send/form=one_time_request/title=e 1h  form=one_time_request title=f  refuse request_quota
            one_time  message 24h, send/form=one_time_request/title=a 24h, send/form=one_time_request/title=b 1h, send/form=one_time_request/title=c 1h, send/form=one_time_request/title=d 1h, send/form=one_time_request/title=e 1h  form=one_time_request title=f  accept one_time_notification
            """);

    [Fact]
    public void Rows_81_to_87_the_cadence_of_recurring_notifications() => SendTable.Holds("""
        row  edition     at                    page   given                                                                                              send                    outcome
        81   2021-10-01  -                     plain  message 1h                                                                                         form=recurring_request  refuse lane_unknown
        82   2022-05-19  2022-06-02T00:01:00Z  plain  message 3d, subscribe:T:x:daily 2d, send/to=recurring_token:T 00:02:00.000                           to=recurring_token:T    accept recurring
        82   2022-05-19  2022-06-01T22:01:00Z  plain  message 3d, subscribe:T:x:daily:Europe/Berlin 2d, send/to=recurring_token:T 00:02:00.000             to=recurring_token:T    accept recurring
        83   2022-05-19  2022-06-02T23:59:00Z  plain  message 3d, subscribe:T:x:daily 2d, send/to=recurring_token:T 23:58:00.000                           to=recurring_token:T    refuse too_soon
        84   2023-08-10  2023-09-02T00:01:00Z  plain  message 3d, subscribe:T:x:daily 2d, send/to=recurring_token:T 00:02:00.000                           to=recurring_token:T    refuse too_soon
        84   2023-08-10  -                     plain  message 3d, subscribe:T:x 2d, send/to=recurring_token:T 24h                                          to=recurring_token:T    accept recurring
        84   2023-08-10  -                     plain  message 3d, subscribe:T:x 2d, send/to=recurring_token:T 23:59:59.999                                 to=recurring_token:T    refuse too_soon
        85   2025-09-01  -                     plain  message 9d, subscribe:T:x 8d, send/to=recurring_token:T 1d23:59:59.000                               to=recurring_token:T    refuse too_soon
        85   2025-09-01  -                     plain  message 9d, subscribe:T:x 8d, send/to=recurring_token:T 48h                                          to=recurring_token:T    accept recurring
        86   2026-02-10  -                     plain  placed:US 9d, message 9d, subscribe:T:x 8d                                                           to=recurring_token:T    refuse lane_unknown
        86   2026-02-10  -                     plain  placed:GB 9d, message 9d, subscribe:T:x 8d                                                           to=recurring_token:T    accept recurring
        86   2026-02-10  -                     plain  message 9d, subscribe:T:x 8d                                                                         to=recurring_token:T    refuse lane_unknown
        86   2026-02-10  -                     plain  placed:NO 1h, message 1h                                                                             form=recurring_request  refuse lane_unknown
        87   2023-08-10  -                     plain  message 9d, subscribe:T:x 8d, stopped:T 1h                                                           to=recurring_token:T    refuse topic_stopped
        87   2023-08-10  -                     plain  message 9d, subscribe:T:x 8d, stopped:T 2h, resumed:T 1h                                             to=recurring_token:T    accept recurring
        """);

    [Fact]
    public void Weeks_start_on_Monday_and_months_on_their_first() => SendTable.Holds("""
        edition     at                    given                                                                                   send                  outcome
        2022-05-19  2022-06-05T23:59:00Z  message 9d, subscribe:T:x:weekly 8d, send/to=recurring_token:T 6d23:00:00.000            to=recurring_token:T  refuse too_soon
        2022-05-19  2022-06-06T00:00:00Z  message 9d, subscribe:T:x:weekly 8d, send/to=recurring_token:T 00:00:01.000              to=recurring_token:T  accept recurring
        2022-05-19  2022-06-30T23:59:00Z  message 40d, subscribe:T:x:monthly 39d, send/to=recurring_token:T 29d                    to=recurring_token:T  refuse too_soon
        2022-05-19  2022-07-01T00:00:00Z  message 40d, subscribe:T:x:monthly 39d, send/to=recurring_token:T 29d                    to=recurring_token:T  accept recurring
        2023-08-10  2023-09-04T00:00:00Z  message 9d, subscribe:T:x:weekly 8d, send/to=recurring_token:T 00:00:01.000              to=recurring_token:T  accept recurring
        2023-08-10  2023-09-05T00:00:00Z  message 9d, subscribe:T:x:weekly 8d, send/to=recurring_token:T 00:00:01.000              to=recurring_token:T  refuse too_soon
        2025-09-01  2025-09-08T00:00:00Z  message 9d, subscribe:T:x:weekly 8d, send/to=recurring_token:T 00:00:01.000              to=recurring_token:T  refuse too_soon
        """);

    [Fact]
    public void The_cadence_is_the_persons_not_the_tokens() => SendTable.Holds("""
        edition     given                                                                            send                  outcome
        2023-08-10  message 9d, subscribe:T:x 8d, subscribe:U:y 8d, send/to=recurring_token:T 23h    to=recurring_token:U  refuse too_soon
        2023-08-10  message 9d, subscribe:T:x 8d, send/to=recurring_token:T 23h, subscribe:T:x 1h    to=recurring_token:T  refuse too_soon
        2023-08-10  message 9d, subscribe:T:x 8d, stopped:T 2h, subscribe:T:x 1h                     to=recurring_token:T  accept recurring
        2023-08-10  message 9d, subscribe:T:x 8d                                                     to=recurring_token:U  refuse recurring_token_unknown
        2023-08-10  message 9d, subscribe:T:x 8d                                                     to=recurring_token:T tag=ACCOUNT_UPDATE  refuse tag_unexpected
        """);

    [Fact]
    public void Rows_88_to_90_requests_and_the_two_minutes_after_the_tap() => SendTable.Holds("""
        row  edition     given                                                                                         send                            outcome
        88   2023-08-10  message 7d, send/form=recurring_request/title=x 6d23:00:00.000, message 1h                    form=recurring_request title=x  refuse request_repeated
        88   2023-08-10  message 7d, send/form=recurring_request/title=x 7d, message 1h                                form=recurring_request title=x  accept recurring
        88   2023-08-10  message 7d, send/form=recurring_request 6d, message 1h                                        form=recurring_request          refuse request_repeated
        89   2023-08-10  message 25h, subscribe:T:x 1h                                                                 RESPONSE                        refuse outside_window
        90   2023-08-10  message 1h, subscribe:T:x 00:02:00.000                                                        to=recurring_token:T            accept recurring
        90   2023-08-10  message 1h, subscribe:T:x 00:02:00.000, send/to=recurring_token:T 00:01:00.000                to=recurring_token:T            accept recurring
        90   2023-08-10  message 1h, subscribe:T:x 00:02:00.000, send/to=recurring_token:T 00:01:00.000, send/to=recurring_token:T 00:00:30.000  to=recurring_token:T  accept recurring
        90   2023-08-10  message 1h, subscribe:T:x 00:02:00.000, send/to=recurring_token:T 00:01:00.000, send/to=recurring_token:T 00:00:30.000, send/to=recurring_token:T 00:00:10.000  to=recurring_token:T  refuse too_soon
        90   2023-08-10  message 1h, subscribe:T:x 00:02:01.000, send/to=recurring_token:T 00:01:00.000, send/to=recurring_token:T 00:00:30.000  to=recurring_token:T  refuse too_soon
        90   2022-05-19  message 1h, subscribe:T:x:daily 00:02:00.000, send/to=recurring_token:T 00:01:00.000          to=recurring_token:T            refuse too_soon
        -    2026-09-28  message:ad 25h, placed:GB 25h                                                                 form=recurring_request          refuse outside_window
        """);

    [Fact]
    public void Rows_91_and_92_how_long_a_token_lives() => SendTable.Holds("""
        row  edition  at                    given                                              send                  outcome
        91   auto     2022-12-01T08:59:59Z  subscribe:T:x:daily 2022-06-01T09:00:00Z           to=recurring_token:T  accept recurring
        91   auto     2022-12-01T09:00:00Z  subscribe:T:x:daily 2022-06-01T09:00:00Z           to=recurring_token:T  refuse recurring_token_expired
        91   auto     2023-08-11T09:00:00Z  subscribe:T:x:daily 2022-06-01T09:00:00Z           to=recurring_token:T  refuse recurring_token_expired
        92   auto     2023-08-11T09:00:00Z  subscribe:T:x:weekly 2022-12-01T09:00:00Z          to=recurring_token:T  accept recurring
        92   auto     2025-08-11T09:00:00Z  subscribe:T:x:weekly 2022-12-01T09:00:00Z          to=recurring_token:T  accept recurring
        92   auto     2023-08-09T23:59:59Z  subscribe:T:x:weekly 2022-11-09T09:00:00Z          to=recurring_token:T  refuse recurring_token_expired
        92   auto     2023-05-20T09:00:00Z  subscribe:T:x:monthly 2022-05-20T09:00:00Z         to=recurring_token:T  refuse recurring_token_expired
        92   auto     2023-05-20T09:00:00Z  subscribe:T:x 2022-05-20T09:00:00Z                 to=recurring_token:T  accept recurring
        """);

    [Fact]
    public void Row_93_how_often_Instagram_asks() => SendTable.Holds($"""
        row  edition     channel    given                                          send                            outcome
        93   2023-08-10  instagram  message 2h, {Asked(4, "1h", 'a')}              form=recurring_request title=z  accept recurring
        93   2023-08-10  instagram  message 2h, {Asked(5, "1h", 'a')}              form=recurring_request title=z  refuse request_quota
        93   2023-08-10  messenger  message 2h, {Asked(5, "1h", 'a')}              form=recurring_request title=z  accept recurring
        93   2023-08-10  instagram  message 6d, {Asked(5, "6d", 'a')}, message 3d, {Asked(4, "3d", 'f')}, message 1h  form=recurring_request title=z  accept recurring
        93   2023-08-10  instagram  message 6d, {Asked(5, "6d", 'a')}, message 3d, {Asked(5, "3d", 'f')}, message 1h  form=recurring_request title=z  refuse request_quota
        93   2023-08-10  instagram  message 7d, {Asked(5, "7d", 'a')}, message 3d, {Asked(5, "3d", 'f')}, message 1h  form=recurring_request title=z  accept recurring
        """);

    [Fact]
    public void Rows_94_to_96_utility_and_paid_marketing() => SendTable.Holds("""
        row  edition     channel    page              given                                      send                                outcome
        94   2025-09-01  messenger  templates=t/en,u  message 60d                                UTILITY form=utility title=t/en     accept utility
        94   2025-09-01  messenger  plain             message 60d                                UTILITY form=utility title=t/en     accept utility
        94   2025-09-01  messenger  templates=t/en,u  message 60d                                UTILITY form=utility title=t/de     refuse template_unknown
        94   2025-09-01  messenger  plain             message 60d                                UTILITY                             refuse template_unknown
        94   2025-09-01  messenger  plain             message 1h                                 RESPONSE form=utility title=t/en    refuse content_unfit
        94   2024-08-19  messenger  plain             message 60d                                UTILITY form=utility title=t/en     refuse type_unknown
        95   2025-09-01  instagram  plain             message 60d                                UTILITY form=utility title=t/en     refuse channel_unfit
        96   2025-09-01  messenger  plain             placed:FR 60d, message 60d                 to=marketing                        refuse marketing_region
        96   2025-09-01  messenger  plain             placed:US 60d, message 60d                 to=marketing                        accept marketing
        96   2025-09-01  messenger  plain             message 60d, send/to=marketing 23:59:59.999  to=marketing                      refuse marketing_too_soon
        96   2025-09-01  messenger  plain             message 60d, send/to=marketing 24h         to=marketing                        accept marketing
        96   2025-09-01  messenger  plain             message 60d, marketing_stop 1h             to=marketing                        refuse marketing_stopped
        96   2024-08-19  messenger  plain             message 60d                                to=marketing                        refuse lane_unknown
        """);

    private static string Asked(int times, string age, char from) => string.Join(
        ", ", Enumerable.Range(from, times).Select(title => $"send/form=recurring_request/title={(char)title} {age}"));
}
