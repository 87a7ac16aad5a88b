using Parley.Policy.Lanes;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

public sealed class OneTimeNotificationTests
{
    [Fact]
    public void The_token_that_lives_longest_is_told_to_its_last_millisecond() =>
        ReportTable.Holds("one_time_notification", """
        given                                        outcome
        message 1h                                   shut, nothing promised
        notify:T:x 364d                              open since 364d until 23:59:59.999
        notify:T:x 365d                              shut, nothing promised
        notify:A:x 9d, notify:B:x 2d                 open since 2d until 362d23:59:59.999
        notify:B:x 9d, notify:A:x 2d                 open since 2d until 362d23:59:59.999
        notify:A:x 9d, notify:B:x 2d, followed:B 1d  open since 9d until 355d23:59:59.999
        """);

    [Fact]
    public void A_title_is_open_until_its_own_question_is_answered() => SendTable.Holds("""
        page      given                                  send                           outcome
        one_time  message 2h, asked:a 1h                 form=one_time_request title=b  accept one_time_notification
        one_time  message 2h, asked:a 1h                 form=one_time_request title=a  refuse request_repeated
        one_time  message 3h, asked:a 2h, notify:T:b 1h  form=one_time_request title=a  refuse request_repeated
        one_time  message 2h, notify:T:a 2d, asked:a 1h  form=one_time_request title=a  refuse request_repeated
        one_time  message 2h, asked:a 1h, notify:T:a 1h  form=one_time_request title=a  accept one_time_notification
        """);

    [Fact]
    public void A_token_heard_of_twice_is_the_same_token() => SendTable.Holds("""
        given                                          send                 outcome
        notify:T:x 366d, notify:T:x 10d                to=one_time_token:T  refuse one_time_token_expired
        notify:T:x 10d, notify:T:x 366d                to=one_time_token:T  refuse one_time_token_expired
        notify:T:x 10d, followed:T 5d, notify:T:x 11d  to=one_time_token:T  refuse one_time_token_used
        notify:T:x 10d, followed:T 5d, notify:T:x 10d  to=one_time_token:T  refuse one_time_token_used
        """);

    [Fact]
    public void A_question_without_a_title_is_one_of_its_own()
    {
        var question = SendText.Read("form=one_time_request", Channel.Messenger);
        var page = PageText.Read("one_time");
        var state = Given.State("message 1h", Channel.Messenger);
        Assert.True(SendTable.Edition.Decide(in state, page, in question, Given.Now).Accepted);
        var asked = ThreadState.Evolve(
            in state, new ThreadEvent.PageWrote(Given.Now, question, OneTimeNotification.LaneName));
        Assert.Equal(
            Reason.RequestRepeated, SendTable.Edition.Decide(in asked, page, in question, Given.Now).Reason);
    }
}
