using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class StandardWindowTests
{
    [Fact]
    public void A_send_passes_up_to_exactly_24_hours_after_a_message_and_no_longer() => SendTable.Holds("""
        channel    given                 type          outcome
        messenger  message 00:00:00.000  RESPONSE      accept standard
        messenger  message 23:59:59.999  RESPONSE      accept standard
        messenger  message 24:00:00.000  RESPONSE      accept standard
        messenger  message 24:00:00.001  RESPONSE      refuse outside_window
        messenger  message 24:00:00.000  UPDATE        accept standard
        messenger  message 24:00:00.001  UPDATE        refuse outside_window
        messenger  message 24:00:00.000  ABSENT        accept standard
        messenger  message 24:00:00.001  ABSENT        refuse outside_window
        instagram  message 23:59:59.999  RESPONSE      accept standard
        instagram  message 24:00:00.000  RESPONSE      accept standard
        instagram  message 24:00:00.001  RESPONSE      refuse outside_window
        messenger  message 400d          RESPONSE      refuse outside_window
        """);

    [Fact]
    public void Every_opening_act_opens_the_window_on_the_channels_that_have_it() => SendTable.Holds("""
        channel    given                           outcome
        messenger  message 24h                     accept standard
        messenger  tap 24h                         accept standard
        messenger  plugin_opt_in 24h               accept standard
        messenger  messenger_link 24h              accept standard
        messenger  reaction 24h                    accept standard
        messenger  login_connect 24h               accept standard
        messenger  message_request_accepted 24h    accept standard
        instagram  message 24h                     accept standard
        instagram  tap 24h                         accept standard
        instagram  instagram_link 24h              accept standard
        instagram  reaction 24h                    accept standard
        """);

    [Fact]
    public void Every_opening_act_holds_for_24_hours_and_no_longer() => SendTable.Holds("""
        channel    given                                   outcome
        messenger  tap 24:00:00.001                        refuse outside_window
        messenger  plugin_opt_in 24:00:00.001              refuse outside_window
        messenger  messenger_link 24:00:00.001             refuse outside_window
        messenger  reaction 24:00:00.001                   refuse outside_window
        messenger  login_connect 24:00:00.001              refuse outside_window
        messenger  message_request_accepted 24:00:00.001   refuse outside_window
        instagram  tap 24:00:00.001                        refuse outside_window
        instagram  instagram_link 24:00:00.001             refuse outside_window
        instagram  reaction 24:00:00.001                   refuse outside_window
        """);

    [Fact]
    public void An_act_the_other_channel_alone_counts_opens_nothing() => SendTable.Holds("""
        channel    given                        outcome
        messenger  instagram_link 1h            refuse outside_window
        instagram  plugin_opt_in 1h             refuse outside_window
        instagram  messenger_link 1h            refuse outside_window
        instagram  login_connect 1h             refuse outside_window
        instagram  message_request_accepted 1h  refuse outside_window
        """);

    [Fact]
    public void What_does_not_open_the_window_does_not_renew_it_either() => SendTable.Holds("""
        channel    given                                outcome
        messenger  message 25h, read 1h                 refuse outside_window
        messenger  message 25h, unreaction 1h           refuse outside_window
        messenger  message 25h, bare_messenger_link 1h  refuse outside_window
        messenger  message 25h, link_tap 1h             refuse outside_window
        messenger  message 25h, ad_click 1h             refuse outside_window
        messenger  message 25h, notify_me 1h            refuse outside_window
        messenger  message 25h, subscription 1h         refuse outside_window
        messenger  message 25h, edit 1h                 refuse outside_window
        messenger  message 25h, unsend 1h               refuse outside_window
        messenger  message 25h, feedback 1h             refuse outside_window
        messenger  message 25h, account_linking 1h      refuse outside_window
        messenger  message 25h, comment 1h              refuse outside_window
        messenger  message 25h, bot_wrote 1h            refuse outside_window
        messenger  message 25h, human_wrote 1h          refuse outside_window
        messenger  message 25h, mute 2h, unmute 1h      refuse outside_window
        messenger  message 25h, block 2h, unblock 1h    refuse outside_window
        instagram  message 25h, read 1h                 refuse outside_window
        instagram  message 25h, unreaction 1h           refuse outside_window
        instagram  message 25h, edit 1h                 refuse outside_window
        instagram  message 25h, unsend 1h               refuse outside_window
        instagram  message 25h, comment 1h              refuse outside_window
        """);

    [Fact]
    public void The_latest_opening_act_counts_whatever_came_in_first() => SendTable.Holds("""
        given                                        outcome
        message 25h, reaction 1h                     accept standard
        reaction 1h, message 25h                     accept standard
        message 24:00:00.001, tap 24:00:00.000       accept standard
        tap 24:00:00.000, message 24:00:00.001       accept standard
        message 1h, message 30h                      accept standard
        message 1h, unreaction 30h                   accept standard
        """);

    [Fact]
    public void Typing_needs_the_window_and_travels_on_no_lane() => SendTable.Holds("""
        given                 kind    outcome
        message 24:00:00.000  action  accept
        message 24:00:00.001  action  refuse outside_window
        """);
}
