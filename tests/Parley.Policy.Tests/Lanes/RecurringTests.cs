using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

/// <summary>What is told of the lane of recurring notifications, and of tokens heard of twice.</summary>
public sealed class RecurringTests
{
    [Fact]
    public void A_thread_without_a_token_has_nothing_to_tell() => ReportTable.Holds("recurring", """
        edition     given                        outcome
        2022-05-19  message 1h                   nothing to tell
        2022-05-19  message 1h, stop_topic:T 1h  shut, nothing promised
        2022-05-19  subscribe:T:x:none 1h        open since 1h without end
        """);

    [Fact]
    public void A_token_of_the_first_era_lasts_for_its_calendar_months() => ReportTable.Holds("recurring", """
        edition     given                     outcome
        2022-05-19  subscribe:T:x:daily 1d    open since 1d until 180d23:59:59.999
        2022-05-19  subscribe:T:x:weekly 1d   open since 1d until 271d23:59:59.999
        2022-05-19  subscribe:T:x:monthly 1d  open since 1d until 363d23:59:59.999
        2022-05-19  subscribe:T:x:daily 200d  shut, nothing promised
        2022-05-19  subscribe:T:x:none 900d   open since 900d without end
        """);

    [Fact]
    public void After_a_notification_the_lane_opens_with_the_next_day_week_or_month() =>
        ReportTable.Holds("recurring", """
        edition     given                                       outcome
        2022-05-19  subscribe:T:x:daily 9d, notified:T 1h       shut, opens in 15h
        2022-05-19  subscribe:T:x:weekly 9d, notified:T 1h      shut, opens in 4d15h
        2022-05-19  subscribe:T:x:monthly 9d, notified:T 1h     shut, opens in 25d15h
        2023-08-10  subscribe:T:x:none 9d, notified:T 1h        shut, opens in 23h
        2025-09-01  subscribe:T:x:none 9d, notified:T 1h        shut, opens in 1d23h
        2022-05-19  subscribe:T:x:daily 182d21h, notified:T 1h  shut, nothing promised
        2022-05-19  subscribe:T:x:daily 182d9h, notified:T 1h   shut, nothing promised
        2022-05-19  subscribe:T:x:daily 9d, stop_topic:T 1h     shut, nothing promised
        """);

    [Fact]
    public void Of_several_tokens_the_one_that_serves_sooner_or_longer_is_told_whatever_its_name() =>
        ReportTable.Holds("recurring", """
        given                                                                outcome
        subscribe:A:x:weekly 20d, subscribe:B:x:daily 10d, notified:A 10h    open since 10d until 252d23:59:59.999
        subscribe:B:x:weekly 20d, subscribe:A:x:daily 10d, notified:A 10h    open since 10d until 252d23:59:59.999
        subscribe:A:x:weekly 20d, subscribe:B:x:daily 10d, notified:A 1h     shut, opens in 15h
        subscribe:B:x:weekly 20d, subscribe:A:x:daily 10d, notified:A 1h     shut, opens in 15h
        subscribe:A:x:weekly 20d, subscribe:B:x:daily 10d                    open since 20d until 252d23:59:59.999
        subscribe:B:x:weekly 20d, subscribe:A:x:daily 10d                    open since 20d until 252d23:59:59.999
        subscribe:A:x:none 20d, subscribe:B:x:daily 10d                      open since 20d without end
        subscribe:B:x:none 20d, subscribe:A:x:daily 10d                      open since 20d without end
        subscribe:A:x:daily 182d21h, subscribe:B:x:weekly 9d, notified:B 1h  shut, opens in 4d15h
        subscribe:B:x:daily 182d21h, subscribe:A:x:weekly 9d, notified:B 1h  shut, opens in 4d15h
        """, "2022-05-19");

    [Fact]
    public void Where_there_is_none_the_lane_says_so() => ReportTable.Holds("recurring", """
        edition     page      given                                outcome
        2026-02-10  plain     subscribe:T:x:none 9d                shut, lane_unknown
        2026-02-10  plain     placed:AU 9d, subscribe:T:x:none 9d  open since 9d without end
        2025-09-01  newcomer  subscribe:T:x:none 9d                shut, lane_unknown
        """);

    [Fact]
    public void An_opt_in_heard_twice_grants_its_three_follow_ups_once() => SendTable.Holds("""
        edition     given                                              send                  outcome
        2023-08-10  subscribe:T 00:02:00.000, notified:T 00:01:00.000  to=recurring_token:T  accept recurring
        2023-08-10  subscribe:T 00:02:00.001, notified:T 00:01:00.000  to=recurring_token:T  refuse too_soon
        """);

    [Theory]
    [InlineData(2, "accept recurring")]
    [InlineData(3, "refuse too_soon")]
    public void An_opt_in_allows_three_follow_ups_even_if_it_is_heard_twice(int sent, string outcome)
    {
        var optedIn = "subscribe:T 00:01:00.000";
        var history = Enumerable.Repeat("notified:T 00:00:30.000", sent).Prepend(optedIn).Append(optedIn);
        SendTable.Holds($"""
            edition     given  send  outcome
            2023-08-10  {string.Join(", ", history)}  to=recurring_token:T  {outcome}
            """);
    }

    [Fact]
    public void What_is_said_last_of_a_topic_holds_and_in_one_millisecond_what_is_learned_last() => SendTable.Holds("""
        edition     given                                               send                  outcome
        2023-08-10  subscribe:T 9d, stop_topic:T 1h, resume_topic:T 1h  to=recurring_token:T  accept recurring
        2023-08-10  subscribe:T 9d, resume_topic:T 1h, stop_topic:T 1h  to=recurring_token:T  refuse topic_stopped
        2023-08-10  subscribe:T 9d, stop_topic:T 1h, resume_topic:T 2h  to=recurring_token:T  refuse topic_stopped
        2023-08-10  subscribe:T 1h, stop_topic:T 1h                     to=recurring_token:T  refuse topic_stopped
        2023-08-10  stop_topic:T 2h, subscribe:T 1h                     to=recurring_token:T  accept recurring
        """);

    [Fact]
    public void Under_an_older_edition_tokens_go_on_ending() => SendTable.Holds("""
        edition     given                     send                   outcome
        2022-05-19  subscribe:T:x:daily 181d  to=recurring_token:T   accept recurring
        2022-05-19  subscribe:T:x:daily 183d  to=recurring_token:T   refuse recurring_token_expired
        """);

    [Fact]
    public void An_edition_before_the_end_of_ends_has_them_even_for_tokens_alive_then()
    {
        var optedIn = new ThreadEvent.RecurringOptIn(
            Instant.FromUtc(2022, 9, 1, 0, 0), Channel.Messenger, "T", "x", Frequency.Monthly, "UTC");
        var state = ThreadState.Evolve(in ThreadState.Empty, optedIn);
        var send = SendText.Read("to=recurring_token:T", Channel.Messenger);
        var now = Instant.FromUtc(2023, 9, 1, 0, 0);
        var old = SendTable.EditionOf("2022-05-19").Decide(in state, Standing.Plain, in send, now);
        Assert.Equal(Reason.RecurringTokenExpired, old.Reason);
        Assert.True(SendTable.EditionOf("2023-08-10").Decide(in state, Standing.Plain, in send, now).Accepted);
    }

    [Fact]
    public void A_request_without_a_title_is_one_of_its_own()
    {
        var request = SendText.Read("form=recurring_request", Channel.Messenger);
        var edition = SendTable.EditionOf("2022-05-19");
        var state = Given.State("message 1h", Channel.Messenger);
        Assert.True(edition.Decide(in state, Standing.Plain, in request, Given.Now).Accepted);
        var asked = ThreadState.Evolve(in state, new ThreadEvent.PageWrote(Given.Now, request, "recurring"));
        Assert.Equal(
            Reason.RequestRepeated, edition.Decide(in asked, Standing.Plain, in request, Given.Now).Reason);
    }

    [Fact]
    public void Requests_of_one_kind_do_not_count_for_the_other()
    {
        var state = Given.State("message 1h", Channel.Messenger);
        foreach (var title in "abcdefghijk")
        {
            var request = SendText.Read($"form=recurring_request title={title}", Channel.Messenger);
            state = ThreadState.Evolve(in state, new ThreadEvent.PageWrote(Given.Now, request, "recurring"));
        }

        var question = SendText.Read("form=one_time_request title=x", Channel.Messenger);
        var page = PageText.Read("one_time");
        Assert.True(SendTable.EditionOf("2022-05-19").Decide(in state, page, in question, Given.Now).Accepted);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_token_that_ends_as_the_ends_are_abolished_stays_dead(int milliseconds, bool accepted)
    {
        var now = Instant.FromUtc(2023, 8, 10, 0, 0);
        var optedIn = new ThreadEvent.RecurringOptIn(
            Instant.FromUtc(2022, 8, 10, 0, 0) + Duration.FromMilliseconds(milliseconds),
            Channel.Messenger,
            "T",
            "x",
            Frequency.Monthly,
            "UTC");
        var state = ThreadState.Evolve(in ThreadState.Empty, optedIn);
        var send = SendText.Read("to=recurring_token:T", Channel.Messenger);
        foreach (var later in (int[])[0, 30])
        {
            var at = now + Duration.FromDays(later);
            Assert.Equal(
                accepted, EditionCatalogue.InForce(at).Decide(in state, Standing.Plain, in send, at).Accepted);
        }
    }
}
