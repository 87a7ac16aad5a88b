using System.Text;
using NodaTime;
using Parley.Policy;

namespace Parley.Storage.Tests;

public sealed class StoredEventsTests
{
    private static readonly SendRequest Text =
        new(Channel.Messenger, SendKind.Message, MessagingType.Absent, null, Author.Bot);

    private const long Row = 42;

    private static readonly Instant Noon = Instant.FromUtc(2021, 10, 6, 12, 0);

    [Theory]
    [InlineData(EventKind.Message, PersonAct.Message)]
    [InlineData(EventKind.Postback, PersonAct.Tap)]
    [InlineData(EventKind.Reaction, PersonAct.Reaction)]
    [InlineData(EventKind.Unreaction, PersonAct.Unreaction)]
    [InlineData(EventKind.Read, PersonAct.Read)]
    public void An_act_keeps_its_channel_and_instant(EventKind kind, PersonAct act)
    {
        foreach (var channel in Enum.GetValues<Channel>())
            Assert.Equal(new ThreadEvent.PersonActed(Noon, channel, act), EventOf(kind, "{}", channel));
    }

    [Theory]
    [InlineData(Channel.Messenger, "{\"ref\":\"ad\",\"source\":\"SHORTLINK\"}", PersonAct.MessengerLink)]
    [InlineData(Channel.Messenger, "{\"source\":\"SHORTLINK\",\"ref\":\"\"}", PersonAct.BareMessengerLink)]
    [InlineData(Channel.Messenger, "{\"source\":\"SHORTLINK\"}", PersonAct.BareMessengerLink)]
    [InlineData(Channel.Instagram, "{\"source\":\"SHORTLINK\"}", PersonAct.InstagramLink)]
    [InlineData(Channel.Instagram, "{\"ref\":\"ad\"}", PersonAct.InstagramLink)]
    public void A_link_of_messenger_counts_only_with_a_ref(Channel channel, string body, PersonAct act) =>
        Assert.Equal(new ThreadEvent.PersonActed(Noon, channel, act), EventOf(EventKind.Link, body, channel));

    [Theory]
    [InlineData(EventKind.Message, "{\"text\":\"stop\",\"says_stop\":true}", PersonAct.Message, true)]
    [InlineData(EventKind.Message, "{\"text\":\"stop\",\"says_stop\":false}", PersonAct.Message, false)]
    [InlineData(EventKind.Message, "{\"text\":\"stop\"}", PersonAct.Message, false)]
    [InlineData(EventKind.Postback, "{\"title\":\"Stop\",\"says_stop\":true}", PersonAct.Tap, true)]
    public void A_stop_word_is_one_if_the_row_says_so(EventKind kind, string body, PersonAct act, bool stops) =>
        Assert.Equal(
            new ThreadEvent.PersonActed(Noon, Channel.Messenger, act) { SaysStop = stops }, EventOf(kind, body));

    [Theory]
    [InlineData("{\"country\":\"US\",\"region\":\"CA\"}", "US", "CA")]
    [InlineData("{}", null, null)]
    public void A_place_is_told_as_it_was_learned(string body, string? country, string? region) => Assert.Equal(
        new ThreadEvent.PersonPlaced(Noon, Channel.Instagram, new Place(country, region)),
        EventOf(EventKind.Placed, body, Channel.Instagram));

    [Theory]
    [InlineData("{\"app\":1,\"message\":{\"author\":\"human\"},\"author\":\"bot\"}", Author.Bot)]
    [InlineData("{\"app\":1,\"message\":{\"author\":\"bot\"},\"author\":\"human\"}", Author.Human)]
    [InlineData("{\"app\":1}", Author.Bot)]
    public void An_accepted_message_tells_its_author(string body, Author author) =>
        Assert.Equal(
            new ThreadEvent.PageWrote(Noon, Text with { Author = author }, null), EventOf(EventKind.Sent, body));

    [Fact]
    public void An_accepted_message_tells_its_lane_and_all_that_it_spends() => Assert.Equal(
        new ThreadEvent.PageWrote(
            Noon,
            Text with
            {
                Tag = "HUMAN_AGENT",
                Address = Address.OneTimeToken,
                Form = Form.Survey,
                Named = "T",
                Title = "x",
                SurveyDays = 3,
            },
            "one_time_notification"),
        EventOf(
            EventKind.Sent,
            """
            {"app":1,"type":"RESPONSE","tag":"HUMAN_AGENT","lane":"one_time_notification","address":"OneTimeToken",
            "form":"Survey","named":"T","title":"x","survey_days":3,"findings":[{"lane":"no"}],"edition":"2021-10-01"}
            """));

    [Fact]
    public void A_form_of_another_build_is_named() => Assert.Contains(
        "Form",
        Assert.Throws<StoreException>(() => EventOf(EventKind.Sent, "{\"form\":\"Hologram\"}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("", Frequency.None, "UTC")]
    [InlineData(",\"frequency\":\"Weekly\",\"zone\":\"Asia/Tokyo\"", Frequency.Weekly, "Asia/Tokyo")]
    public void An_opt_in_tells_its_token_and_topic(string more, Frequency frequency, string zone)
    {
        var body = $$"""{"token":"T","title":"Sales","payload":"p","mid":"m_1"{{more}}}""";
        foreach (var channel in Enum.GetValues<Channel>())
        {
            Assert.Equal(
                new ThreadEvent.OneTimeOptIn(Noon, channel, "T", "Sales"),
                EventOf(EventKind.OneTimeOptIn, body, channel));
            Assert.Equal(
                new ThreadEvent.RecurringOptIn(Noon, channel, "T", "Sales", frequency, zone),
                EventOf(EventKind.RecurringOptIn, body, channel));
        }

        Assert.Equal(new ThreadEvent.TopicStopChanged(Noon, "T", true), EventOf(EventKind.TopicStopped, body));
        Assert.Equal(new ThreadEvent.TopicStopChanged(Noon, "T", false), EventOf(EventKind.TopicResumed, body));
    }

    [Fact]
    public void A_survey_answered_is_an_act() => Assert.Equal(
        new ThreadEvent.PersonActed(Noon, Channel.Messenger, PersonAct.Feedback),
        EventOf(EventKind.Feedback, """{"mid":"m_1","answers":[]}"""));

    [Fact]
    public void A_frequency_of_another_build_is_named() => Assert.Contains(
        "Hourly",
        Assert.Throws<StoreException>(
            () => EventOf(EventKind.RecurringOptIn, """{"token":"T","title":"x","frequency":"Hourly"}""")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Blocks_and_mutes_are_themselves()
    {
        Assert.Equal(new ThreadEvent.Blocked(Noon), EventOf(EventKind.Blocked));
        Assert.Equal(new ThreadEvent.Unblocked(Noon), EventOf(EventKind.Unblocked));
        Assert.Equal(new ThreadEvent.Muted(Noon), EventOf(EventKind.Muted));
        Assert.Equal(new ThreadEvent.Unmuted(Noon), EventOf(EventKind.Unmuted));
    }

    [Fact]
    public void What_no_webhook_tells_has_its_meaning_too()
    {
        Assert.Equal(
            new ThreadEvent.PersonActed(Noon, Channel.Messenger, PersonAct.LoginConnect),
            EventOf(EventKind.LoginConnected));
        Assert.Equal(new ThreadEvent.OptOutChanged(Noon, true), EventOf(EventKind.OptedOut));
        Assert.Equal(new ThreadEvent.OptOutChanged(Noon, false), EventOf(EventKind.OptedIn));
        Assert.Equal(new ThreadEvent.Blocked(Noon), EventOf(EventKind.MessagesOff));
        Assert.Equal(new ThreadEvent.MarketingStopped(Noon), EventOf(EventKind.MarketingStopped));
    }

    [Fact]
    public void A_page_blocks_and_lifts_the_block()
    {
        const string body = """{"action":"BLOCK_USER","app":7}""";
        Assert.Equal(new ThreadEvent.PageBlockChanged(Noon, true), EventOf(EventKind.BusinessBlocked, body));
        Assert.Equal(new ThreadEvent.PageBlockChanged(Noon, false), EventOf(EventKind.BusinessUnblocked, body));
    }

    [Fact]
    public void A_comment_is_called_by_its_row_and_so_is_its_end()
    {
        const string comment = """{"post":"1_2","place":"Live","text":"hi","by_page":true}""";
        Assert.Equal(
            new ThreadEvent.Commented(Noon, Channel.Instagram, "42", CommentPlace.Live, "1_2", true),
            EventOf(EventKind.Comment, comment, Channel.Instagram));
        Assert.Equal(
            new ThreadEvent.Commented(Noon, Channel.Messenger, "42", CommentPlace.VisitorPost, null, false),
            EventOf(EventKind.VisitorPost, """{"text":"hi"}"""));
        Assert.Equal(new ThreadEvent.CommentRemoved(Noon, "7"), EventOf(EventKind.CommentRemoved, """{"row":7}"""));
    }

    [Theory]
    [InlineData("{\"text\":\"a\"}", false)]
    [InlineData("{\"text\":\"a\",\"referral\":{\"source\":\"ADS\",\"ad_id\":\"1\"}}", true)]
    public void A_message_that_names_an_ad_follows_it(string body, bool follows) => Assert.Equal(
        new ThreadEvent.PersonActed(Noon, Channel.Messenger, PersonAct.Message) { FollowsAd = follows },
        EventOf(EventKind.Message, body));

    [Theory]
    [InlineData(EventKind.AdClick, PersonAct.AdClick)]
    [InlineData(EventKind.PluginOptIn, PersonAct.PluginOptIn)]
    [InlineData(EventKind.Checkbox, PersonAct.PluginOptIn)]
    public void Ads_and_plugins_are_acts_of_their_own(EventKind kind, PersonAct act) =>
        Assert.Equal(new ThreadEvent.PersonActed(Noon, Channel.Messenger, act), EventOf(kind));

    [Theory]
    [InlineData(EventKind.CheckboxTicked)]
    [InlineData(EventKind.Reported)]
    [InlineData(EventKind.SenderAction)]
    [InlineData(EventKind.Refused)]
    public void What_changes_nothing_is_no_event(EventKind kind) => Assert.Null(EventOf(kind));

    [Fact]
    public void Every_kind_there_is_has_its_meaning() =>
        Assert.All(Enum.GetValues<EventKind>(), kind => EventOf(kind, """{"token":"t","title":"x"}"""));

    [Fact]
    public void A_kind_of_a_newer_build_is_refused_by_number()
    {
        var error = Assert.Throws<StoreException>(() => EventOf((EventKind)200));
        Assert.Contains("200", error.Message, StringComparison.Ordinal);
    }

    private static ThreadEvent? EventOf(EventKind kind, string body = "{}", Channel channel = Channel.Messenger) =>
        StoredEvents.ToThreadEvent(kind, channel, Moment.Of(Noon), Encoding.UTF8.GetBytes(body), Row);
}
