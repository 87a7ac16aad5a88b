using Parley.Policy.Rules;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests;

/// <summary>Stop words, surveys and blocks, heard of twice or in one millisecond.</summary>
public sealed class WordTests
{
    [Fact]
    public void A_stop_is_confirmed_once_however_often_it_is_heard_of() => SendTable.Holds("""
        given                                           send      outcome
        message:stop 1h                                 RESPONSE  accept standard
        message:stop 1h, bot_wrote 1h                   RESPONSE  accept standard optout
        message:stop 2h, bot_wrote 1h                   RESPONSE  accept standard optout
        message:stop 2h, bot_wrote 1h, message:stop 2h  RESPONSE  accept standard optout
        message:stop 2h, bot_wrote 1h, message:stop 3h  RESPONSE  accept standard optout
        message:stop 3h, bot_wrote 2h, message:stop 1h  RESPONSE  accept standard
        message:stop 3h, bot_wrote 2h, message 1h       RESPONSE  accept standard
        message 3h, bot_wrote 2h, message:stop 1h       RESPONSE  accept standard
        """);

    [Fact]
    public void A_survey_is_over_with_its_answer() => SendTable.Holds("""
        given                                                  send         outcome
        message 2h, sent:standard:form=survey 1h               form=survey  refuse survey_open
        message 2h, sent:standard:form=survey 1h, feedback 1h  form=survey  accept standard
        message 2h, feedback 2h, sent:standard:form=survey 1h  form=survey  refuse survey_open
        message 23h, sent:standard:form=survey 24h             form=survey  accept standard
        """);

    [Fact]
    public void What_a_page_says_last_of_a_block_holds() => SendTable.Holds("""
        given                                       send      outcome
        message 2h, page_block 1h                   RESPONSE  refuse blocked
        message 2h, page_block 1h, page_unblock 1h  RESPONSE  accept standard
        message 2h, page_unblock 1h, page_block 1h  RESPONSE  refuse blocked
        message 2h, page_block 1h, page_unblock 2h  RESPONSE  refuse blocked
        """);

    [Theory]
    [InlineData("mute 1h", true)]
    [InlineData("mute 2h, unmute 1h", false)]
    [InlineData("mute 1h, unmute 1h", false)]
    [InlineData("unmute 1h, mute 1h", true)]
    [InlineData("mute 1h, unmute 2h", true)]
    public void A_mute_holds_until_it_is_ended_and_refuses_nothing(string history, bool muted)
    {
        var state = Given.State("message 3h, " + history, Channel.Messenger);
        Assert.Equal(muted, state.Muted);
        var send = SendText.Read("RESPONSE", Channel.Messenger);
        Assert.True(SendTable.Edition.Decide(in state, Standing.Plain, in send, Given.Now).Accepted);
    }

    [Fact]
    public void A_survey_that_no_message_came_before_is_unrelated_to_any() => SendTable.Holds("""
        edition     given        send                shows             outcome
        2021-10-01  reaction 1h  tag=ACCOUNT_UPDATE  survey            accept tag:ACCOUNT_UPDATE survey.unrelated
        2021-10-01  message 1h   tag=ACCOUNT_UPDATE  survey            accept tag:ACCOUNT_UPDATE
        2021-10-01  message 1h   tag=ACCOUNT_UPDATE  survey.unrelated  accept tag:ACCOUNT_UPDATE survey.unrelated
        2021-10-01  reaction 1h  tag=ACCOUNT_UPDATE  survey.unrelated  accept tag:ACCOUNT_UPDATE survey.unrelated
        2020-03-04  message 1h   tag=ACCOUNT_UPDATE  survey.unrelated  accept tag:ACCOUNT_UPDATE survey
        2020-03-04  message 1h   tag=ACCOUNT_UPDATE  survey            accept tag:ACCOUNT_UPDATE survey
        """);

    [Theory]
    [InlineData("2021-10-01", "survey.unrelated", "a poll")]
    [InlineData("2020-03-04", "survey", "rate us")]
    public void A_finding_rests_on_the_words_that_its_own_rule_is_about(string edition, string rule, string because)
    {
        var state = Given.State("reaction 1h", Channel.Messenger);
        var send = SendText.Read("tag=ACCOUNT_UPDATE", Channel.Messenger) with
        {
            Noticed = [new("survey", "rate us"), new("survey.unrelated", "a poll"), new(Signals.Disclosure, "")],
        };
        var findings = SendTable.EditionOf(edition).Decide(in state, Standing.Plain, in send, Given.Now).Findings;
        Assert.Equal([new Finding(rule, FindingLevel.Violation, because)], findings);
    }

    [Fact]
    public void News_and_utility_messages_bear_no_offers() => SendTable.Holds("""
        edition     page   given        send                                 shows   outcome
        2025-09-01  news   message 60d  tag=NON_PROMOTIONAL_SUBSCRIPTION     upsell  accept news upsell
        2025-09-01  news   message 60d  tag=NON_PROMOTIONAL_SUBSCRIPTION     promo   accept news promo
        2025-09-01  plain  message 60d  UTILITY form=utility title=order/en  promo   accept utility promo
        2025-09-01  plain  message 60d  UTILITY form=utility title=order/en  upsell  accept utility
        """);

    [Theory]
    [InlineData(10, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void An_answer_in_time_is_in_time_however_late_it_is_by_now(int seconds, bool inTime)
    {
        var input = new Moment(0);
        var (answered, now) = (input.Plus(seconds * 1000), input.Plus(3_600_000));
        Assert.Equal(inTime, ThirtySeconds.Judge(input, getStarted: false, answered, now) is null);
    }

    [Fact]
    public void The_person_s_market_is_named_before_the_page_s()
    {
        var page = Standing.Plain with { Place = new Place("US", "CA") };
        var send = SendText.Read("RESPONSE", Channel.Messenger);
        foreach (var (place, market) in new[] { ("DE", "DE"), ("FR", "US-CA") })
        {
            var state = Given.State($"placed:{place} 1h, message 1h", Channel.Messenger);
            var owed = Assert.Single(SendTable.Edition.Explain(in state, page, in send, Given.Now).Obligations);
            Assert.Equal((market, true), (owed.Market, owed.Required));
        }

        var elsewhere = Given.State("placed:FR 1h, message 1h", Channel.Messenger);
        var decision = SendTable.Edition.Explain(in elsewhere, Standing.Plain, in send, Given.Now);
        Assert.False(Assert.Single(decision.Obligations).Required);
    }

    [Fact]
    public void An_app_of_which_nothing_is_known_has_a_way_to_a_human() => SendTable.Holds("""
        channel    page       given       send      outcome
        instagram  automated  message 1h  RESPONSE  accept standard
        """);

    [Fact]
    public void A_send_that_names_a_token_calls_for_a_lane_whatever_its_type() => SendTable.Holds("""
        given       send                                   outcome
        message 1h  UTILITY                                refuse type_unknown
        message 1h  UTILITY to=recurring_token:T           refuse lane_unknown
        message 1h  tag=NO_SUCH_TAG                        refuse tag_unknown
        message 1h  tag=NO_SUCH_TAG to=recurring_token:T   refuse lane_unknown
        """);
}
