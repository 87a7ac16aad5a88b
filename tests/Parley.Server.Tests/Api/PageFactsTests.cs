using System.Text.Json;

namespace Parley.Server.Tests.Api;

public sealed class PageFactsTests
{
    private const string Everything = """
        "country":"US","region":"CA","npi":true,"otn":true,"rn":false,"eu_privacy":true,"subscription":"approved",
        "templates":[{"name":"order","language":"en_US","status":"APPROVED"},{"name":"late","status":"pending"}],
        "contact_terms":{"enforced_from":"2021-11-01T00:00:00.000Z","accepted":true},
        "restriction":{"lane":"HUMAN_AGENT","channel":"messenger","until":"2021-10-08T00:00:00.000Z","reason":"spam"}
        """;

    [Fact]
    public async Task A_page_keeps_every_fact_and_so_does_the_world_file()
    {
        await using var bed = await ApiBed.Start();
        var made = (await bed.Post("pages", $$"""{"name":"P",{{Everything}}}""")).Ok();
        Assert.Equal("CA", made.Text("region"));
        Assert.True(made.Json.GetProperty("npi").GetBoolean());
        Assert.True(made.Json.GetProperty("otn").GetBoolean());
        Assert.False(made.Json.GetProperty("rn").GetBoolean());
        Assert.True(made.Json.GetProperty("eu_privacy").GetBoolean());
        Assert.Equal("approved", made.Text("subscription"));
        Assert.Equal(
            """[{"name":"order","language":"en_US","status":"approved"},{"name":"late","language":"en","status":"pending"}]""",
            made.Json.GetProperty("templates").GetRawText());
        Assert.Equal(
            """{"enforced_from":"2021-11-01T00:00:00.000Z","accepted":true}""",
            made.Json.GetProperty("contact_terms").GetRawText());
        Assert.Equal(
            """[{"lane":"human_agent","channel":"messenger","from":"2021-10-05T12:00:00.000Z","until":"2021-10-08T00:00:00.000Z","reason":"spam"}]""",
            made.Json.GetProperty("restrictions").GetRawText());
        Assert.Equal(made.Json.GetRawText(), (await bed.Get("pages/" + made.Text("id"))).Json.GetRawText());

        var file = (await bed.Get("world")).Ok().Json.GetRawText();
        await using var other = await ApiBed.Start();
        (await other.Post("world", file)).Ok();
        Assert.Equal(file, (await other.Get("world")).Json.GetRawText());
        Assert.Equal(made.Json.GetRawText(), (await other.Get("pages/" + made.Text("id"))).Json.GetRawText());

        var merged = $$"""{"pages":[{"id":"{{made.Text("id")}}","name":"P","npi":false}]}""";
        (await other.Post("world?merge=true", merged)).Ok();
        var after = (await other.Get("pages/" + made.Text("id"))).Json;
        Assert.False(after.GetProperty("npi").GetBoolean());
        Assert.True(after.GetProperty("otn").GetBoolean());
        Assert.Single(after.GetProperty("restrictions").EnumerateArray());
    }

    [Fact]
    public async Task Null_in_a_change_forgets_a_fact_and_absence_keeps_it()
    {
        await using var bed = await ApiBed.Start();
        var page = "pages/" + (await bed.Post("pages", $$"""{"name":"P",{{Everything}}}""")).Text("id");
        var kept = (await bed.Patch(page, "{}")).Ok().Json;
        Assert.Equal(kept.GetRawText(), (await bed.Get(page)).Json.GetRawText());
        Assert.True(kept.GetProperty("npi").GetBoolean());
        var plain = (await bed.Post("pages", """{"name":"Q"}""")).Ok().Json;
        var bare = (await bed.Patch(page, """
            {"country":null,"region":null,"npi":null,"otn":null,"rn":null,"eu_privacy":null,"subscription":null,
             "templates":null,"contact_terms":null,"restriction":null}
            """)).Ok().Json;
        string[] own = ["id", "name", "tokens", "ad_account"];
        Assert.Equal(Facts(plain, own), Facts(bare, own));
    }

    [Theory]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"admins":null}""", "admins")]
    [InlineData("""{"instagram":null}""", "instagram")]
    [InlineData("""{"apps":null}""", "apps")]
    public async Task What_cannot_be_forgotten_says_so_instead_of_ignoring_a_null(string body, string field)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await bed.Patch("pages/" + scene.Page, body)).Refuses(400, field);
        Assert.Equal("Corner Bakery", (await bed.Get("pages/" + scene.Page)).Text("name"));
    }

    [Theory]
    [InlineData("""{"npi":"yes"}""", "npi")]
    [InlineData("""{"otn":1}""", "otn")]
    [InlineData("""{"rn":[]}""", "rn")]
    [InlineData("""{"eu_privacy":"DE"}""", "eu_privacy")]
    [InlineData("""{"subscription":"pending"}""", "subscription")]
    [InlineData("""{"region":"california"}""", "region")]
    [InlineData("""{"region":"US-CA"}""", "region")]
    [InlineData("""{"templates":{"name":"a"}}""", "templates")]
    [InlineData("""{"templates":["a"]}""", "templates[0]")]
    [InlineData("""{"templates":[{"language":"en"}]}""", "templates[0].name")]
    [InlineData("""{"templates":[{"name":"a","status":"good"}]}""", "templates[0].status")]
    [InlineData("""{"templates":[{"name":"a"},{"name":"a","language":"en"}]}""", "templates[1]")]
    [InlineData("""{"templates":[{"name":"a","body":"x"}]}""", "templates[0].body")]
    [InlineData("""{"contact_terms":true}""", "contact_terms")]
    [InlineData("""{"contact_terms":{"accepted":"yes"}}""", "contact_terms.accepted")]
    [InlineData("""{"contact_terms":{"enforced_from":"tomorrow"}}""", "contact_terms.enforced_from")]
    [InlineData("""{"contact_terms":{"signed":true}}""", "contact_terms.signed")]
    [InlineData("""{"restriction":"all"}""", "restriction")]
    [InlineData("""{"restriction":{}}""", "restriction.lane")]
    [InlineData("""{"restriction":{"lane":"fast"}}""", "restriction.lane")]
    [InlineData("""{"restriction":{"lane":"all","channel":"sms"}}""", "restriction.channel")]
    [InlineData("""{"restriction":{"lane":"all","until":"soon"}}""", "restriction.until")]
    [InlineData("""{"restriction":{"lane":"all","reason":7}}""", "restriction.reason")]
    [InlineData("""{"restriction":{"lane":"all","from":"2021-10-05T12:00:00.000Z"}}""", "restriction.from")]
    [InlineData("""{"default_app":"one"}""", "default_app")]
    public async Task A_fact_that_makes_no_sense_is_refused_by_field(string body, string field)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await bed.Patch("pages/" + scene.Page, body)).Refuses(400, field);
        (await bed.Post("pages", $$"""{"name":"P",{{body[1..]}}""")).Refuses(400, field);
    }

    [Theory]
    [InlineData("""{"restrictions":[{"lane":"fast"}]}""", "pages[0].restrictions[0].lane")]
    [InlineData("""{"restrictions":[{"lane":"all","from":"x"}]}""", "pages[0].restrictions[0].from")]
    [InlineData("""{"ended_broadcasts":[{"media":"1"}]}""", "pages[0].ended_broadcasts[0].at")]
    [InlineData("""{"ended_broadcasts":[{"at":"2021-10-05T12:00:00.000Z"}]}""", "pages[0].ended_broadcasts[0].media")]
    public async Task A_fact_of_a_world_file_that_makes_no_sense_is_refused_by_path(string fact, string path)
    {
        await using var bed = await ApiBed.Start();
        (await bed.Post("world", $$"""{"pages":[{"name":"P",{{fact[1..]}}]}""")).Refuses(400, path);
    }

    [Fact]
    public async Task What_a_page_is_registered_for_decides_at_once()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await bed.Post("clock/advance", """{"by":"P3D"}""")).Ok();
        const string news = "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"NON_PROMOTIONAL_SUBSCRIPTION\"";
        Assert.Equal((false, "news_not_registered"), await scene.Verdict(psid, news));
        (await bed.Patch("pages/" + scene.Page, """{"npi":true}""")).Ok();
        Assert.Equal((true, null), await scene.Verdict(psid, news));
        (await bed.Patch("pages/" + scene.Page, """{"edition":"2018-09-27"}""")).Ok();
        Assert.Equal((false, "news_not_registered"), await scene.Verdict(psid, news));
        (await bed.Patch("pages/" + scene.Page, """{"subscription":"approved"}""")).Ok();
        Assert.Equal((true, null), await scene.Verdict(psid, news));
    }

    [Fact]
    public async Task Labels_are_refused_until_the_terms_are_accepted_and_served_after_that()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var call = $"/v12.0/me/custom_labels?access_token={scene.Token}";
        var refused = await bed.Tell(HttpMethod.Get, call, null);
        Assert.Equal(400, (int)refused.Status);
        var error = refused.Json.GetProperty("error");
        Assert.Equal(2, error.GetProperty("code").GetInt32());
        Assert.Equal(2018344, error.GetProperty("error_subcode").GetInt32());
        Assert.Contains(scene.Page, error.GetProperty("error_user_msg").GetString(), StringComparison.Ordinal);
        (await bed.Patch(
            "pages/" + scene.Page, """{"contact_terms":{"enforced_from":"2021-10-05T12:00:00.001Z"}}""")).Ok();
        Assert.Equal(200, (int)(await bed.Tell(HttpMethod.Get, call, null)).Status);
        (await bed.Post("clock/advance", """{"by":"PT0.001S"}""")).Ok();
        Assert.Equal(2, await CodeOf(bed, call));
        (await bed.Patch("pages/" + scene.Page, """{"contact_terms":{"accepted":true}}""")).Ok();
        Assert.Equal(200, (int)(await bed.Tell(HttpMethod.Get, call, null)).Status);
    }

    private static async Task<int> CodeOf(ApiBed bed, string call) =>
        (await bed.Tell(HttpMethod.Get, call, null)).Json.GetProperty("error").GetProperty("code").GetInt32();

    private static string[] Facts(JsonElement page, string[] but) =>
        [.. page.EnumerateObject().Where(one => !but.Contains(one.Name)).Select(one => one.ToString())];
}
