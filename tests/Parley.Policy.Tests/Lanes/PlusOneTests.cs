using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

/// <summary>The one message after the window, until 2020-03-03.</summary>
public sealed class PlusOneTests
{
    [Fact]
    public void Only_a_message_to_the_person_outside_the_window_is_the_one_message_more() => SendTable.Holds("""
        edition     page                 given                       send         outcome
        2018-09-27  plain                message 25h                 UPDATE       accept plus_one
        2018-09-27  plain                message 23h                 UPDATE       accept standard
        2018-09-27  restricted:standard  message 23h                 UPDATE       refuse lane_restricted
        2018-09-27  plain                message 25h                 to=user_ref  refuse outside_window
        2018-09-27  plain                placed:US 25h, reaction 1h  UPDATE       refuse outside_window
        """);

    [Fact]
    public void A_sender_action_is_no_message_more() => SendTable.Holds("""
        edition     given        kind    outcome
        2018-09-27  message 25h  action  refuse outside_window
        2018-09-27  message 23h  action  accept
        """);

    [Fact]
    public void Every_opening_act_grants_it_anew_even_in_the_millisecond_it_was_spent() => SendTable.Holds("""
        edition     given                                           send    outcome
        2018-09-27  message 60h, sent:plus_one:UPDATE 30h           UPDATE  refuse outside_window
        2018-09-27  message 60h, sent:plus_one:UPDATE 30h, tap 29h  UPDATE  accept plus_one
        2018-09-27  message 60h, sent:plus_one:UPDATE 30h, tap 30h  UPDATE  accept plus_one
        2018-09-27  message 60h, sent:standard:UPDATE 50h           UPDATE  accept plus_one
        """);

    [Fact]
    public void It_is_told_when_it_comes_and_whether_it_is_left() => ReportTable.Holds("plus_one", """
        given                                  outcome
        message 23h                            shut, opens in 01:00:00.001
        message 25h                            open since 1d1h without end
        message 60h, sent:plus_one:UPDATE 30h  shut, nothing promised
        reaction 1h                            shut, nothing promised
        """, "2018-09-27");

    [Fact]
    public void Once_spent_or_never_opened_there_is_nothing_left_to_close()
    {
        var old = new EditionSet(new Readings { PlusOneLife = Duration.FromDays(3) }).All[0];
        foreach (var history in new[] { "message 60h, sent:plus_one:UPDATE 30h", "reaction 1h" })
        {
            var state = Given.State(history, Channel.Messenger);
            Assert.False(old.NextClosing(in state, Moment.Of(Given.Now)).Happened);
        }

        var unspent = Given.State("message 60h", Channel.Messenger);
        Assert.Equal(
            Moment.Of(Given.Now + Duration.FromHours(36)), old.NextClosing(in unspent, Moment.Of(Given.Now)));
    }
}
