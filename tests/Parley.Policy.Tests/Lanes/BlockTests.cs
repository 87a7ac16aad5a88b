using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class BlockTests
{
    [Fact]
    public void A_block_stops_every_send_whatever_lane_is_open() => SendTable.Holds("""
        channel    feature  given                        kind       type         tag          author  outcome
        messenger  no       message 2h, block 1h         message    RESPONSE     -            bot     refuse blocked
        instagram  no       message 2h, block 1h         message    RESPONSE     -            bot     refuse blocked
        messenger  yes      message 2h, block 1h         message    MESSAGE_TAG  HUMAN_AGENT  human   refuse blocked
        messenger  no       message 2h, block 1h         message    MESSAGE_TAG  HUMAN_AGENT  human   refuse blocked
        messenger  no       message 2h, block 1h         action     RESPONSE     -            bot     refuse blocked
        messenger  no       message 2h, block 1h         mark_seen  RESPONSE     -            bot     refuse blocked
        messenger  no       message 25h, block 1h        message    RESPONSE     -            bot     refuse blocked
        messenger  no       message 2h, block 1h         message    MESSAGE_TAG  NO_SUCH_TAG  bot     refuse tag_unknown
        """);

    [Fact]
    public void Lifting_a_block_stops_no_clock_and_opens_nothing() => SendTable.Holds("""
        given                                     outcome
        message 24h, block 2h, unblock 1h         accept standard
        message 25h, block 30h, unblock 1h        refuse outside_window
        message 2h, unblock 1h, block 1h          refuse blocked
        message 2h, block 1h, unblock 1h          accept standard
        message 3h, block 1h, unblock 2h          refuse blocked
        message 3h, unblock 1h, block 2h          accept standard
        """);

    [Fact]
    public void An_act_in_the_thread_after_the_block_proves_that_it_was_lifted() => SendTable.Holds("""
        given                                       outcome
        message 3h, block 2h, message 1h            accept standard
        message 3h, block 2h, tap 1h                accept standard
        message 3h, block 2h, reaction 1h           accept standard
        message 1h, block 2h                        accept standard
        message 30h, block 2h, unreaction 1h        refuse outside_window
        message 1h, block 1h                        refuse blocked
        message 3h, block 1h, message 1h            accept standard
        """);

    [Fact]
    public void Reading_or_commenting_is_no_such_proof() => SendTable.Holds("""
        given                                         outcome
        message 3h, block 2h, read 1h                 refuse blocked
        message 3h, block 2h, comment 1h              refuse blocked
        message 3h, block 2h, ad_click 1h             refuse blocked
        message 3h, block 2h, link_tap 1h             refuse blocked
        message 3h, block 2h, bare_messenger_link 1h  refuse blocked
        message 3h, block 2h, mute 1h                 refuse blocked
        message 3h, block 2h, bot_wrote 1h            refuse blocked
        """);

    [Fact]
    public void A_mute_stops_nothing() => SendTable.Holds("""
        given                          outcome
        message 2h, mute 1h            accept standard
        message 25h, mute 1h           refuse outside_window
        """);
}
