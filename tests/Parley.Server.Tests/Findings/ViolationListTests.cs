using System.Text.Json;
using Parley.Server.Tests.Api;
using static Parley.Server.Tests.Findings.AnswersOwedTests;

namespace Parley.Server.Tests.Findings;

/// <summary>What the kernel finds of accepted sends can be read, with what it was found in.</summary>
public sealed class ViolationListTests
{
    private const string Offer = "Your table is booked. 20% off everything today, shop now!";

    [Fact]
    public async Task A_finding_names_message_rule_words_edition_and_decision()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"Hello\"")).Text("psid");
        var mid = (await Tagged(scene, psid, Offer)).GetProperty("message_id").GetString();

        var found = Assert.Single((await bed.Get("violations?rule=promo_tag")).Ok().Data);
        Assert.Equal(mid, Text(found, "mid"));
        Assert.Equal((scene.Page, psid, scene.App), (Text(found, "page"), Text(found, "psid"), Text(found, "app")));
        Assert.Equal(("violation", "tag:CONFIRMED_EVENT_UPDATE"), (Text(found, "level"), Text(found, "lane")));
        Assert.Equal((ApiBed.Noon, "2021-10-01"), (Text(found, "at"), Text(found, "edition")));
        Assert.StartsWith("d_", Text(found, "decision_id"), StringComparison.Ordinal);
        Assert.StartsWith(Text(found, "decision_id") + ".", Text(found, "id"), StringComparison.Ordinal);
        var span = found.GetProperty("span");
        Assert.Equal("message[text]", Text(span, "path"));
        var words = Offer.Substring(span.GetProperty("start").GetInt32(), span.GetProperty("length").GetInt32());
        Assert.StartsWith(words, Text(found, "because"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_what_the_decisions_said_and_nothing_of_refused_sends()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"Hello\"")).Text("psid");
        await scene.Send(psid, """{"text":"I'm the Corner Bakery bot. We open at eight."}""");
        Assert.Empty((await bed.Get("violations")).Data);

        (await bed.Patch("pages/" + scene.Page, """{"mode":"strict"}""")).Ok();
        Assert.True((await Tagged(scene, psid, Offer)).TryGetProperty("error", out _));
        Assert.Empty((await bed.Get("violations")).Data);

        (await bed.Patch("pages/" + scene.Page, """{"mode":"emulate"}""")).Ok();
        await Tagged(scene, psid, Offer);
        var sent = (await bed.Get("journal?kind=sent")).Data[^1];
        Assert.Equal(
            sent.GetProperty("policy").EnumerateArray().Select(one => Text(one, "rule")).Order(),
            (await bed.Get("violations")).Data.Select(one => Text(one, "rule")).Order());
    }

    [Fact]
    public async Task It_is_filtered_and_read_in_parts_newest_first()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"Hello\"")).Text("psid");
        for (var hour = 0; hour < 3; hour++)
        {
            await Tagged(scene, psid, Offer);
            await Pass(bed, "PT1H");
        }

        var tagged = (await bed.Get("violations?rule=promo_tag")).Data;
        Assert.Equal(3, tagged.Length);
        Assert.Equal(tagged.Select(one => Text(one, "at")).OrderDescending(), tagged.Select(one => Text(one, "at")));
        Assert.All((await bed.Get("violations?level=advise")).Data, one => Assert.Equal("advise", Text(one, "level")));
        Assert.Equal(3, (await bed.Get($"violations?thread={scene.Page}/{psid}&rule=promo_tag")).Data.Length);
        Assert.Equal(3, (await bed.Get($"violations?page={scene.Page}&thread={psid}&rule=promo_tag")).Data.Length);
        Assert.Empty((await bed.Get("violations?page=1")).Data);
        Assert.Empty((await bed.Get($"violations?thread={scene.Page}/1")).Data);

        var first = (await bed.Get("violations?rule=promo_tag&limit=2")).Ok();
        await Tagged(scene, psid, Offer);
        var second = (await bed.Get($"violations?rule=promo_tag&limit=2&after={first.Text("next")}")).Ok();
        Assert.Equal(tagged.Select(Id), first.Data.Concat(second.Data).Select(Id));
        Assert.False(second.Json.TryGetProperty("next", out _));

        static string Id(JsonElement one) => Text(one, "id");
    }

    [Fact]
    public async Task Questions_are_refused_by_parameter()
    {
        await using var bed = await ApiBed.Start();
        (await bed.Get("violations?level=grave")).Refuses(400, "level");
        (await bed.Get("violations?page=x&thread=y&after=q&limit=0&app=1")).Refuses(
            400, "after", "app", "limit", "page", "thread");
    }

    internal static async Task<JsonElement> Tagged(Scene scene, string psid, string text) => (await scene.Bed.Tell(
        HttpMethod.Post,
        $"/v12.0/me/messages?access_token={scene.Token}",
        $$"""
        {"recipient":{"id":"{{psid}}"},"message":{"text":"{{text}}"},
         "messaging_type":"MESSAGE_TAG","tag":"CONFIRMED_EVENT_UPDATE"}
        """)).Json;
}
