using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Oracle;

/// <summary>The reference's rows 97 to 106.</summary>
public sealed class NewsAndSponsoredOracle
{
    [Fact]
    public void Rows_97_to_101_news() => SendTable.Holds("""
        row  edition     at                    channel    page      given        send                                                     outcome
        97   -           -                     messenger  news      message 20d  tag=NON_PROMOTIONAL_SUBSCRIPTION                         accept news
        98   -           -                     messenger  plain     message 1h   tag=NON_PROMOTIONAL_SUBSCRIPTION                         refuse news_not_registered
        98   -           -                     messenger  approved  message 1h   tag=NON_PROMOTIONAL_SUBSCRIPTION                         refuse news_not_registered
        99   -           -                     messenger  news      message 20d  tag=NON_PROMOTIONAL_SUBSCRIPTION saw=discloses,promo     accept news promo
        99   -           -                     messenger  news      message 20d  tag=NON_PROMOTIONAL_SUBSCRIPTION saw=discloses,third_party  accept news third_party
        100  2018-09-27  -                     messenger  approved  message 20d  tag=NON_PROMOTIONAL_SUBSCRIPTION                         accept news
        100  2020-03-04  -                     messenger  approved  message 20d  tag=NON_PROMOTIONAL_SUBSCRIPTION                         refuse news_not_registered
        100  2018-09-27  -                     messenger  news      message 20d  tag=NON_PROMOTIONAL_SUBSCRIPTION                         refuse news_not_registered
        101  -           -                     instagram  news      message 20d  tag=NON_PROMOTIONAL_SUBSCRIPTION                         refuse channel_unfit
        """);

    [Fact]
    public void Rows_102_to_106_sponsored() => SendTable.Holds("""
        row  edition  at                    channel    given                                 send           outcome
        102  -        -                     messenger  message 3d                            to=campaign:X  accept sponsored
        103  -        -                     messenger  message 5h                            to=campaign:X  refuse recent_interaction
        103  -        -                     messenger  message 24h                           to=campaign:X  refuse recent_interaction
        103  -        -                     messenger  message 24:00:00.001                  to=campaign:X  accept sponsored
        103  -        -                     messenger  message 3d, reaction 1h               to=campaign:X  refuse recent_interaction
        104  -        -                     messenger  nothing                               to=campaign:X  refuse not_in_audience
        104  -        -                     messenger  message 3d, block 2d                  to=campaign:X  refuse not_in_audience
        104  -        -                     instagram  message 3d                            to=campaign:X  refuse not_in_audience
        104  -        -                     messenger  message 3d, send/to=campaign:X 1h     to=campaign:X  refuse not_in_audience
        104  -        -                     messenger  message 3d, send/to=campaign:X 1h     to=campaign:Y  accept sponsored
        104  -        -                     messenger  messenger_link 3d                     to=campaign:X  accept sponsored
        105  auto     2024-08-18T23:59:59Z  messenger  message 3d                            to=campaign:X  accept sponsored
        105  auto     2024-08-19T00:00:00Z  messenger  message 3d                            to=campaign:X  refuse lane_retired
        106  -        -                     messenger  message 3d, send/to=campaign:X 1h     RESPONSE       refuse outside_window
        """);
}
