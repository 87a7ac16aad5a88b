using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class SeenTests
{
    [Fact]
    public void A_thread_may_be_marked_as_seen_at_any_time_and_nothing_else_may() => SendTable.Holds("""
        channel    given                 kind       outcome
        messenger  message 0h            mark_seen  accept
        messenger  message 24:00:00.001  mark_seen  accept
        messenger  message 400d          mark_seen  accept
        instagram  message 400d          mark_seen  accept
        messenger  message 400d          action     refuse outside_window
        messenger  message 400d          message    refuse outside_window
        """);
}
