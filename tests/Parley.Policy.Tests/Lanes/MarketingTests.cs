using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class MarketingTests
{
    [Fact]
    public void Whoever_stops_marketing_gets_no_more_of_it_and_everything_else() => SendTable.Holds("""
        edition     given                             send          outcome
        2025-09-01  message 60d, marketing_stop 1h    to=marketing  refuse marketing_stopped
        2025-09-01  message 2h, marketing_stop 1h     RESPONSE      accept standard
        """);

    [Fact]
    public void The_lane_tells_when_the_next_paid_message_may_go() => ReportTable.Holds("marketing", """
        edition     channel    given                                       outcome
        2025-09-01  messenger  message 9d                                  nothing to tell
        2025-09-01  messenger  marketed 1h                                 nothing to tell
        2025-09-01  messenger  message 9d, marketed 1h                     shut, opens in 23h
        2025-09-01  messenger  message 9d, marketed 23:59:59.999           shut, opens in 00:00:00.001
        2025-09-01  messenger  message 9d, marketed 24h                    open without end
        2025-09-01  messenger  message 9d, marketing_stop 1h               shut, marketing_stopped
        2025-09-01  messenger  message 9d, marketed 2d, marketing_stop 1h  shut, marketing_stopped
        2025-09-01  instagram  message 9d, marketed 2d                     nothing to tell
        2025-09-01  messenger  placed:FR 9d, message 9d, marketed 2d       shut, marketing_region
        2025-09-01  messenger  placed:GB 9d, message 9d, marketed 2d       shut, marketing_region
        2025-09-01  messenger  placed:JP 9d, message 9d, marketed 2d       shut, marketing_region
        2025-09-01  messenger  placed:KR 9d, message 9d, marketed 2d       shut, marketing_region
        2025-09-01  messenger  placed:AU 9d, message 9d, marketed 2d       shut, marketing_region
        2025-09-01  messenger  placed:US 9d, message 9d, marketed 2d       open without end
        2025-09-01  messenger  placed:NO 9d, message 9d, marketed 2d       open without end
        """);

    [Fact]
    public void A_paid_message_goes_once_in_24_hours() => SendTable.Holds("""
        edition     given                              send          outcome
        2025-09-01  message 9d, marketed 23:59:59.999  to=marketing  refuse marketing_too_soon
        2025-09-01  message 9d, marketed 24h           to=marketing  accept marketing
        """);

    [Fact]
    public void It_says_that_it_needs_a_subscription()
    {
        var state = Given.State("message 9d, marketed 2d", Channel.Messenger);
        var send = SendText.Read("to=marketing", Channel.Messenger);
        var lanes = SendTable.EditionOf("2025-09-01").Explain(in state, Standing.Plain, in send, Given.Now).Lanes;
        Assert.Equal(["subscription"], lanes.Single(one => one.Lane == "marketing").Needs);
    }
}
