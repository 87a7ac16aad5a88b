using NodaTime;
using Parley.Policy.Lanes;
using Parley.Policy.Tests.Support;

namespace Parley.Policy.Tests.Lanes;

/// <summary>How the other lanes stand, as people are told.</summary>
public sealed class StandingReportTests
{
    [Fact]
    public void The_window_tells_when_it_opened_and_when_it_closes_or_closed() => ReportTable.Holds("standard", """
        channel    given          outcome
        messenger  message 1h     open since 1h until 23h
        messenger  message 24h    open since 1d until 0d
        messenger  message 25h    shut, closed 1h ago
        messenger  notify:T:x 1h  shut, never opened
        instagram  tap 25h        shut, closed 1h ago
        """);

    [Fact]
    public void The_seven_days_of_a_human_agent_are_told() => ReportTable.Holds("human_agent", """
        channel    given        outcome
        messenger  message 1d   open since 1d until 6d
        instagram  message 8d   shut, closed 1d ago
        messenger  reaction 1h  shut, never opened
        """);

    [Fact]
    public void The_seven_days_of_a_survey_are_told_on_Messenger() => ReportTable.Holds("customer_feedback", """
        channel    given                                              outcome
        messenger  message 1d                                         open since 1d until 6d
        messenger  message 1d, sent:customer_feedback:form=survey 1h  shut, survey_open
        instagram  message 1d                                         nothing to tell
        """);

    [Fact]
    public void News_are_told_to_known_people_by_whether_the_page_is_registered() => ReportTable.Holds("news", """
        channel    page   given        outcome
        messenger  news   message 60d  open without end
        messenger  plain  message 60d  shut, news_not_registered
        messenger  news   nothing      nothing to tell
        instagram  news   message 60d  nothing to tell
        """);

    [Fact]
    public void Utility_templates_have_no_limit_in_time_where_the_page_has_one() => ReportTable.Holds("utility", """
        channel    page                given        outcome
        messenger  plain               message 60d  open without end
        messenger  templates:order/en  message 60d  open without end
        messenger  templates:none      message 60d  shut, template_unknown
        messenger  plain               nothing      nothing to tell
        instagram  plain               message 60d  nothing to tell
        """, "2025-09-01");

    [Fact]
    public void A_campaign_reaches_people_a_millisecond_after_their_24_hours() => ReportTable.Holds("sponsored", """
        edition     channel    given                 outcome
        2021-10-01  messenger  message 24h           shut, opens in 00:00:00.001
        2021-10-01  messenger  message 24:00:00.001  open since 0d without end
        2021-10-01  instagram  message 9d            nothing to tell
        2021-10-01  messenger  notify:T:x 9d         nothing to tell
        2024-08-19  messenger  message 9d            nothing to tell
        """);

    [Fact]
    public void The_ad_window_is_told() => ReportTable.Holds("ad", """
        given           outcome
        message:ad 30h  open since 1d6h until 5d18h
        message:ad 8d   shut, closed 1d ago
        message 1h      shut, never opened
        """, "2026-09-28");

    [Fact]
    public void A_utility_send_names_an_approved_template() => SendTable.Holds("""
        edition     page                given        send                                 outcome
        2025-09-01  plain               message 60d  UTILITY form=utility title=order/en  accept utility
        2025-09-01  plain               message 60d  UTILITY form=utility                 refuse template_unknown
        2025-09-01  plain               message 60d  UTILITY title=order/en               refuse template_unknown
        2025-09-01  templates:order/de  message 60d  UTILITY form=utility title=order/en  refuse template_unknown
        2025-09-01  pending:order/en    message 60d  UTILITY form=utility title=order/en  refuse template_not_approved
        2025-09-01  pending:order/de    message 60d  UTILITY form=utility title=order/en  accept utility
        2025-09-01  plain               message 60d  form=utility title=order/en          refuse content_unfit
        """);

    [Fact]
    public void A_campaign_on_Instagram_reaches_nobody_of_Messenger()
    {
        var state = Given.State("message 9d", Channel.Messenger);
        var send = SendText.Read("to=campaign:c", Channel.Instagram);
        var outcome = SendTable.Edition.Decide(in state, Standing.Plain, in send, Given.Now);
        Assert.Equal(Reason.NotInAudience, outcome.Reason);
    }

    [Theory]
    [InlineData(Channel.Messenger, true)]
    [InlineData(Channel.Instagram, false)]
    public void A_survey_closes_after_its_seven_days_on_Messenger_alone(Channel channel, bool closes)
    {
        var lane = SendTable.Edition.Lanes.OfType<CustomerFeedback>().Single();
        var state = Given.State("message 1d", channel);
        var closing = Moment.Of(Given.Now + Duration.FromDays(6));
        Assert.Equal(closes ? closing : Moment.Never, lane.ClosesAt(in state));
    }

    [Theory]
    [InlineData("news", "tag:NON_PROMOTIONAL_SUBSCRIPTION, page:news")]
    [InlineData("human_agent", "human_author, feature:human_agent")]
    [InlineData("customer_feedback", "tag:CUSTOMER_FEEDBACK, template:customer_feedback")]
    [InlineData("tag:ACCOUNT_UPDATE", "tag:ACCOUNT_UPDATE")]
    [InlineData("sponsored", "campaign")]
    [InlineData("one_time_notification", "token:one_time_notification")]
    [InlineData("standard", "")]
    [InlineData("recurring", "token:recurring", "2025-09-01")]
    [InlineData("utility", "template:utility", "2025-09-01")]
    public void A_lane_says_what_a_request_must_bring(string lane, string needs, string edition = "2021-10-01")
    {
        var state = Given.State("message 9d, subscribe:T:x:none 9d", Channel.Messenger);
        var send = SendText.Read("RESPONSE", Channel.Messenger);
        var lanes = SendTable.EditionOf(edition).Explain(in state, Standing.Plain, in send, Given.Now).Lanes;
        Assert.Equal(needs, string.Join(", ", lanes.Single(one => one.Lane == lane).Needs));
    }

    [Theory]
    [InlineData("marketed 2h, notified:T 1h", "marketing", 22)]
    [InlineData("marketed 1h, notified:T 47h", "recurring", 1)]
    public void The_lane_that_opens_first_is_what_is_left(string history, string lane, int hours)
    {
        var state = Given.State("message 9d, subscribe:T:x:none 9d, " + history, Channel.Messenger);
        var page = PageText.Read("restricted:tags, templates:none");
        var send = SendText.Read("RESPONSE", Channel.Messenger);
        var next = SendTable.EditionOf("2025-09-01").Explain(in state, page, in send, Given.Now).Next;
        Assert.Equal(new NextLane(lane, Moment.Of(Given.Now + Duration.FromHours(hours))), next);
    }
}
