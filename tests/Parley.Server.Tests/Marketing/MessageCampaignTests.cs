namespace Parley.Server.Tests.Marketing;

/// <summary>Message campaigns, what they could deliver, and the tokens of subscribers.</summary>
public sealed class MessageCampaignTests
{
    [Fact]
    public async Task A_page_answers_its_ad_account_and_only_its_own_token_may_use_it()
    {
        await using var bed = await MarketingBed.Start();
        Assert.Matches("^act_[0-9]{15}$", bed.Account);
        Assert.Equal(bed.Account, (await bed.Api.Get($"pages/{bed.Scene.Page}")).Text("ad_account"));
        var told = (await bed.Graph(HttpMethod.Get, bed.Account)).Ok();
        Assert.Equal((bed.Account, bed.Account[4..]), (told.Text("id"), told.Text("account_id")));

        var other = (await bed.Api.Post("pages", """{"name":"Other"}""")).Ok().Text("ad_account");
        Assert.NotEqual(bed.Account, other);
        Assert.Equal("100/33", (await bed.Graph(HttpMethod.Get, other)).Code());
        Assert.Equal("100/33", (await bed.Graph(HttpMethod.Get, "act_1")).Code());
        Assert.Equal("2500", (await bed.Graph(HttpMethod.Get, $"{bed.Account}/campaigns")).Code());
        var instagram = bed.Scene.PageJson.GetProperty("instagram_tokens").GetProperty(bed.Scene.App).GetString();
        var stranger = await bed.Api.Tell(
            HttpMethod.Get, $"/v25.0/{bed.Account}?access_token={instagram}", null);
        Assert.Equal("100/33", stranger.Code());
    }

    [Fact]
    public async Task A_campaign_is_read_back_with_its_budget_and_times_and_deleted()
    {
        await using var bed = await MarketingBed.Start();
        var id = await bed.Campaign(",\"lifetime_budget\":5000,\"start_time\":\"2021-10-06T12:00:00+0000\"");
        var told = (await bed.Graph(HttpMethod.Get, $"{id}?fields=campaign{{name}},creative{{actor_id}},adset")).Ok();
        Assert.Equal(
            $$"""
            {"campaign":{"name":"Autumn"},"creative":{"actor_id":"{{bed.Scene.Page}}"},"adset":{"name":"Autumn","daily_budget":"0","lifetime_budget":"5000","start_time":1633521600,"end_time":1636113600},"id":"{{id}}"}
            """,
            told.Json.GetRawText());
        Assert.Equal("100", (await bed.Graph(HttpMethod.Get, id + "?fields=price")).Code());

        var (_, psid) = await bed.Subscriber();
        var token = await bed.TokenOf(psid);
        Assert.Equal("100/9900083", (await bed.Send(id, token)).Code());
        await bed.Advance("P1D");
        (await bed.Send(id, token)).Ok();
        await bed.Advance("P29DT23H59M59.999S");
        (await bed.Send(id, token)).Ok();
        await bed.Advance("P1D");
        Assert.Equal("100/9900083", (await bed.Send(id, token)).Code());

        (await bed.Graph(HttpMethod.Delete, id)).Ok();
        Assert.Equal("100/33", (await bed.Graph(HttpMethod.Get, id)).Code());
        Assert.Equal("100/9900082", (await bed.Send(id, token)).Code());
    }

    [Theory]
    [InlineData("""{"page_id":"P"}""", "100", "name")]
    [InlineData("""{"name":["a"],"page_id":"P"}""", "100", "name")]
    [InlineData("""{"name":"a"}""", "100", "page_id")]
    [InlineData("""{"name":"a","page_id":"me"}""", "100", "page_id")]
    [InlineData("""{"name":"a","page_id":"42"}""", "100/33", "42")]
    [InlineData("""{"name":"a","page_id":"P","daily_budget":0}""", "100", "daily_budget")]
    [InlineData("""{"name":"a","page_id":"P","daily_budget":"much"}""", "100", "daily_budget")]
    [InlineData("""{"name":"a","page_id":"P","lifetime_budget":-1}""", "100", "lifetime_budget")]
    [InlineData("""{"name":"a","page_id":"P","lifetime_budget":1.5}""", "100", "lifetime_budget")]
    [InlineData("""{"name":"a","page_id":"P","daily_budget":1,"lifetime_budget":1}""", "100/9900080", "daily_budget")]
    [InlineData("""{"name":"a","page_id":"P","bid_amount":1000000000001}""", "100", "bid_amount")]
    [InlineData("""{"name":"a","page_id":"P","start_time":"soon"}""", "100", "start_time")]
    [InlineData("""{"name":"a","page_id":"P","start_time":1633435198}""", "100/9900081", "start_time")]
    [InlineData("""{"name":"a","page_id":"P","start_time":1636027201}""", "100/9900081", "start_time")]
    [InlineData("""{"name":"a","page_id":"P","end_time":1633435200}""", "100/9900081", "end_time")]
    [InlineData("""{"name":"a","page_id":"P","end_time":99999999999999999}""", "100", "end_time")]
    public async Task A_campaign_that_cannot_be_is_refused_by_name(string body, string code, string named)
    {
        await using var bed = await MarketingBed.Start();
        var told = await bed.Graph(
            HttpMethod.Post,
            $"{bed.Account}/message_campaign",
            body.Replace("\"P\"", $"\"{bed.Scene.Page}\"", StringComparison.Ordinal));
        Assert.Equal(code, told.Code());
        Assert.Contains(named, told.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"start_time\":1633435200")]
    [InlineData("\"start_time\":1636027200")]
    [InlineData("\"end_time\":1633435201")]
    [InlineData("\"daily_budget\":1,\"bid_amount\":\"1000000000000\"")]
    public async Task A_campaign_at_its_bounds_can_be(string more)
    {
        await using var bed = await MarketingBed.Start();
        Assert.Matches("^9[0-9]{16}$", await bed.Campaign("," + more));
    }

    [Fact]
    public async Task A_name_has_at_most_400_characters()
    {
        await using var bed = await MarketingBed.Start();
        (await Named(400)).Ok();
        Assert.Contains("400", (await Named(401)).Message(), StringComparison.Ordinal);

        Task<Api.Told> Named(int length) => bed.Graph(
            HttpMethod.Post,
            $"{bed.Account}/message_campaign",
            $$"""{"name":"{{new string('a', length)}}","page_id":"{{bed.Scene.Page}}"}""");
    }

    [Fact]
    public async Task An_estimate_counts_whom_a_message_would_reach_now_as_far_as_the_budget_goes()
    {
        await using var bed = await MarketingBed.Start();
        for (var i = 0; i < 4; i++) await bed.Subscriber();
        await bed.Subscriber(",\"country\":\"DE\"");
        var (blocking, _) = await bed.Subscriber();
        (await bed.Act(blocking, "block")).Ok();
        var (_, had) = await bed.Subscriber();
        (await bed.Send(await bed.Campaign(), await bed.TokenOf(had))).Ok();
        Assert.Equal((4, 0), await Estimate(bed, ""));
        Assert.Equal((4, 80), await Estimate(bed, "&bid_amount=20"));
        Assert.Equal((3, 60), await Estimate(bed, "&bid_amount=20&lifetime_budget=79"));
        Assert.Equal((2, 40), await Estimate(bed, "&bid_amount=20&daily_budget=20&lifetime_in_days=2"));
        await bed.Advance("P1D");
        Assert.Equal((5, 0), await Estimate(bed, ""));
    }

    [Theory]
    [InlineData("", "100", "promoted_object")]
    [InlineData("promoted_object=7", "100", "promoted_object")]
    [InlineData("promoted_object={\"page\":\"7\"}", "100", "page")]
    [InlineData("promoted_object={\"page_id\":\"x\"}", "100", "promoted_object[page_id]")]
    [InlineData("promoted_object={\"page_id\":\"42\"}", "100/33", "42")]
    [InlineData("promoted_object={\"page_id\":\"P\"}&lifetime_in_days=0", "100", "lifetime_in_days")]
    [InlineData("promoted_object={\"page_id\":\"P\"}&lifetime_in_days=3651", "100", "lifetime_in_days")]
    [InlineData("promoted_object={\"page_id\":\"P\"}&fields=estimate_mood", "100", "estimate_mood")]
    public async Task An_estimate_that_cannot_be_read_is_refused_by_name(string query, string code, string named)
    {
        await using var bed = await MarketingBed.Start();
        var told = await bed.Graph(
            HttpMethod.Get,
            $"{bed.Account}/message_delivery_estimate?"
            + query.Replace("\"P\"", $"\"{bed.Scene.Page}\"", StringComparison.Ordinal));
        Assert.Equal(code, told.Code());
        Assert.Contains(named, told.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_are_listed_page_by_page_both_ways()
    {
        await using var bed = await MarketingBed.Start();
        var psids = new List<string>();
        for (var i = 0; i < 5; i++) psids.Add((await bed.Subscriber()).Psid);
        psids.Sort((left, right) => long.Parse(left, null).CompareTo(long.Parse(right, null)));
        var first = (await bed.Graph(HttpMethod.Get, $"{bed.Scene.Page}/notification_message_tokens?limit=2")).Ok();
        Assert.Equal(psids[..2], Recipients(first));
        var after = first.Json.GetProperty("paging").GetProperty("cursors").GetProperty("after").GetString();
        var second = (await bed.Graph(
            HttpMethod.Get, $"{bed.Scene.Page}/notification_message_tokens?limit=2&after={after}")).Ok();
        Assert.Equal(psids[2..4], Recipients(second));
        var before = second.Json.GetProperty("paging").GetProperty("cursors").GetProperty("before").GetString();
        var back = (await bed.Graph(
            HttpMethod.Get, $"{bed.Scene.Page}/notification_message_tokens?limit=2&before={before}")).Ok();
        Assert.Equal(psids[..2], Recipients(back));
        Assert.Equal(5, (await bed.Tokens()).Count);
        Assert.Empty(await bed.Tokens("?custom_audience_ids=[1]"));
        Assert.Equal(5, (await bed.Tokens("?do_not_return_duplicates=true")).Count);
        foreach (var wrong in new[] { "do_not_return_duplicates=maybe", "after=x", "limit=0" })
        {
            var path = $"{bed.Scene.Page}/notification_message_tokens?{wrong}";
            Assert.Equal("100", (await bed.Graph(HttpMethod.Get, path)).Code()[..3]);
        }
    }

    [Fact]
    public async Task A_token_tells_since_when_and_when_the_next_paid_message_may_come()
    {
        await using var bed = await MarketingBed.Start();
        var (_, psid) = await bed.Subscriber();
        var fresh = (await bed.Tokens())[0];
        Assert.Equal(1633435200, fresh.GetProperty("creation_timestamp").GetInt64());
        Assert.False(fresh.TryGetProperty("next_eligible_time_for_paid_messaging", out _));
        (await bed.Send(await bed.Campaign(), await bed.TokenOf(psid))).Ok();
        var next = (await bed.Tokens())[0].GetProperty("next_eligible_time_for_paid_messaging");
        Assert.Equal(1633435200 + 86400, next.GetInt64());
    }

    [Fact]
    public async Task Before_recurring_notifications_there_are_no_tokens_to_list()
    {
        await using var bed = await MarketingBed.Start("2021-10-01");
        Assert.Equal(
            "2500", (await bed.Graph(HttpMethod.Get, $"{bed.Scene.Page}/notification_message_tokens")).Code());
    }

    private static async Task<(int Messages, int Cost)> Estimate(MarketingBed bed, string more)
    {
        var told = await bed.Graph(
            HttpMethod.Get,
            $"{bed.Account}/message_delivery_estimate?promoted_object={{\"page_id\":\"{bed.Scene.Page}\"}}"
            + "&targeting_spec={\"publisher_platforms\":[\"messenger\"]}&is_direct_send_campaign=true" + more);
        var one = Assert.Single(told.Ok().Data);
        var high = one.GetProperty("estimate_delivery_upper_bound").GetInt32();
        Assert.Equal(high, one.GetProperty("estimate_delivery_lower_bound").GetInt32());
        return (high, one.GetProperty("estimate_cost_upper_bound").GetInt32());
    }

    private static IEnumerable<string?> Recipients(Api.Told told) =>
        told.Data.Select(one => one.GetProperty("recipient_id").GetString());
}
