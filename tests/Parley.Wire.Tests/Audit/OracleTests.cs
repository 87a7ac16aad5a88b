using NodaTime;
using Parley.Policy;
using static Parley.Wire.Tests.Audit.Log;

namespace Parley.Wire.Tests.Audit;

/// <summary>
/// Situations told as logs, and what the wire and the policy say of the last send: the readings of the published rules,
/// edition 2021-10-01 unless the row names another.
/// </summary>
public sealed class OracleTests
{
    private static readonly Duration Zero = Duration.Zero;
    private static readonly Duration Day = Duration.FromDays(1);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_log_is_judged_as_its_row_says(string name)
    {
        var row = All.Single(one => one.Name == name);
        var last = row.Log.Audit(row.Edition)[^1];
        Assert.Equal($"{row.Wire} {row.Policy}", $"{Log.Answer(last)} {Log.Findings(last)}");
    }

    public static TheoryData<string> Rows => [.. All.Select(row => row.Name)];

    private sealed record Row(string Name, Log Log, string Wire, string Policy = "", string Edition = "2021-10-01");

    private static Log L => new();

    private static Log Ig => new Log(Channel.Instagram).Page($"\"instagram\":{{\"id\":\"{InstagramId}\"}}");

    private const string Update = "\"messaging_type\":\"UPDATE\"";
    private const string Ads = ",\"referral\":{\"source\":\"ADS\",\"type\":\"OPEN_THREAD\",\"ad_id\":\"1\"}";
    private const string Link = "\"referral\":{\"ref\":\"r\",\"source\":\"SHORTLINK\",\"type\":\"OPEN_THREAD\"}";
    private const string BareLink = "\"referral\":{\"source\":\"SHORTLINK\",\"type\":\"OPEN_THREAD\"}";
    private const string React = "\"reaction\":{\"mid\":\"m\",\"action\":\"react\",\"reaction\":\"love\"}";
    private const string Unreact = "\"reaction\":{\"mid\":\"m\",\"action\":\"unreact\"}";
    private const string GetStarted = "\"postback\":{\"mid\":\"p\",\"title\":\"Get Started\",\"payload\":\"START\"}";
    private const string Comment = "{\"comment_id\":\"5_7\"}";
    private const string Token = "{\"one_time_notif_token\":\"T\"}";
    private const string RecurringToken = "{\"notification_messages_token\":\"R\"}";
    private const string Bot = "\"author\":\"bot\",";

    private static Row[] All { get; } =
    [
        new("1 nobody wrote", L.Sends(Hours(1)), "100/2018001"),
        new("1 nobody wrote, Instagram", Ig.Sends(Hours(1)), "100/2534014"),
        new("2 coupon in the window", L.Says(Zero).Sends(Zero, "20% off with code SAVE20"), "ACCEPT"),
        new("3 a millisecond before", L.Says(Zero).Sends(Day - Ms(1)), "ACCEPT"),
        new("4 exactly 24 hours", L.Says(Zero).Sends(Day), "ACCEPT"),
        new("5 a millisecond after", L.Says(Zero).Sends(Day + Ms(1)), "10/2018278"),
        new("6 the same on Instagram", Ig.Says(Zero).Sends(Day + Ms(1)), "10/2534022"),
        new("7 update with promotion", L.Says(Zero).Sends(Hours(1), "Sale! 20% off", Update), "ACCEPT"),
        new("8 reaction", L.Says(Zero).Element(React, Hours(24)).Sends(Hours(25)), "ACCEPT"),
        new("9 reaction, 2018, +1 used",
            L.Says(Zero).Element(React, Hours(24)).Sends(Hours(25)).Sends(Hours(25.1)), "10/2018065", "", "2018-09-27"),
        new("10 reaction taken back", L.Says(Zero).Element(Unreact, Hours(24)).Sends(Hours(25)), "10/2018278"),
        new("11 m.me with ref", L.Says(Zero).Element(Link, Day * 2).Sends(Hours(50)), "ACCEPT"),
        new("12 m.me without ref", L.Says(Zero).Element(BareLink, Day * 2).Sends(Hours(50)), "10/2018278"),
        new("12 m.me on a new thread", L.Element(Link, Zero).Sends(Hours(1)), "10/2018278"),
        new("13 ad clicked, nothing written",
            L.Says(Zero).Element(Ads[1..], Hours(48)).Sends(Hours(49)), "10/2018278"),
        new("14 first message after an ad", L.Says(Zero, "hi", Ads).Sends(Hours(30)), "10/2018278"),
        new("15 the same in 2026-09-28", L.Says(Zero, "hi", Ads).Sends(Hours(30)), "ACCEPT", "", "2026-09-28"),
        new("16 exactly 7 days", L.Says(Zero, "hi", Ads).Sends(Days(7)), "ACCEPT", "", "2026-09-28"),
        new("16 a millisecond later", L.Says(Zero, "hi", Ads).Sends(Days(7) + Ms(1)), "10/2018278", "", "2026-09-28"),
        new("17 the later end counts",
            L.Says(Zero, "hi", Ads).Says(Days(6.5)).Sends(Days(7) + Hours(11)), "ACCEPT", "", "2026-09-28"),
        new("18 the first message holds",
            L.Says(Zero, "hi", Ads).Says(Days(2)).Sends(Days(6)), "ACCEPT", "", "2026-09-28"),
        new("18 click apart from message",
            L.Element(Ads[1..], Zero).Says(Hours(1)).Sends(Days(6)), "ACCEPT", "", "2026-09-28"),
        new("20 our own message opens nothing", L.Says(Zero).Sends(Hours(23)).Sends(Hours(26)), "10/2018278"),
        new("21 Get Started", L.Element(GetStarted, Zero).Sends(Hours(2)), "ACCEPT"),
        new("22 story mention", Ig.Element(
            "\"message\":{\"mid\":\"m\",\"attachments\":[{\"type\":\"story_mention\","
            + "\"payload\":{\"url\":\"https://e.x/s\"}}]}",
            Zero).Sends(Hours(3)), "ACCEPT"),
        new("23 only a comment", Ig.Comments("5_7", Zero).Sends(Hours(1)), "10/2534022"),
        new("24 Notify Me opens nothing",
            L.Page("\"otn\":true").Says(Zero).OneTimeRequest(Hours(1)).NotifyMe(Hours(24)).Sends(Hours(25)),
                "10/2018278"),
        new("25 checkbox", L.Raw(
            $$$$"""{"received":{"object":"page","entry":[{"id":"{{{{Shop}}}}","messaging":[{"recipient":{"id":"{{{{Shop}}}}"},"timestamp":{{{{L.Stamp(Zero)}}}},"optin":{"ref":"r","user_ref":"u1"}}]}]}}""")
            .To(Hours(1), "{\"user_ref\":\"u1\"}"), "ACCEPT"),
        new("25 another checkbox", L.To(Hours(1), "{\"user_ref\":\"u2\"}"), "100/2018001"),
        new("26 tag after login connect",
            L.Fact("login_connected", Zero).Tags(Hours(1), "CONFIRMED_EVENT_UPDATE"), "ACCEPT", "V(purpose)"),
        new("27 reaction in Europe",
            L.Person("\"country\":\"FR\"").Says(Zero).Element(React, Hours(29)).Sends(Hours(30)), "10/2018278"),
        new("28 late webhook counts by its own time", L.Says(Zero).Sends(Day + Duration.FromSeconds(1)), "10/2018278"),
        new("29 older event after a newer one", L.Says(Hours(5)).Says(Zero).Sends(Hours(29)), "ACCEPT"),
        new("30 the +1", L.Says(Zero).Sends(Hours(25), "Hello", Update), "ACCEPT", "", "2018-09-27"),
        new("31 the +1 is one", L.Says(Zero).Sends(Hours(25)).Sends(Hours(26)), "10/2018065", "", "2018-09-27"),
        new("32 a tap renews it",
            L.Says(Zero).Sends(Hours(25)).Element(GetStarted, Hours(30)).Sends(Hours(55)), "ACCEPT", "", "2018-09-27"),
        new("33 the last day of the +1",
            new Log().From(2020, 3, 2, 0).Says(Zero).Sends(Days(2) - Ms(1)), "ACCEPT", "", "auto"),
        new("33 the day after", new Log().From(2020, 3, 2, 0).Says(Zero).Sends(Days(2)), "10/2018278", "", "auto"),
        new("34 a tag does not spend it",
            L.Says(Zero).Tags(Hours(25), "SHIPPING_UPDATE").Sends(Hours(26)), "ACCEPT", "", "2018-09-27"),
        new("35 400 days", L.Says(Zero).Sends(Days(400)), "ACCEPT", "", "2018-09-27"),
        new("36 event reminder", L.Says(Zero).Tags(Days(30), "CONFIRMED_EVENT_UPDATE", "See you tomorrow"), "ACCEPT"),
        new("37 with a coupon",
            L.Says(Zero).Tags(Days(30), "CONFIRMED_EVENT_UPDATE", "Get 20% off with code SAVE20"), "ACCEPT",
                "V(promo_tag)"),
        new("43 the tag decides, not the window",
            L.Says(Zero).Tags(Hours(1), "POST_PURCHASE_UPDATE", "Get 20% off with code SAVE20"), "ACCEPT",
                "V(promo_tag)"),
        new("44 tag on Instagram", Ig.Says(Zero).Tags(Hours(1), "CONFIRMED_EVENT_UPDATE"), "100/2534015"),
        new("45 no tag", L.Says(Zero).Sends(Hours(1), "Hello", "\"messaging_type\":\"MESSAGE_TAG\""), "100/9900001"),
        new("46 tag beside RESPONSE",
            L.Says(Zero).Sends(Hours(1), "Hello", "\"messaging_type\":\"RESPONSE\",\"tag\":\"ACCOUNT_UPDATE\""),
                "100/9900005"),
        new("46 tag alone", L.Says(Zero).Sends(Days(9), "Hello", "\"tag\":\"account_update\""), "ACCEPT"),
        new("47 legacy tag in 2018", L.Says(Zero).Tags(Days(9), "SHIPPING_UPDATE"), "ACCEPT", "", "2018-09-27"),
        new("47 legacy tag in 2020", L.Says(Zero).Tags(Days(9), "SHIPPING_UPDATE"), "100", "", "2020-03-04"),
        new("48 both generations", new Log().From(2019, 11, 1).Says(Zero).Tags(Days(30), "CONFIRMED_EVENT_UPDATE")
            .Tags(Days(30), "TICKET_UPDATE"), "ACCEPT", "", "auto"),
        new("49 last day of three tags",
            new Log().From(2026, 4, 26, 23).Says(Zero).Tags(Ms(3_599_999), "ACCOUNT_UPDATE"), "ACCEPT", "", "auto"),
        new("49 the day after",
            new Log().From(2026, 4, 26, 23).Says(Zero).Tags(Hours(1), "ACCOUNT_UPDATE"), "100/1893061", "", "auto"),
        new("50 human agent", Agent().Says(Zero).Tags(Days(6) + Hours(23), "HUMAN_AGENT"), "ACCEPT"),
        new("51 exactly 7 days", Agent().Says(Zero).Tags(Days(7), "HUMAN_AGENT"), "ACCEPT"),
        new("51 a millisecond later", Agent().Says(Zero).Tags(Days(7) + Ms(1), "HUMAN_AGENT"), "10/2018278"),
        new("52 a bot", Agent().Says(Zero).Tags(Days(2), "HUMAN_AGENT", "I am an automated chatbot", Bot),
            "ACCEPT", "V(automated)"),
        new("54 not approved", L.Says(Zero).Tags(Days(2), "HUMAN_AGENT"), "10/9900010"),
        new("56 reaction renews no seven days",
            Agent().Says(Zero).Element(React, Days(8)).Tags(Days(8) + Hours(2), "HUMAN_AGENT"), "10/2018278"),
        new("57 feedback", L.Says(Zero).Survey(Days(5), Feedback), "ACCEPT"),
        new("58 feedback as text", L.Says(Zero).Tags(Days(5), "CUSTOMER_FEEDBACK"), "100/9900011"),
        new("59 feedback too late", L.Says(Zero).Survey(Days(7) + Ms(1), Feedback), "10/2018278"),
        new("60 no days", L.Says(Zero).Survey(Hours(1), Feedback, 0), "100"),
        new("60 eight days", L.Says(Zero).Survey(Hours(1), Feedback, 8), "100"),
        new("61 Europe before", new Log().From(2021, 9, 12, 0).Person("\"country\":\"FR\"").Says(Zero)
            .Survey(Hours(47), Feedback), "10/2018336", "", "auto"),
        new("61 Europe after", new Log().From(2021, 9, 12, 0).Person("\"country\":\"FR\"").Says(Zero)
            .Survey(Hours(48), Feedback), "ACCEPT", "", "auto"),
        new("62 survey without a tag", L.Says(Zero).Survey(Hours(1)), "ACCEPT"),
        new("63 restricted tag", Restricted().Says(Zero).Tags(Hours(1), "ACCOUNT_UPDATE"), "10/9900060"),
        new("63 the window stays", Restricted().Says(Zero).Sends(Hours(1)), "ACCEPT"),
        new("64 the end is free", Restricted().Says(Zero).Tags(Days(5), "ACCOUNT_UPDATE"), "ACCEPT"),
        new("65 request", Otn().OneTimeRequest(Hours(2)), "ACCEPT"),
        new("66 request outside", Otn().OneTimeRequest(Hours(25)), "10/2018278"),
        new("67 not permitted", L.Says(Zero).OneTimeRequest(Hours(2)), "10/9900023"),
        new("68 65 characters", Otn().OneTimeRequest(Hours(2), new string('x', 65)), "ACCEPT"),
        new("68 66 characters", Otn().OneTimeRequest(Hours(2), new string('x', 66)), "100"),
        new("69 Instagram", Ig.Says(Zero).OneTimeRequest(Hours(1)), "100/2534015"),
        new("70 364 days", Asked().To(Days(364), Token, "20% off, as you asked"), "ACCEPT"),
        new("71 again", Asked().To(Days(2), Token).To(Days(3), Token), "100/9900021"),
        new("73 365 days", Asked().To(Days(365) + Hours(1), Token), "100/9900022"),
        new("74 spent in the window", Asked().To(Hours(2), Token).To(Days(3), Token), "100/9900021"),
        new("77 a follow-up opens nothing", Asked().To(Days(2), Token).Sends(Days(2)), "10/2018278"),
        new("78 its button does",
            Asked().To(Days(2), Token).Element(GetStarted, Days(2)).Sends(Days(2) + Hours(1)), "ACCEPT"),
        new("79 blocked", Asked().Fact("blocked", Days(1)).To(Days(2), Token), "551/1545041"),
        new("79 the token is kept",
            Asked().Fact("blocked", Days(1)).To(Days(2), Token).Fact("unblocked", Days(3)).To(Days(4), Token),
                "ACCEPT"),
        new("80 Europe", new Log().From(2021, 1, 10).Page("\"otn\":true").Person("\"country\":\"FR\"").Says(Zero)
            .OneTimeRequest(Hours(1)), "10/2018336", "", "auto"),
        new("81 no such template yet", L.Says(Zero).Template(Hours(1), Subscribe), "100"),
        new("82 calendar days", Subscribed(",\"notification_messages_frequency\":\"DAILY\"").From(2022, 6, 1, 0)
            .To(Hours(23.9), RecurringToken).To(Hours(24.1), RecurringToken), "ACCEPT", "", "2022-05-19"),
        new("83 the same day", Subscribed(",\"notification_messages_frequency\":\"DAILY\"").From(2022, 6, 1, 0)
            .To(Hours(0.1), RecurringToken).To(Hours(23.9), RecurringToken), "4/2018354", "", "2022-05-19"),
        new("85 a second early", Subscribed("").To(Hours(1), RecurringToken)
            .To(Hours(49) - Duration.FromSeconds(1), RecurringToken), "4/2018354", "", "2025-09-01"),
        new("85 48 hours", Subscribed("").To(Hours(1), RecurringToken).To(Hours(49), RecurringToken), "ACCEPT", "",
            "2025-09-01"),
        new("86 United States", Subscribed("").Person("\"country\":\"US\"").To(Hours(1), RecurringToken), "100", "",
            "2026-02-10"),
        new("86 United Kingdom", Subscribed("").Person("\"country\":\"GB\"").To(Hours(1), RecurringToken), "ACCEPT", "",
            "2026-02-10"),
        new("87 stopped", Subscribed("").Recurring(Hours(1), "R",
            ",\"notification_messages_status\":\"STOP NOTIFICATIONS\"")
            .To(Hours(2), RecurringToken), "10/1893015", "", "2023-08-10"),
        new("88 same title", L.Says(Zero).Template(Hours(1), Subscribe).Says(Days(7)).Template(Days(7), Subscribe),
            "613/1893016", "", "2023-08-10"),
        new("88 a week later", L.Says(Zero).Template(Hours(1), Subscribe).Says(Days(7))
            .Template(Days(7) + Hours(1), Subscribe), "ACCEPT", "", "2023-08-10"),
        new("89 subscribing opens nothing", Subscribed("").Recurring(Days(2)).Sends(Days(2)), "10/2018278", "",
            "2023-08-10"),
        new("94 utility", L.Page("\"templates\":[{\"name\":\"n\",\"language\":\"en\",\"status\":\"APPROVED\"}]")
            .Says(Zero)
            .Request(Days(60), Utility), "ACCEPT", "", "2025-09-01"),
        new("94 another template", L.Page("\"templates\":[]").Says(Zero).Request(Days(60), Utility), "100/9900030", "",
            "2025-09-01"),
        new("96 marketing in Europe", L.Person("\"country\":\"FR\"").Says(Zero)
            .Sends(Hours(1), more: "\"lane\":\"marketing\","), "2300032", "", "2025-09-01"),
        new("96 second in a day", L.Person("\"country\":\"US\"").Says(Zero).Sends(Hours(1),
            more: "\"lane\":\"marketing\",")
            .Sends(Hours(24), more: "\"lane\":\"marketing\","), "2300035", "", "2025-09-01"),
        new("97 news", L.Page("\"npi\":true").Says(Zero).Tags(Days(20), "NON_PROMOTIONAL_SUBSCRIPTION"), "ACCEPT"),
        new("98 not registered", L.Says(Zero).Tags(Days(20), "NON_PROMOTIONAL_SUBSCRIPTION"), "10/2018065"),
        new("98 as a type", L.Says(Zero).Sends(Days(20), "Hello",
            "\"messaging_type\":\"NON_PROMOTIONAL_SUBSCRIPTION\""),
            "10/2018065"),
        new("100 approved in 2018", L.Page("\"subscription\":\"approved\"").Says(Zero)
            .Tags(Days(20), "NON_PROMOTIONAL_SUBSCRIPTION"), "ACCEPT", "", "2018-09-27"),
        new("102 sponsored", L.Says(Zero).Sends(Days(3), more: Sponsored), "ACCEPT"),
        new("103 in touch", L.Says(Zero).Sends(Hours(5), more: Sponsored), "recent_interaction"),
        new("104 no thread", L.Sends(Days(3), more: Sponsored), "not_in_audience"),
        new("104 once a campaign",
            L.Says(Zero).Sends(Days(3), more: Sponsored).Sends(Days(5), more: Sponsored), "not_in_audience"),
        new("105 retired", L.Says(Zero).Sends(Days(3), more: Sponsored), "lane_retired", "", "2024-08-19"),
        new("106 opens nothing", L.Says(Zero).Sends(Days(3), more: Sponsored).Sends(Days(3)), "10/2018278"),
        new("107 private reply", L.Comments("5_7", Zero).To(Days(7) - Duration.FromSeconds(1), Comment), "ACCEPT"),
        new("108 again", L.Comments("5_7", Zero).To(Hours(1), Comment).To(Hours(2), Comment), "10900"),
        new("109 another comment", L.Comments("5_7", Zero).Comments("5_8", Zero).To(Hours(1), Comment)
            .To(Hours(2), "{\"comment_id\":\"5_8\"}"), "ACCEPT"),
        new("110 too late", L.Comments("5_7", Zero).To(Days(7) + Ms(1), Comment), "10903"),
        new("111 by a page", L.Comments("5_7", Zero, Shop).To(Hours(1), Comment), "10903"),
        new("111 unknown comment", L.To(Hours(1), Comment), "100/2018292"),
        new("112 unanswered", L.Comments("5_7", Zero).To(Hours(1), Comment).Sends(Hours(2)), "10/2018278"),
        new("113 answered", L.Comments("5_7", Zero).To(Hours(1), Comment).Says(Hours(2)).Sends(Hours(3)), "ACCEPT"),
        new("113 a visitor's post", L.Change("feed",
            $$$$"""{"item":"post","verb":"add","post_id":"{{{{Shop}}}}_9","from":{"id":"{{{{Ann}}}}"},"created_time":{{{{L.Stamp(Zero) / 1000}}}}}""",
            Zero).To(Hours(1), $$$$"""{"post_id":"{{{{Shop}}}}_9"}"""), "ACCEPT"),
        new("113 a removed comment", L.Comments("5_7", Zero).Change("feed",
            "{\"item\":\"comment\",\"verb\":\"remove\",\"comment_id\":\"5_7\"}", Hours(1)).To(Hours(2), Comment),
                "10902"),
        new("114 live", Live().To(Hours(1), Comment), "ACCEPT", "", "2022-05-19"),
        new("114 broadcast over", Live().Fact("broadcast_ended", Hours(1), ",\"media\":\"18\"")
            .To(Hours(1) + Duration.FromSeconds(1), Comment), "100/2534025", "", "2022-05-19"),
        new("116 text only in 2018", L.Comments("5_7", Zero).Request(Hours(1),
            "{\"recipient\":{\"comment_id\":\"5_7\"},\"message\":{\"attachment\":{\"type\":\"template\","
            + "\"payload\":{\"template_type\":\"button\",\"text\":\"?\","
            + "\"buttons\":[{\"type\":\"postback\",\"title\":\"a\",\"payload\":\"b\"}]}}}}"),
            "100/9900011", "", "2018-09-27"),
        new("117 group in 2021", Group().To(Hours(1), Comment), "100/2018292"),
        new("117 group in 2023", Group().To(Hours(1), Comment), "ACCEPT", "", "2023-08-10"),
        new("118 labels", L.Raw(Labels(L, Zero)), "2/2018344"),
        new("119 accepted", L.Page("\"contact_terms\":{\"accepted\":true}").Raw(Labels(L, Zero)), "ACCEPT"),
        new("120 not rolled out", L.Page("\"contact_terms\":{\"enforced_from\":\"2021-11-01T00:00:00Z\"}")
            .Raw(Labels(L, Zero)), "ACCEPT"),
        new("121 blocked", L.Says(Zero).Fact("blocked", Hours(1)).Sends(Hours(2)), "551/1545041"),
        new("122 muted", L.Says(Zero).Fact("muted", Hours(1)).Sends(Hours(2)), "ACCEPT"),
        new("123 stop", L.Says(Zero).Says(Hours(1), "STOP!").Sends(Hours(2), "Sale! 20% off everything"), "ACCEPT",
            "V(optout)"),
        new("123 one confirmation", L.Says(Zero).Says(Hours(1), "stop").Sends(Hours(2)), "ACCEPT"),
        new("124 page blocked", L.Says(Zero)
            .Element("\"policy_enforcement\":{\"action\":\"block\",\"reason\":\"spam\"}", Hours(1))
            .Sends(Hours(2)), "2022"),
        new("124 unblocked", L.Says(Zero).Element("\"policy_enforcement\":{\"action\":\"block\",\"reason\":\"spam\"}",
            Hours(1))
            .Element("\"policy-enforcement\":{\"action\":\"unblock\"}", Hours(2)).Sends(Hours(2)), "ACCEPT"),
        new("124 Instagram", Ig.Says(Zero).Page("\"restriction\":{\"lane\":\"all\",\"until\":null}").Sends(Hours(2)),
            "100/2534029"),
        new("125 California", L.Person("\"country\":\"US\",\"region\":\"CA\"").Says(Zero).Sends(Ms(1), more: Bot),
            "ACCEPT", "V(disclosure)"),
        new("126 France", L.Person("\"country\":\"FR\"").Says(Zero).Sends(Ms(1), more: Bot), "ACCEPT", "A(disclosure)"),
        new("127 handed back", German().Sends(Hours(1)).Sends(Hours(2), more: Bot), "ACCEPT", "V(disclosure)"),
        new("128 23 hours", German().Says(Hours(22)).Sends(Hours(23), more: Bot), "ACCEPT"),
        new("128 25 hours", German().Says(Hours(25)).Sends(Hours(25), more: Bot), "ACCEPT", "V(disclosure)"),
        new("129 no way to a human", Ig.App("\"automated\":true,\"human_route\":false").Says(Zero)
            .Sends(Ms(1), "I am an automated chatbot", more: Bot), "ACCEPT", "V(escalation)"),
    ];

    private const string Feedback = "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"CUSTOMER_FEEDBACK\"";
    private const string Sponsored = "\"lane\":\"sponsored\",\"campaign\":\"c1\",";
    private const string Subscribe =
        "{\"template_type\":\"notification_messages\",\"title\":\"News\",\"payload\":\"P\"}";

    private const string Utility =
        "{\"recipient\":{\"id\":\"" + Ann + "\"},\"messaging_type\":\"UTILITY\","
        + "\"message\":{\"template\":{\"name\":\"n\","
        + "\"language\":{\"code\":\"en\"},\"components\":[]}}}";

    private static Log Agent() => L.App("\"features\":[\"human_agent\"]");

    private static Log Otn() => L.Page("\"otn\":true").Says(Zero);

    private static Log Asked() => Otn().OneTimeRequest(Hours(1)).NotifyMe(Hours(1));

    private static Log Subscribed(string more) => new Log().From(2022, 6, 1, 0).Says(Zero).Recurring(Zero, "R", more);

    private static Log Restricted() => L.Raw(
        $$$$"""{"page":{"id":"{{{{Shop}}}}","at":"{{{{L.Iso(Zero)}}}}","restriction":{"lane":"tags","until":"{{{{L.Iso(Days(5))}}}}"}}}""");

    private static Log Live() => Ig.Change(
        "live_comments", $$$$"""{"id":"5_7","from":{"id":"{{{{Ann}}}}"},"media":{"id":"18"}}""", Zero);

    private static Log Group() => L.Change("group_feed",
        $$$$"""{"item":"comment","verb":"add","comment_id":"5_7","from":{"id":"{{{{Ann}}}}"},"created_time":{{{{L.Stamp(Zero) / 1000}}}}}""",
        Zero);

    private static Log German() =>
        L.Person("\"country\":\"DE\"").Says(Zero).Sends(Zero, "I am an automated chatbot", more: Bot);

    private static string Labels(Log log, Duration at) =>
        $$$$"""{"called":{"at":"{{{{log.Iso(at)}}}}","page":"{{{{Shop}}}}","app":"500","method":"GET","path":"/v12.0/me/custom_labels"}}""";
}
