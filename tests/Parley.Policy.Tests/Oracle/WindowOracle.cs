using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Oracle;

/// <summary>The reference's rows 1 to 35: the standard window, the ad window, and the old 24+1.</summary>
public sealed class WindowOracle
{
    [Fact]
    public void Rows_1_to_10_the_window_and_its_bound() => SendTable.Holds("""
        row  edition     channel    given                                        send                outcome
        1    -           messenger  nothing                                      RESPONSE            refuse recipient_unknown
        1    -           instagram  nothing                                      RESPONSE            refuse recipient_unknown
        2    -           messenger  message 0h                                   RESPONSE saw=discloses,promo  accept standard
        3    -           messenger  message 23:59:59.999                         RESPONSE            accept standard
        4    -           messenger  message 24:00:00.000                         RESPONSE            accept standard
        5    -           messenger  message 24:00:00.001                         RESPONSE            refuse outside_window
        6    -           instagram  message 24:00:00.001                         RESPONSE            refuse outside_window
        7    -           messenger  message 1h                                   UPDATE saw=discloses,promo  accept standard
        8    -           messenger  message 25h, reaction 1h                     RESPONSE            accept standard
        9    2018-09-27  messenger  message 27h, send/UPDATE 2h, reaction 1h     RESPONSE            refuse outside_window
        10   -           messenger  message 26h, reaction 25h, unreaction 1h     RESPONSE            refuse outside_window
        """);

    [Fact]
    public void Rows_11_to_13_links_and_ads() => SendTable.Holds("""
        row  given                                  send      outcome
        11   message 30d, messenger_link 2h         RESPONSE  accept standard
        12   message 30d, bare_messenger_link 2h    RESPONSE  refuse outside_window
        13   message 30h, ad_click 1h               RESPONSE  refuse outside_window
        """);

    [Fact]
    public void Rows_14_to_18_the_first_message_after_an_ad() => SendTable.Holds("""
        row  edition     given                                                 send      outcome
        14   -           ad_click 30h, message 30h                             RESPONSE  refuse outside_window
        15   2026-09-28  ad_click 30h, message 30h                             RESPONSE  accept ad
        15   2026-09-28  message:ad 30h                                        RESPONSE  accept ad
        16   2026-09-28  ad_click 8d, message 7d                               RESPONSE  accept ad
        16   2026-09-28  ad_click 8d, message 7d00:00:00.001                   RESPONSE  refuse outside_window
        17   2026-09-28  ad_click 8d, message 7d11:00:00.000, message 23h      RESPONSE  accept standard
        17   2026-09-28  ad_click 8d, message 7d, message 25h                  RESPONSE  accept ad
        18   2026-09-28  message:ad 6d, message 4d                             RESPONSE  accept ad
        18   2026-09-28  ad_click 7d12:00:00.000, message 7d00:00:00.001, message 4d  RESPONSE  refuse outside_window
        """);

    [Fact]
    public void Rows_19_to_29_what_opens_and_what_does_not() => SendTable.Holds("""
        row  channel    given                                   send                 outcome
        19   messenger  message 26h, link_tap 1h                RESPONSE             refuse outside_window
        20   messenger  message 26h, send/tag=ACCOUNT_UPDATE 1h  RESPONSE  refuse outside_window
        20   messenger  message 26h, bot_wrote 1h               RESPONSE             refuse outside_window
        21   messenger  tap 2h                                  RESPONSE             accept standard
        22   instagram  message 3h                              RESPONSE             accept standard
        23   instagram  commented:C:post 1h                     RESPONSE             refuse outside_window
        24   messenger  message 25h, notify:T:x 1h              RESPONSE             refuse outside_window
        25   messenger  plugin_opt_in 1h                        RESPONSE to=user_ref  accept standard
        26   messenger  login_connect 1h                        MESSAGE_TAG tag=ACCOUNT_UPDATE  accept tag:ACCOUNT_UPDATE purpose
        27   messenger  placed:FR 1h, message 30h, reaction 1h  RESPONSE             refuse outside_window
        27   instagram  placed:FR 1h, message 30h, reaction 1h  RESPONSE             accept standard
        28   messenger  message 24:00:01.000                    RESPONSE             refuse outside_window
        29   messenger  message 1h, message 30h                 RESPONSE             accept standard
        """);

    [Fact]
    public void Rows_30_to_35_the_one_message_more() => SendTable.Holds("""
        row  edition     at                    given                                               send    outcome
        30   2018-09-27  -                     message 25h                                         UPDATE  accept plus_one
        31   2018-09-27  -                     message 26h, send/UPDATE 1h                         UPDATE  refuse outside_window
        32   2018-09-27  -                     message 52h, send/UPDATE 26h, tap 25h               UPDATE  accept plus_one
        33   auto        2020-03-03T23:59:59Z  message 25h                                         UPDATE  accept plus_one
        33   auto        2020-03-04T00:00:00Z  message 25h                                         UPDATE  refuse outside_window
        34   2018-09-27  -                     message 25h                                         tag=SHIPPING_UPDATE  accept tag:SHIPPING_UPDATE
        34   2018-09-27  -                     message 26h, send/tag=SHIPPING_UPDATE 1h            UPDATE  accept plus_one
        35   2018-09-27  -                     message 400d                                        UPDATE  accept plus_one
        """);
}
