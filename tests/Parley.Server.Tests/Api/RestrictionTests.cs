namespace Parley.Server.Tests.Api;

public sealed class RestrictionTests
{
    private const string Response = "\"messaging_type\":\"RESPONSE\"";
    private const string Event = "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"CONFIRMED_EVENT_UPDATE\"";
    private const string Human = "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\"";

    [Theory]
    [InlineData("all", "page_restricted", "page_restricted", "page_restricted")]
    [InlineData("tags", null, "lane_restricted", "lane_restricted")]
    [InlineData("standard", "lane_restricted", null, null)]
    [InlineData("human_agent", null, null, "lane_restricted")]
    [InlineData("TAG:confirmed_event_update", null, "lane_restricted", null)]
    public async Task A_restriction_shuts_what_it_names_at_once(
        string lane, string? response, string? eventTag, string? human)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        await Restrict(scene, $$"""{"lane":"{{lane}}","until":null,"reason":"tag abuse"}""");
        Assert.Equal(response, (await scene.Verdict(psid, Response)).Reason);
        Assert.Equal(eventTag, (await scene.Verdict(psid, Event)).Reason);
        Assert.Equal(human, (await scene.Verdict(psid, Human)).Reason);
    }

    [Fact]
    public async Task It_holds_from_now_and_not_at_its_end()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await bed.Post("clock/advance", """{"by":"PT1H"}""")).Ok();
        await Restrict(scene, """{"lane":"all","until":"2021-10-05T14:00:00.000Z"}""");
        foreach (var (at, accepted) in new[]
        {
            ("2021-10-05T12:59:59.999Z", true),
            ("2021-10-05T13:00:00.000Z", false),
            ("2021-10-05T13:59:59.999Z", false),
            ("2021-10-05T14:00:00.000Z", true),
        })
        {
            var decided = await bed.Post("decide", $$$"""
                {"page":"{{{scene.Page}}}","at":"{{{at}}}","request":
                 {"recipient":{"id":"{{{psid}}}"},"messaging_type":"RESPONSE","message":{"text":"a"} } }
                """);
            Assert.Equal(accepted, decided.Ok().Json.GetProperty("wire").GetProperty("accept").GetBoolean());
        }

        (await bed.Post("clock/advance", """{"by":"PT1H"}""")).Ok();
        Assert.True((await scene.Verdict(psid, Response)).Accepted);
        Assert.False((await bed.Get("pages/" + scene.Page)).Json.TryGetProperty("restrictions", out _));
    }

    [Fact]
    public async Task It_is_lifted_by_an_end_that_is_not_ahead_and_all_of_them_by_null()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        await Restrict(scene, """{"lane":"all"}""");
        await Restrict(scene, """{"lane":"standard"}""");
        await Restrict(scene, $$"""{"lane":"all","until":"{{ApiBed.Noon}}"}""");
        Assert.Equal((false, "lane_restricted"), await scene.Verdict(psid, Response));
        await Restrict(scene, """{"lane":"tags"}""");
        (await bed.Patch("pages/" + scene.Page, """{"restriction":null}""")).Ok();
        Assert.True((await scene.Verdict(psid, Response)).Accepted);
        Assert.True((await scene.Verdict(psid, Event)).Accepted);
    }

    [Fact]
    public async Task It_can_hold_for_one_account_and_what_it_replaces_goes_on_on_the_other()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var messenger = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        var instagram = (await scene.Act("message", "\"text\":\"hi\"", "instagram")).Text("psid");
        await Restrict(scene, """{"lane":"all","channel":"instagram"}""");
        Assert.True((await scene.Verdict(messenger, Response)).Accepted);
        Assert.Equal((false, "page_restricted"), await scene.Verdict(instagram, Response));
        await Restrict(scene, """{"lane":"all"}""");
        Assert.False((await scene.Verdict(messenger, Response)).Accepted);
        await Restrict(scene, $$"""{"lane":"all","channel":"instagram","until":"{{ApiBed.Noon}}"}""");
        Assert.False((await scene.Verdict(messenger, Response)).Accepted);
        Assert.True((await scene.Verdict(instagram, Response)).Accepted);
    }

    private static async Task Restrict(Scene scene, string restriction) =>
        (await scene.Bed.Patch("pages/" + scene.Page, $$"""{"restriction":{{restriction}}}""")).Ok();
}
