using System.Buffers;
using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Tests;

public sealed class GraphErrorTests
{
    private const string Trace = "AbCdEfGhIjKlMnOpQrStUvW";

    public static TheoryData<string, Channel> Refusals()
    {
        var rows = new TheoryData<string, Channel>();
        foreach (var reason in Reason.All.Where(reason => reason != Reason.ContactTermsMissing))
        {
            foreach (var channel in Enum.GetValues<Channel>()) rows.Add(reason.Name, channel);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_reason_has_an_error_on_every_channel(string reason, Channel channel)
    {
        var error = GraphErrors.For(Reason.All.Single(one => one.Name == reason), channel);
        Assert.Equal(reason, error.Name);
        Assert.DoesNotContain("{0}", error.Message + error.UserMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_label_call_says_where_the_terms_are_accepted()
    {
        var error = GraphErrors.ForLabels(Reason.ContactTermsMissing, "http://here/terms");
        Assert.Equal(
            (400, 2, 2018344, "Service temporarily unavailable", false),
            (error.Status, error.Code, error.Subcode, error.Message, error.IsTransient));
        Assert.EndsWith(" http://here/terms", error.UserMessage);
        Assert.Equal(10, GraphErrors.ForLabels(Reason.RegionOff, "").Code);
    }

    [Theory]
    [InlineData("outside_window", Channel.Messenger, 10, 2018278)]
    [InlineData("outside_window", Channel.Instagram, 10, 2534022)]
    [InlineData("recipient_unknown", Channel.Messenger, 100, 2018001)]
    [InlineData("recipient_unknown", Channel.Instagram, 100, 2534014)]
    [InlineData("blocked", Channel.Messenger, 551, 1545041)]
    [InlineData("blocked", Channel.Instagram, 551, 1545041)]
    [InlineData("feature_missing", Channel.Messenger, 10, 9900010)]
    [InlineData("tag_missing", Channel.Messenger, 100, 9900001)]
    [InlineData("tag_unexpected", Channel.Messenger, 100, 9900005)]
    [InlineData("tag_unknown", Channel.Messenger, 100, null)]
    [InlineData("tag_unknown", Channel.Instagram, 100, 2534015)]
    [InlineData("tag_retired", Channel.Messenger, 100, 1893061)]
    [InlineData("channel_unfit", Channel.Messenger, 100, null)]
    [InlineData("channel_unfit", Channel.Instagram, 100, 2534015)]
    [InlineData("content_unfit", Channel.Messenger, 100, 9900011)]
    [InlineData("lane_unknown", Channel.Messenger, 100, null)]
    [InlineData("page_restricted", Channel.Messenger, 10, 1893063)]
    [InlineData("page_restricted", Channel.Instagram, 100, 2534029)]
    [InlineData("lane_restricted", Channel.Messenger, 10, 9900060)]
    [InlineData("comment_unknown", Channel.Messenger, 100, 2018292)]
    [InlineData("comment_unknown", Channel.Instagram, 100, 2534025)]
    [InlineData("news_not_registered", Channel.Messenger, 10, 2018065)]
    [InlineData("one_time_not_granted", Channel.Messenger, 10, 9900023)]
    [InlineData("template_unknown", Channel.Messenger, 100, 9900030)]
    [InlineData("region_off", Channel.Messenger, 10, 2018336)]
    [InlineData("one_time_token_unknown", Channel.Messenger, 100, 9900020)]
    [InlineData("one_time_token_used", Channel.Messenger, 100, 9900021)]
    [InlineData("one_time_token_expired", Channel.Messenger, 100, 9900022)]
    [InlineData("recurring_token_unknown", Channel.Messenger, 100, null)]
    [InlineData("recurring_token_expired", Channel.Instagram, 100, null)]
    [InlineData("topic_stopped", Channel.Messenger, 10, 1893015)]
    [InlineData("request_repeated", Channel.Messenger, 613, 1893016)]
    [InlineData("request_quota", Channel.Instagram, 9, 2018352)]
    [InlineData("survey_open", Channel.Messenger, 613, 2018338)]
    [InlineData("too_soon", Channel.Messenger, 4, 2018354)]
    [InlineData("already_replied", Channel.Messenger, 10900, null)]
    [InlineData("already_replied", Channel.Instagram, 100, 2534025)]
    [InlineData("comment_removed", Channel.Messenger, 10902, null)]
    [InlineData("reply_impossible", Channel.Messenger, 10903, null)]
    [InlineData("reply_impossible", Channel.Instagram, 100, 2534025)]
    [InlineData("marketing_region", Channel.Messenger, 2300032, null)]
    [InlineData("marketing_stopped", Channel.Messenger, 2300034, null)]
    [InlineData("marketing_too_soon", Channel.Messenger, 2300035, null)]
    public void A_refusal_has_the_platforms_code(string reason, Channel channel, int code, int? subcode)
    {
        var error = GraphErrors.Get(reason, channel);
        Assert.Equal((code, subcode, 400), (error.Code, error.Subcode, error.Status));
    }

    [Theory]
    [InlineData("outside_window", "2020-03-03", 10, 2018065)]
    [InlineData("outside_window", "2020-03-04", 10, 2018278)]
    [InlineData("page_restricted", "2026-06-24", 2022, null)]
    [InlineData("page_restricted", "2026-06-25", 10, 1893063)]
    public void Some_codes_changed_on_a_day(string reason, string day, int code, int? subcode)
    {
        var error = GraphErrors.Get(
            reason, Channel.Messenger, NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value);
        Assert.Equal((code, subcode), (error.Code, error.Subcode));
    }

    [Fact]
    public void Codes_stand_in_front_of_messages_but_where_the_platform_writes_none() =>
        Assert.All(GraphErrors.Rows, row =>
        {
            var bare = row.Error is { Type: "GraphMethodException" } or { Code: 0 or 190 or 2500 }
                || row.Error.Message is "Invalid parameter" or "Service temporarily unavailable";
            Assert.Equal(!bare, row.Error.Message.StartsWith($"(#{row.Error.Code}) ", StringComparison.Ordinal));
        });

    [Fact]
    public void Statuses_follow_the_codes() => Assert.All(GraphErrors.Rows, row => Assert.Equal(
        row.Error.Code switch { 1 => 500, 3 or 230 or (>= 200 and <= 299) => 403, 803 => 404, _ => 400 },
        row.Error.Status));

    [Fact]
    public void Every_row_says_where_it_was_read_and_when() => Assert.All(GraphErrors.Rows, row =>
    {
        Assert.NotEmpty(row.Source);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", row.Checked);
    });

    [Fact]
    public void Our_own_subcodes_explain_themselves() => Assert.All(
        GraphErrors.Rows.Where(row => row.Error.Subcode is >= 9900000 and <= 9999999),
        row => Assert.NotNull(row.Error.UserTitle));

    [Fact]
    public void Envelopes_are_the_platforms_to_the_byte()
    {
        Golden.Check("error-outside-window.json", Written(GraphErrors.For(Reason.OutsideWindow, Channel.Messenger)));
        Golden.Check(
            "error-outside-window-instagram.json",
            Written(GraphErrors.For(Reason.OutsideWindow, Channel.Instagram).OnInstagramHost()));
        Golden.Check("error-tag-missing.json", Written(GraphErrors.For(Reason.TagMissing, Channel.Messenger)));
        Golden.Check("error-unavailable.json", Written(GraphErrors.Get("unavailable")));
        Golden.Check("error-object-unknown.json", Written(GraphErrors.Get("object_unknown", "get", "1/messages")));
        Golden.Check("error-explained.json", Written(GraphErrors.For(Reason.Blocked, Channel.Messenger), "d_1"));
    }

    [Fact]
    public void A_strict_refusal_names_the_rule()
    {
        var finding = new Finding("automated", FindingLevel.Violation, "a bot wrote under HUMAN_AGENT");
        var outcome = new Outcome(false, Reason.PolicyViolation, null, [finding]);

        Golden.Check(
            "error-strict.json", Written(GraphErrors.For(in outcome, Channel.Messenger, new LocalDate(2021, 10, 1))));
    }

    [Fact]
    public void Every_rule_has_a_subcode_of_its_own_and_a_sentence()
    {
        Assert.Equal(24, GraphErrors.RuleSubcodes.Values.Distinct().Count());
        Assert.All(GraphErrors.RuleSubcodes, rule =>
        {
            Assert.InRange(rule.Value, 9900101, 9900199);
            Assert.NotEqual("rule." + rule.Key, Sentences.English.OfRule(rule.Key));
        });
    }

    [Fact]
    public void On_the_instagram_host_a_shut_window_is_forbidden_and_the_type_is_its_own()
    {
        var shut = GraphErrors.For(Reason.OutsideWindow, Channel.Instagram).OnInstagramHost();
        var unknown = GraphErrors.For(Reason.RecipientUnknown, Channel.Instagram).OnInstagramHost();

        Assert.Equal((403, "IGApiException"), (shut.Status, shut.Type));
        Assert.Equal((400, "IGApiException"), (unknown.Status, unknown.Type));
    }

    [Theory]
    [InlineData("token_invalid", "invalid_token")]
    [InlineData("capability_missing", "insufficient_scope")]
    [InlineData("permission_missing", "insufficient_scope")]
    [InlineData("outside_window", "invalid_request")]
    public void The_challenge_names_the_kind_of_fault(string name, string word) =>
        Assert.StartsWith(
            $"OAuth \"Facebook Platform\" \"{word}\" \"", GraphErrors.Get(name).Challenge, StringComparison.Ordinal);

    [Fact]
    public void The_challenge_is_a_legal_header_whatever_the_client_sent() => CsCheck.Check.Sample(
        CsCheck.Gen.String,
        text => Assert.Matches("^[ -~]*$", GraphErrors.Get("param_keys", text, "a\r\nSet-Cookie: b").Challenge));

    [Fact]
    public void Long_input_is_cut_in_messages()
    {
        var start = new string('a', 199);
        var message = GraphErrors.Get("param_keys", start + "😀" + new string('b', 5000), "{0}{1}").Message;

        Assert.Equal($"(#100) Invalid keys \"{start}...\" were found in param \"{{0}}{{1}}\".", message);
    }

    private static byte[] Written(GraphError error, string? decisionId = null)
    {
        var output = new ArrayBufferWriter<byte>();
        GraphErrorJson.Write(output, error, Trace, decisionId is null ? null : WriteData);
        return output.WrittenSpan.ToArray();

        void WriteData(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("decision_id"u8, decisionId);
            json.WriteEndObject();
        }
    }
}
