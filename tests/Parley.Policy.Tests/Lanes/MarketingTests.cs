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
}
