using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Hosting;
using Parley.Wire.Content;

namespace Parley.Server.Tests.Api;

public sealed class ContentTests
{
    private const string Offer = "20% off everything today, shop now!";
    private const string Event = "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"CONFIRMED_EVENT_UPDATE\"";
    private const string Response = "\"messaging_type\":\"RESPONSE\"";

    [Fact]
    public async Task An_offer_under_a_tag_is_accepted_and_recorded_with_the_words_it_rests_on()
    {
        await using var bed = await ApiBed.Start();
        var scene = await Written(bed);
        var decided = await Decide(scene, Event, Offer);
        Assert.True(decided.GetProperty("wire").GetProperty("accept").GetBoolean());
        Assert.Contains("promo_tag", Rules(decided));
        Assert.Equal("tag:CONFIRMED_EVENT_UPDATE", decided.GetProperty("lane").GetString());

        await Send(scene, Event, Offer);
        var row = Assert.Single((await bed.Get("journal?kind=sent")).Data);
        var finding = row.GetProperty("policy").EnumerateArray()
            .Single(one => one.GetProperty("rule").GetString() == "promo_tag");
        Assert.Equal("violation", finding.GetProperty("level").GetString());
        Assert.Contains("20% off", finding.GetProperty("because").GetString(), StringComparison.Ordinal);
        Assert.Equal(Rules(decided), Rules(row));
    }

    [Fact]
    public async Task Strict_mode_refuses_it_before_the_wire_and_explains_what_was_found()
    {
        await using var bed = await ApiBed.Start(options => options with { Mode = "strict" });
        var scene = await Written(bed);
        var refused = (await Graph(scene, Event, Offer)).GetProperty("error");
        Assert.Equal(368, refused.GetProperty("code").GetInt32());
        Assert.Contains("promo_tag", Rules(refused.GetProperty("error_data")));
        Assert.Equal(
            "policy_violation",
            refused.GetProperty("error_data").GetProperty("wire").GetProperty("reason").GetString());
        Assert.Empty((await bed.Get("journal?kind=sent")).Data);
        var row = Assert.Single((await bed.Get("journal?kind=refused")).Data);
        Assert.Contains("promo_tag", Rules(row));
        Assert.True((await Graph(scene, Event, "Your class begins at nine.")).TryGetProperty("message_id", out _));
    }

    [Theory]
    [InlineData("Your card 4111 1111 1111 1111 was charged", "card")]
    [InlineData("Pay here: https://paypal.me/bakery/20", "paylink")]
    public async Task What_no_lane_bears_is_found_inside_the_window_too(string text, string rule)
    {
        await using var bed = await ApiBed.Start();
        Assert.Contains(rule, Rules(await Decide(await Written(bed), Response, text)));
    }

    [Fact]
    public async Task Buttons_of_a_template_are_read_too()
    {
        await using var bed = await ApiBed.Start();
        var scene = await Written(bed);
        var decided = await Ask(scene, Event, """
            {"attachment":{"type":"template","payload":{"template_type":"button","text":"Flash sale: everything 20% off",
             "buttons":[{"type":"web_url","title":"Shop now","url":"https://example.com/sale"}]} } }
            """);
        Assert.Contains("promo_tag", Rules(decided));
    }

    [Theory]
    [InlineData("US", "CA", "violation")]
    [InlineData("DE", null, "violation")]
    [InlineData("FR", null, "advise")]
    [InlineData("US", "NY", "advise")]
    public async Task A_first_automated_message_says_that_it_is_one(string country, string? region, string level)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var place = region is null ? "" : $",\"region\":\"{region}\"";
        (await bed.Patch("people/" + scene.Ada, $$"""{"country":"{{country}}"{{place}}}""")).Ok();
        var heard = await Written(scene);
        var silent = await Decide(heard, Response, "We are open until six.");
        var finding = Assert.Single(silent.GetProperty("policy").EnumerateArray());
        Assert.Equal("disclosure", finding.GetProperty("rule").GetString());
        Assert.Equal(level, finding.GetProperty("level").GetString());
        Assert.Empty(Rules(await Decide(heard, Response, "I'm the Corner Bakery bot. We are open until six.")));
        Assert.Empty(Rules(await Decide(heard, Response, "We are open until six.", ",\"author\":\"human\"")));

        // Said once, it holds; after a human it is due again.
        await Send(heard, Response, "I am an automated chatbot. What can I do for you?");
        Assert.Empty(Rules(await Decide(heard, Response, "We are open until six.")));
        await Send(heard, Response, "Ben here, one moment.", "human");
        Assert.Equal(["disclosure"], Rules(await Decide(heard, Response, "We are open until six.")));
    }

    [Theory]
    [InlineData("en_GB", "I'm the Corner Bakery bot", "You are talking to a bot")]
    [InlineData("ja_JP", "これはCorner Bakeryのボットです", "チャットの相手はボットです")]
    [InlineData("es_MX", "Soy el bot de Corner Bakery", "Estás hablando con un bot")]
    public async Task An_obligation_tells_what_to_say_in_the_persons_language(string locale, string first, string again)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await bed.Patch("people/" + scene.Ada, $$"""{"country":"DE","locale":"{{locale}}"}""")).Ok();
        var heard = await Written(scene);
        var owed = Assert.Single((await Decide(heard, Response, "Yes.")).GetProperty("obligations").EnumerateArray());
        Assert.Equal("beginning", owed.GetProperty("moment").GetString());
        Assert.Equal("DE", owed.GetProperty("market").GetString());
        Assert.Equal(first, owed.GetProperty("text").GetString());

        // Said in these words, it is said; and after a human, there are words for that.
        await Send(heard, Response, first);
        Assert.Empty(Rules((await bed.Get("journal?kind=sent")).Data[^1]));
        await Send(heard, Response, "Ben here, one moment.", "human");
        owed = Assert.Single((await Decide(heard, Response, "Yes.")).GetProperty("obligations").EnumerateArray());
        Assert.Equal("human_to_bot", owed.GetProperty("moment").GetString());
        Assert.Equal(again, owed.GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_readings_of_the_settings_decide()
    {
        var file = """{"readings":{"disclosure_markets":["FR"],"window_end_included":false,"stop_confirmed":false}}""";
        var readings = SettingsFile.Read(Encoding.UTF8.GetBytes(file)).Readings;
        await using var bed = await ApiBed.Start(options => options with { Readings = readings });
        var scene = await bed.Scene();
        (await bed.Patch("people/" + scene.Ada, """{"country":"FR"}""")).Ok();
        var heard = await Written(scene);
        var decided = await Decide(heard, Response, "Yes.");
        Assert.Equal("FR", decided.GetProperty("obligations")[0].GetProperty("market").GetString());
        Assert.Equal("violation", decided.GetProperty("policy")[0].GetProperty("level").GetString());
        decided = await Decide(heard, Response, "Yes.", ",\"at\":\"2021-10-06T12:00:00.000Z\"");
        Assert.False(decided.GetProperty("wire").GetProperty("accept").GetBoolean());
        (await heard.Act("message", "\"text\":\"stop\"")).Ok();
        Assert.Contains("optout", Rules(await Decide(heard, Response, "I am a bot. Goodbye.")));
    }

    [Theory]
    [InlineData("""{"readings":{"lapse":"PT1H"}}""", "readings.lapse")]
    [InlineData("""{"readings":{"one_time_requests_per_day":0}}""", "readings.one_time_requests_per_day")]
    [InlineData("""{"readings":{"disclosure_markets":["Germany"]}}""", "readings.disclosure_markets")]
    [InlineData("""{"readings":{"one_time_life":"PT0S"}}""", "readings.one_time_life")]
    public void A_reading_that_makes_no_sense_is_named(string json, string setting) => Assert.Contains(
        setting,
        Assert.Single(OptionFaults.Of(SettingsFile.Read(Encoding.UTF8.GetBytes(json)))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"readings":{"lapse":24}}""", "readings.lapse")]
    [InlineData("""{"readings":{"news_retired_on":"soon"}}""", "readings.news_retired_on")]
    [InlineData("""{"readings":{"colour":1}}""", "readings.colour")]
    public void A_reading_of_the_wrong_kind_is_named(string json, string setting) => Assert.Contains(
        setting,
        Assert.Throws<SettingsException>(() => SettingsFile.Read(Encoding.UTF8.GetBytes(json))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Whoever_says_stop_gets_one_confirmation_and_no_more_until_they_speak_again()
    {
        await using var bed = await ApiBed.Start();
        var scene = await Written(bed);
        var said = (await scene.Act("message", "\"text\":\" STOP! \"")).Ok();
        var row = (await bed.Get("journal?kind=message")).Data[^1];
        Assert.Equal(said.Text("mid"), row.GetProperty("mid").GetString());
        Assert.True(row.GetProperty("says_stop").GetBoolean());
        Assert.DoesNotContain("optout", Rules(await Decide(scene, Response, "You will hear no more.")));
        Assert.Contains("optout", Rules(await Decide(scene, Response, "Before you go: " + Offer)));
        await Send(scene, Response, "You will hear no more.");
        Assert.Contains("optout", Rules(await Decide(scene, Response, "One last thing")));
        (await scene.Act("message", "\"text\":\"Stop sending me hats, send shoes\"")).Ok();
        Assert.DoesNotContain("optout", Rules(await Decide(scene, Response, "One last thing")));
        Assert.False((await bed.Get("journal?kind=message")).Data[^1].TryGetProperty("says_stop", out _));
    }

    [Fact]
    public async Task A_tap_on_a_stop_button_says_stop_too()
    {
        await using var bed = await ApiBed.Start();
        var scene = await Written(bed);
        (await scene.Act("postback", "\"payload\":\"UNSUB\",\"title\":\"Unsubscribe\"")).Ok();
        await Send(scene, Response, "Done.");
        Assert.Contains("optout", Rules(await Decide(scene, Response, "One last thing")));
    }

    [Fact]
    public async Task Switched_off_nobody_looks_and_nothing_is_found_or_missed()
    {
        await using var bed = await ApiBed.Start(options => options with { Content = new() { Review = false } });
        var scene = await Written(bed);
        (await scene.Act("message", "\"text\":\"stop\"")).Ok();
        Assert.Empty(Rules(await Decide(scene, Event, Offer)));
        Assert.DoesNotContain((await bed.Get("journal")).Data, row => row.TryGetProperty("says_stop", out _));
    }

    [Fact]
    public async Task A_host_may_bring_a_review_of_its_own()
    {
        await using var bed = await ApiBed.Start(
            options => options, services => services.AddSingleton<IContentReview, NoHats>());
        var scene = await Written(bed);
        var decided = await Decide(scene, Event, "A new hat");
        Assert.Contains("promo_tag", Rules(decided));
        Assert.DoesNotContain("promo_tag", Rules(await Decide(scene, Event, Offer)));
        (await scene.Act("message", "\"text\":\"basta\"")).Ok();
        Assert.True((await bed.Get("journal?kind=message")).Data[^1].GetProperty("says_stop").GetBoolean());
    }

    [Theory]
    [InlineData("""{"content":{"reviewer":{"threshold":0}}}""", "content.reviewer.threshold")]
    [InlineData("""{"content":{"reviewer":{"link_share":-1}}}""", "content.reviewer.link_share")]
    [InlineData("""{"content":{"reviewer":{"longest_gap":-1}}}""", "content.reviewer.longest_gap")]
    public void A_number_of_the_review_that_makes_no_sense_is_named(string json, string setting)
    {
        var options = SettingsFile.Read(Encoding.UTF8.GetBytes(json));
        Assert.Contains(setting, Assert.Single(OptionFaults.Of(options)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_the_review_that_makes_a_finding_is_a_setting()
    {
        await using var bed = await ApiBed.Start(options =>
            options with { Content = new() { Reviewer = new() { Threshold = 50 } } });
        Assert.DoesNotContain("promo_tag", Rules(await Decide(await Written(bed), Event, Offer)));
    }

    private static async Task<Heard> Written(ApiBed bed) => await Written(await bed.Scene());

    private static async Task<Heard> Written(Scene scene) =>
        new(scene, (await scene.Act("message", "\"text\":\"hi\"")).Ok().Text("psid"));

    private static string[] Rules(JsonElement decision) =>
        decision.TryGetProperty("policy", out var policy)
            ? [.. policy.EnumerateArray().Select(one => one.GetProperty("rule").GetString()!)]
            : [];

    private static Task<JsonElement> Decide(Heard scene, string type, string text, string more = "") =>
        Ask(scene, type, JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = text }), more);

    private static async Task<JsonElement> Ask(Heard scene, string type, string message, string more = "")
    {
        var request = $$$"""{"recipient":{"id":"{{{scene.Psid}}}"},{{{type}}},"message":{{{message}}}}""";
        var body = $$"""{"page":"{{scene.Page}}","request":{{request}}{{more}}}""";
        return (await scene.Bed.Post("decide", body)).Ok().Json;
    }

    private static async Task Send(Heard scene, string type, string text, string author = "bot") =>
        Assert.True((await Graph(scene, type, text, author)).TryGetProperty("message_id", out _));

    private static async Task<JsonElement> Graph(Heard scene, string type, string text, string author = "bot")
    {
        var told = JsonSerializer.Serialize(text);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v12.0/me/messages?access_token={scene.Token}")
        {
            Content = new StringContent(
                $$$"""{"recipient":{"id":"{{{scene.Psid}}}"},{{{type}}},"message":{"text":{{{told}}} } }""",
                Encoding.UTF8,
                "application/json"),
        };
        request.Headers.Add("X-Parley-Explain", "1");
        request.Headers.Add("X-Parley-Author", author);
        using var response = await scene.Bed.Client.SendAsync(request);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>A scene in which Ada has written.</summary>
    private sealed record Heard(Scene Scene, string Psid)
    {
        public ApiBed Bed => Scene.Bed;

        public string Page => Scene.Page;

        public string Ada => Scene.Ada;

        public string Token => Scene.Token;

        public Task<Told> Act(string act, string fields) => Scene.Act(act, fields);
    }

    private sealed class NoHats : IContentReview
    {
        public ImmutableArray<ContentFinding> Review(JsonElement message, ReviewContext context) =>
            message.GetRawText().Contains("hat", StringComparison.Ordinal)
                ? [new ContentFinding(ContentRules.Promo, "message[text]", 0, 3, "hat", 0.9, "en")]
                : [];

        public bool IsStopWord(string text) => text is "basta";
    }
}
