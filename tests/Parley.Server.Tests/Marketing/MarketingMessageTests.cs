using System.Text.Json;

namespace Parley.Server.Tests.Marketing;

/// <summary>Paid marketing messages: to subscribers only, once a day, not everywhere, never past the budget.</summary>
public sealed class MarketingMessageTests
{
    [Fact]
    public async Task A_subscriber_gets_one_a_day_long_after_the_window_and_it_opens_nothing()
    {
        await using var bed = await MarketingBed.Start();
        var (_, psid) = await bed.Subscriber();
        await bed.Advance("P60D");
        var (campaign, token) = (await bed.Campaign(), await bed.TokenOf(psid));
        var sent = (await bed.Send(campaign, token)).Ok();
        Assert.True(sent.Json.GetProperty("success").GetBoolean());
        Assert.True(Guid.TryParseExact(sent.Text("marketing_message_tracking_id"), "D", out _));

        await bed.Advance("PT23H59M59.999S");
        Assert.Equal("2300035", (await bed.Send(campaign, token)).Code());
        await bed.Advance("PT0.001S");
        var again = (await bed.Send(campaign, token)).Ok();
        Assert.NotEqual(
            sent.Text("marketing_message_tracking_id"), again.Text("marketing_message_tracking_id"));
        Assert.Equal((false, "outside_window"), await bed.Scene.Verdict(psid, "\"messaging_type\":\"RESPONSE\""));

        var messages = (await bed.Api.Get($"threads/{bed.Scene.Page}/{psid}/messages")).Data;
        Assert.Equal(3, messages.Length);
        var row = (await bed.Api.Get("journal?kind=sent")).Data[0];
        Assert.Equal(
            ("marketing", "marketing", token),
            (row.GetProperty("lane").GetString(), row.GetProperty("address").GetString(),
                row.GetProperty("named").GetString()));
    }

    [Theory]
    [InlineData("FR", "2300032")]
    [InlineData("GB", "2300032")]
    [InlineData("AU", "2300032")]
    [InlineData("US", "")]
    public async Task It_does_not_reach_everywhere(string country, string code)
    {
        await using var bed = await MarketingBed.Start();
        var (_, psid) = await bed.Subscriber($",\"country\":\"{country}\"");
        Assert.Equal(code, (await bed.Send(await bed.Campaign(), await bed.TokenOf(psid))).Code());
    }

    [Fact]
    public async Task Names_are_put_into_the_text()
    {
        await using var bed = await MarketingBed.Start();
        var (_, psid) = await bed.Subscriber();
        const string text = """{"text":"{{first_name}}|{{last_name}}|{{full_name}}|{{pet}}"}""";
        (await bed.Send(await bed.Campaign(), await bed.TokenOf(psid), text)).Ok();
        var told = (await bed.Api.Get($"threads/{bed.Scene.Page}/{psid}/messages")).Data[^1];
        Assert.Equal("Ada King|Lovelace|Ada King Lovelace|{{pet}}", told.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Whoever_opts_out_gets_no_more_and_is_no_subscriber()
    {
        await using var bed = await MarketingBed.Start();
        var (person, psid) = await bed.Subscriber();
        (await bed.Act(person, "marketing_stop")).Refuses(422, "act");
        var (campaign, token) = (await bed.Campaign(), await bed.TokenOf(psid));
        (await bed.Send(campaign, token)).Ok();
        (await bed.Act(person, "marketing_stop", "", "instagram")).Refuses(422, "act");
        (await bed.Act(person, "marketing_stop")).Ok();
        (await bed.Act(person, "marketing_stop")).Refuses(422, "act");
        await bed.Advance("P2D");
        Assert.Equal("2300034", (await bed.Send(campaign, token)).Code());
        Assert.Empty(await bed.Tokens());
        Assert.Single((await bed.Api.Get("journal?kind=marketing_stopped")).Data);
    }

    [Fact]
    public async Task An_opt_in_to_recurring_notifications_is_a_subscription_until_it_is_stopped()
    {
        await using var bed = await MarketingBed.Start();
        var (person, token) = await OptIn(bed);
        var campaign = await bed.Campaign();
        (await bed.Send(campaign, token)).Ok();
        (await bed.Act(person, "stop", $"\"token\":\"{token}\"")).Ok();
        await bed.Advance("P2D");
        Assert.Equal("2300034", (await bed.Send(campaign, token)).Code());
        Assert.Empty(await bed.Tokens());
        (await bed.Act(person, "resume", $"\"token\":\"{token}\"")).Ok();
        Assert.Equal(token, Assert.Single(await bed.Tokens()).GetProperty("notification_messages_token").GetString());
        (await bed.Send(campaign, token)).Ok();
    }

    [Fact]
    public async Task Who_blocks_the_page_is_not_available()
    {
        await using var bed = await MarketingBed.Start();
        var (person, psid) = await bed.Subscriber();
        var (campaign, token) = (await bed.Campaign(), await bed.TokenOf(psid));
        (await bed.Act(person, "block")).Ok();
        Assert.Equal("551/1545041", (await bed.Send(campaign, token)).Code());
    }

    [Fact]
    public async Task Nobody_but_a_subscriber_of_the_page_has_a_token()
    {
        await using var bed = await MarketingBed.Start();
        var campaign = await bed.Campaign();
        (await bed.Act(bed.Scene.Ada, "message", "\"text\":\"hi\"")).Ok();
        (await bed.Act(bed.Scene.Ada, "message", "\"text\":\"hi\",\"ad\":{\"ad_id\":\"1\"}", "instagram")).Ok();
        Assert.Empty(await bed.Tokens());
        var (_, psid) = await bed.Subscriber();
        var token = await bed.TokenOf(psid);
        var forged = (token[0] == 'A' ? "B" : "A") + token[1..];
        Assert.Equal("100/9900086", (await bed.Send(campaign, forged)).Code());
        Assert.Equal("100/9900086", (await bed.Send(campaign, psid)).Code());

        // The same token at another page.
        var page = (await bed.Api.Post("pages", """{"name":"Other"}""")).Ok();
        var other = page.Json.GetProperty("tokens").GetProperty(bed.Scene.App).GetString();
        var answer = await bed.Api.Tell(
            HttpMethod.Post,
            $"/v25.0/{page.Text("ad_account")}/message_campaign?access_token={other}",
            $$"""{"name":"Mine","page_id":"{{page.Text("id")}}"}""");
        var sent = await bed.Api.Tell(
            HttpMethod.Post,
            $"/v25.0/{page.Text("ad_account")}/messages?access_token={other}",
            $$$"""
            {"message_id":"{{{answer.Ok().Text("id")}}}","message":{{{MarketingBed.Text}}},
             "messenger_delivery_data":{"subscription_token":"{{{token}}}"}}
            """);
        Assert.Equal("100/9900086", sent.Code());
    }

    [Fact]
    public async Task A_recent_talk_can_be_a_reason_to_wait()
    {
        await using var bed = await MarketingBed.Start();
        var (_, psid) = await bed.Subscriber();
        var (campaign, token) = (await bed.Campaign(), await bed.TokenOf(psid));
        const string hour = ",\"min_conversation_gap_seconds\":3600";
        await bed.Advance("PT59M59.999S");
        var early = await bed.Send(campaign, token, more: hour);
        Assert.Equal("2300052", early.Code());
        await bed.Advance("PT0.001S");
        (await bed.Send(campaign, token, more: hour)).Ok();

        // A paid message is no talk; the next one comes a day later whatever the gap.
        await bed.Advance("P1D");
        (await bed.Send(campaign, token, more: ",\"min_conversation_gap_seconds\":\"86400\"")).Ok();
    }

    [Theory]
    [InlineData("""{"messenger_delivery_data":{"subscription_token":"T"},"message":{"text":"a"}}""", "100", "message_id")]
    [InlineData("""{"message_id":"x","messenger_delivery_data":{"subscription_token":"T"},"message":{"text":"a"}}""", "100", "message_id")]
    [InlineData("""{"message_id":"7","messenger_delivery_data":{"subscription_token":"T"},"message":{"text":"a"}}""", "100/9900082", "message_id")]
    [InlineData("""{"message_id":"C","message":{"text":"a"}}""", "100", "messenger_delivery_data")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":"T","message":{"text":"a"}}""", "100", "messenger_delivery_data")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":{"token":"T"},"message":{"text":"a"}}""", "100", "token")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":{"subscription_token":{}},"message":{"text":"a"}}""", "100", "subscription_token")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":{"subscription_token":"T"}}""", "100", "message")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":{"subscription_token":"T"},"message":"a"}""", "100", "message")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":{"subscription_token":"T"},"message":{}}""", "100", "Message cannot be empty")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":{"subscription_token":"T"},"message":{"text":["a"]}}""", "100", "message[text]")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":{"subscription_token":"T"},"message":{"text":"a"},"min_conversation_gap_seconds":0}""", "100", "min_conversation_gap_seconds")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":{"subscription_token":"T"},"message":{"text":"a"},"min_conversation_gap_seconds":"soon"}""", "100", "min_conversation_gap_seconds")]
    [InlineData("""{"message_id":"C","messenger_delivery_data":{"subscription_token":"T"},"message":{"attachment":{"type":"template","payload":{"template_type":"one_time_notif_req","title":"a","payload":"b"}}}}""", "100/2534015", "Invalid message data")]
    public async Task What_cannot_be_read_is_refused_by_name(string body, string code, string named)
    {
        await using var bed = await MarketingBed.Start();
        var (_, psid) = await bed.Subscriber();
        var (campaign, token) = (await bed.Campaign(), await bed.TokenOf(psid));
        var told = await bed.Graph(HttpMethod.Post, $"{bed.Account}/messages", body
            .Replace("\"C\"", $"\"{campaign}\"", StringComparison.Ordinal)
            .Replace("\"T\"", $"\"{token}\"", StringComparison.Ordinal));
        Assert.StartsWith(code, told.Code(), StringComparison.Ordinal);
        Assert.Contains(named, told.Message(), StringComparison.Ordinal);
        Assert.Empty((await bed.Api.Get("journal?kind=sent")).Data);
    }

    [Fact]
    public async Task A_plain_text_has_at_most_640_characters()
    {
        await using var bed = await MarketingBed.Start();
        var (_, psid) = await bed.Subscriber();
        var (campaign, token) = (await bed.Campaign(), await bed.TokenOf(psid));
        var long641 = $$"""{"text":"{{new string('a', 641)}}"}""";
        Assert.Contains("640", (await bed.Send(campaign, token, long641)).Message(), StringComparison.Ordinal);
        (await bed.Send(campaign, token, $$"""{"text":"{{new string('a', 640)}}"}""")).Ok();
    }

    [Theory]
    [InlineData("2024-08-19")]
    [InlineData("2021-10-01")]
    public async Task Before_2025_there_is_no_such_product(string edition)
    {
        await using var bed = await MarketingBed.Start(edition);
        var made = await bed.Graph(
            HttpMethod.Post,
            $"{bed.Account}/message_campaign",
            $$"""{"name":"Autumn","page_id":"{{bed.Scene.Page}}"}""");
        Assert.Equal("100", made.Code());
        Assert.Equal("100", (await bed.Send("7", "T")).Code());
    }

    [Fact]
    public async Task An_app_needs_all_three_permissions()
    {
        await using var bed = await MarketingBed.Start();
        var (_, psid) = await bed.Subscriber();
        var (campaign, token) = (await bed.Campaign(), await bed.TokenOf(psid));
        Assert.Equal("200", await With("\"pages_messaging\",\"paid_marketing_messages\""));
        Assert.Equal("230", await With("\"ads_management\",\"paid_marketing_messages\""));
        Assert.Equal("200", await With("\"ads_management\",\"pages_messaging\""));
        Assert.Equal("", await With("\"ads_management\",\"pages_messaging\",\"marketing_messages_messenger\""));

        async Task<string> With(string permissions)
        {
            (await bed.Api.Patch($"apps/{bed.Scene.App}", $$"""{"permissions":[{{permissions}}]}""")).Ok();
            return (await bed.Send(campaign, token)).Code();
        }
    }

    [Fact]
    public async Task Two_sends_at_once_never_spend_the_same_money()
    {
        await using var bed = await MarketingBed.Start();
        var psids = new List<string>();
        for (var i = 0; i < 12; i++) psids.Add((await bed.Subscriber()).Psid);
        var campaign = await bed.Campaign(",\"lifetime_budget\":100,\"bid_amount\":20");
        var tokens = await Task.WhenAll(psids.Select(bed.TokenOf));
        var answers = await Task.WhenAll(tokens.Select(token => bed.Send(campaign, token)));
        Assert.Equal(5, answers.Count(answer => answer.Code() == ""));
        Assert.Equal(7, answers.Count(answer => answer.Code() == "100/9900085"));
        Assert.Equal(5, (await bed.Api.Get("journal?kind=sent")).Data.Length);
    }

    [Fact]
    public async Task A_refused_message_costs_nothing()
    {
        await using var bed = await MarketingBed.Start();
        var (_, far) = await bed.Subscriber(",\"country\":\"FR\"");
        var (_, near) = await bed.Subscriber();
        var campaign = await bed.Campaign(",\"lifetime_budget\":20,\"bid_amount\":20");
        Assert.Equal("2300032", (await bed.Send(campaign, await bed.TokenOf(far))).Code());
        (await bed.Send(campaign, await bed.TokenOf(near))).Ok();
    }

    [Fact]
    public async Task The_words_of_a_paid_message_are_looked_at_and_a_strict_page_sends_none_that_break_a_rule()
    {
        await using var bed = await MarketingBed.Start();
        var (_, psid) = await bed.Subscriber();
        (await bed.Api.Patch($"pages/{bed.Scene.Page}", """{"mode":"strict"}""")).Ok();
        var told = await bed.Send(
            await bed.Campaign(), await bed.TokenOf(psid), """{"text":"Charged to card 4111 1111 1111 1111"}""");
        Assert.Equal("368/9900119", told.Code());
    }

    private static async Task<(string Person, string Token)> OptIn(MarketingBed bed)
    {
        var psid = (await bed.Act(bed.Scene.Ada, "message", "\"text\":\"hi\"")).Ok().Text("psid");
        var asked = await bed.Scene.Send(psid, """
            {"attachment":{"type":"template","payload":{"template_type":"notification_messages","title":"Offers",
              "payload":"OFFERS"}}}
            """);
        var token = (await bed.Act(bed.Scene.Ada, "subscribe", $"\"mid\":\"{asked}\"")).Ok().Text("token");
        JsonElement listed = Assert.Single(await bed.Tokens());
        Assert.Equal(
            (psid, token, "Offers"),
            (listed.GetProperty("recipient_id").GetString(),
                listed.GetProperty("notification_messages_token").GetString(),
                listed.GetProperty("topic_title").GetString()));
        return (bed.Scene.Ada, token);
    }
}
