using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Storage;

namespace Parley.Server.Tests.Api;

/// <summary>Sponsored messages: to whom, when, once, and through stops and crashes.</summary>
public sealed class CampaignTests
{
    private const string Text = """{"text":"Our new roast is here."}""";

    [Fact]
    public async Task Whoever_wrote_more_than_a_day_ago_gets_it_once_and_sees_it_marked()
    {
        await using var bed = await Bed();
        var page = await Page(bed);
        var (old, fresh, blocking) = (await Person(bed), await Person(bed), await Person(bed));
        var oldId = await Act(bed, old, page, "message");
        await Act(bed, blocking, page, "message");
        await Act(bed, blocking, page, "block");
        (await bed.Post("clock/advance", """{"by":"PT43H"}""")).Ok();
        await Act(bed, fresh, page, "message");
        (await bed.Post("clock/advance", """{"by":"PT5H"}""")).Ok();

        var done = await Run(bed, page);
        Assert.Equal("finished", done.GetProperty("status").GetString());
        Assert.Equal(1, done.GetProperty("delivered").GetInt32());
        Assert.Equal(
            """{"not_in_audience":1,"recent_interaction":1}""", done.GetProperty("skipped").GetRawText());
        Assert.Equal(5, done.GetProperty("spent").GetInt32());

        var seen = (await bed.Get($"threads/{page}/{oldId}/messages")).Json.GetProperty("data");
        var ad = seen[seen.GetArrayLength() - 1];
        Assert.Equal(
            ("Our new roast is here.", true, false),
            (ad.GetProperty("text").GetString(), ad.GetProperty("sponsored").GetBoolean(),
                ad.TryGetProperty("app_id", out _)));
        var thread = (await bed.Get($"threads/{page}/{oldId}")).Json.GetProperty("lanes").EnumerateArray();
        Assert.False(thread.First(lane => lane.GetProperty("lane").GetString() == "standard")
            .GetProperty("open").GetBoolean());
    }

    [Fact]
    public async Task A_campaign_begins_at_its_start_and_a_budget_ends_it()
    {
        await using var bed = await Bed();
        var page = await Page(bed);
        for (var i = 0; i < 5; i++) await Act(bed, await Person(bed), page, "message");
        var made = (await Make(
            bed, page, ""","budget":17,"price":5,"starts_at":"2021-10-08T00:00:00.000Z" """)).Ok();
        Assert.Equal("scheduled", made.Text("status"));
        (await bed.Post("clock/advance", """{"to":"2021-10-07T23:59:59.999Z"}""")).Ok();
        Assert.Equal("scheduled", (await Show(bed, made.Text("id"))).GetProperty("status").GetString());
        (await bed.Post("clock/advance", """{"by":"PT0.001S"}""")).Ok();
        var done = await Show(bed, made.Text("id"));
        Assert.Equal(
            ("finished", "budget", 3, 15),
            (done.GetProperty("status").GetString(), done.GetProperty("because").GetString(),
                done.GetProperty("delivered").GetInt32(), done.GetProperty("spent").GetInt32()));
    }

    [Fact]
    public async Task A_held_campaign_sends_nothing_until_it_goes_on_and_a_cancelled_one_never_again()
    {
        await using var bed = await Bed();
        var page = await Page(bed);
        await Act(bed, await Person(bed), page, "message");
        (await bed.Post("clock/advance", """{"by":"P2D"}""")).Ok();
        var id = (await Make(bed, page, ""","starts_at":"2021-10-09T12:00:00.000Z" """)).Ok().Text("id");
        Assert.Equal("paused", (await bed.Post($"campaigns/{id}/pause", "")).Ok().Text("status"));
        (await bed.Post("clock/advance", """{"by":"P3D"}""")).Ok();
        Assert.Equal(0, (await Show(bed, id)).GetProperty("delivered").GetInt32());
        (await bed.Post($"campaigns/{id}/resume", "")).Ok();
        (await bed.Post("clock/advance", """{"by":"PT1S"}""")).Ok();
        Assert.Equal(1, (await Show(bed, id)).GetProperty("delivered").GetInt32());

        var other = (await Make(bed, page, ""","starts_at":"2022-01-01T00:00:00.000Z" """)).Ok().Text("id");
        Assert.Equal("cancelled", (await bed.Post($"campaigns/{other}/cancel", "")).Ok().Text("status"));
        var refused = await bed.Post($"campaigns/{other}/resume", "");
        Assert.Equal(422, (int)refused.Status);
        Assert.Equal("A cancelled campaign has nothing to resume.", refused.Text("detail"));
    }

    [Fact]
    public async Task The_words_of_a_campaign_are_looked_at_and_a_strict_page_sends_none_that_break_a_rule()
    {
        await using var bed = await Bed();
        var page = await Page(bed);
        await Act(bed, await Person(bed), page, "message");
        (await bed.Patch("pages/" + page, """{"mode":"strict"}""")).Ok();
        (await bed.Post("clock/advance", """{"by":"P2D"}""")).Ok();
        var made = await bed.Post(
            "campaigns", $$$"""{"page":"{{{page}}}","message":{"text":"Charged to card 4111 1111 1111 1111"}}""");
        (await bed.Post("clock/advance", """{"by":"PT0.001S"}""")).Ok();
        Assert.Equal(
            """{"policy_violation":1}""",
            (await Show(bed, made.Ok().Text("id"))).GetProperty("skipped").GetRawText());
    }

    [Fact]
    public async Task Only_people_with_a_label_get_a_campaign_for_it()
    {
        await using var bed = await Bed();
        var page = await Page(bed);
        var psid = await Act(bed, await Person(bed), page, "message");
        await Act(bed, await Person(bed), page, "message");
        var labels = bed.Services.GetRequiredService<ILabelStore>();
        var vip = new LabelRecord(66_000_000_000_000_001, new(long.Parse(page, CultureInfo.InvariantCulture)), "VIP");
        await labels.Add(vip, 10);
        await labels.Put(vip, new(long.Parse(psid, CultureInfo.InvariantCulture)));
        (await bed.Post("clock/advance", """{"by":"P2D"}""")).Ok();
        var done = await Run(bed, page, ""","audience":{"labels":["66000000000000001"]}""");
        Assert.Equal(1, done.GetProperty("delivered").GetInt32());
        Assert.Equal("""{"not_in_audience":1}""", done.GetProperty("skipped").GetRawText());
    }

    [Fact]
    public async Task A_restriction_holds_a_campaign_where_it_stands()
    {
        await using var bed = await Bed();
        var page = await Page(bed);
        await Act(bed, await Person(bed), page, "message");
        (await bed.Post("clock/advance", """{"by":"P2D"}""")).Ok();
        var id = (await Make(bed, page, ""","starts_at":"2021-10-08T00:00:00.000Z" """)).Ok().Text("id");
        (await bed.Patch("pages/" + page, """{"restriction":{"lane":"sponsored","until":null}}""")).Ok();
        (await bed.Post("clock/advance", """{"by":"P2D"}""")).Ok();
        var held = await Show(bed, id);
        Assert.Equal(
            ("paused", "lane_restricted", 0),
            (held.GetProperty("status").GetString(), held.GetProperty("because").GetString(),
                held.GetProperty("delivered").GetInt32()));
    }

    [Theory]
    [InlineData("""{"message":{"text":"x"}}""", 400, "page")]
    [InlineData("""{"page":"PAGE"}""", 400, "message")]
    [InlineData("""{"page":"PAGE","message":"x"}""", 400, "message")]
    [InlineData("""{"page":"PAGE","message":{"text":"x"},"budget":0}""", 400, "budget")]
    [InlineData("""{"page":"PAGE","message":{"text":"x"},"price":-1}""", 400, "price")]
    [InlineData("""{"page":"PAGE","message":{"text":"x"},"audience":{"labels":["a"]}}""", 400, "audience.labels")]
    [InlineData("""{"page":"PAGE","message":{"text":"x"},"audience":{"sex":"f"}}""", 400, "audience.sex")]
    [InlineData("""{"page":"4242","message":{"text":"x"}}""", 422, "page")]
    [InlineData("""{"page":"PAGE","message":{}}""", 422, "message")]
    [InlineData("""{"page":"PAGE","message":{"attachment":{"type":"image","payload":{"attachment_id":"17"}}}}""", 422, "message")]
    [InlineData("""{"page":"PAGE","message":{"text":"x"},"starts_at":"2021-10-05T11:59:59.999Z"}""", 422, "starts_at")]
    [InlineData("""{"page":"PAGE","message":{"text":"x"}}""", 422, "audience")]
    public async Task What_cannot_be_is_named(string body, int status, string field)
    {
        await using var bed = await Bed();
        var answer = await bed.Post(
            "campaigns", body.Replace("PAGE", await Page(bed), StringComparison.Ordinal));
        Assert.Equal(status, (int)answer.Status);
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Json.GetRawText());
    }

    [Fact]
    public async Task Since_the_product_ended_no_campaign_can_be_made()
    {
        await using var bed = await Bed();
        var page = await Page(bed);
        await Act(bed, await Person(bed), page, "message");
        (await bed.Patch("pages/" + page, """{"edition":"auto"}""")).Ok();
        (await bed.Post("clock/advance", """{"to":"2024-08-18T23:59:59.999Z"}""")).Ok();
        (await Make(bed, page, "")).Ok();
        (await bed.Post("clock/advance", """{"by":"PT0.001S"}""")).Ok();
        var refused = await Make(bed, page, "");
        Assert.Equal((422, "Sponsored messages ended on 2024-08-19."), ((int)refused.Status, refused.Text("detail")));
    }

    [Fact]
    public async Task After_a_stop_and_after_a_crash_nobody_is_met_twice_and_nobody_forgotten()
    {
        const int people = 300;
        var folder = Directory.CreateTempSubdirectory("parley-campaign");
        try
        {
            string page, id;
            var psids = new List<string>();
            await using (var bed = await Bed(folder.FullName))
            {
                page = await Page(bed);
                for (var i = 0; i < people; i++) psids.Add(await Act(bed, await Person(bed), page, "message"));
                (await bed.Post("clock/advance", """{"by":"P2D"}""")).Ok();
                id = (await Make(bed, page, "")).Ok().Text("id");
            }

            await using (var bed = await Bed(folder.FullName))
            {
                (await bed.Post("clock/advance", """{"by":"PT1S"}""")).Ok();
                Assert.Equal(people, (await Show(bed, id)).GetProperty("delivered").GetInt32());

                // As after a crash: what was delivered is on disk, how far the run had come is not.
                var campaigns = bed.Services.GetRequiredService<IStore>().Campaigns;
                await campaigns.Save(campaigns.All().Single() with
                {
                    Status = CampaignStatus.Running,
                    Met = 0,
                    Delivered = 0,
                });
            }

            await using (var bed = await Bed(folder.FullName))
            {
                (await bed.Post("clock/advance", """{"by":"PT1S"}""")).Ok();
                Assert.Equal(people, (await Show(bed, id)).GetProperty("delivered").GetInt32());
                foreach (var psid in psids)
                {
                    var messages = (await bed.Get($"threads/{page}/{psid}/messages")).Json.GetProperty("data");
                    Assert.Single(messages.EnumerateArray(), one => one.TryGetProperty("sponsored", out _));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_uploaded_image_goes_to_everybody()
    {
        await using var bed = await Bed();
        var app = (await bed.Post("apps", """{"name":"Bakery bot"}""")).Ok().Text("id");
        var made = (await bed.Post("pages", $$"""{"name":"Bakery","apps":["{{app}}"]}""")).Ok();
        var (page, token) = (made.Text("id"), made.Json.GetProperty("tokens").GetProperty(app).GetString());
        var psid = await Act(bed, await Person(bed), page, "message");
        (await bed.Post("clock/advance", """{"by":"P2D"}""")).Ok();
        var uploaded = (await bed.Tell(
            HttpMethod.Post,
            $"/me/message_attachments?access_token={token}",
            """{"message":{"attachment":{"type":"image","payload":{"url":"https://a.example/1.png","is_reusable":true}}}}"""))
            .Ok().Text("attachment_id");
        var message = $$"""{"attachment":{"type":"image","payload":{"attachment_id":"{{uploaded}}"} } }""";
        (await bed.Post("campaigns", $$"""{"page":"{{page}}","message":{{message}}}""")).Ok();
        (await bed.Post("clock/advance", """{"by":"PT0.001S"}""")).Ok();

        var seen = (await bed.Get($"threads/{page}/{psid}/messages")).Data[^1];
        Assert.Equal(
            "https://a.example/1.png",
            seen.GetProperty("attachments")[0].GetProperty("payload").GetProperty("url").GetString());
    }

    private static Task<ApiBed> Bed(string? folder = null) => ApiBed.Start(options => options with
    {
        Store = folder ?? options.Store,
        Campaigns = options.Campaigns with { LeastAudience = 1 },
    });

    private static async Task<string> Page(ApiBed bed) =>
        (await bed.Post("pages", """{"name":"Corner Bakery"}""")).Ok().Text("id");

    private static async Task<string> Person(ApiBed bed) =>
        (await bed.Post("people", """{"name":"Ada Lovelace"}""")).Ok().Text("id");

    private static async Task<string> Act(ApiBed bed, string person, string page, string act)
    {
        var more = act is "message" ? ""","text":"hello" """ : "";
        return (await bed.Post($"people/{person}/acts", $$"""{"page":"{{page}}","act":"{{act}}"{{more}}}""")).Ok()
            .Text("psid");
    }

    private static Task<Told> Make(ApiBed bed, string page, string more) =>
        bed.Post("campaigns", $$"""{"page":"{{page}}","message":{{Text}}{{more}}}""");

    private static async Task<JsonElement> Run(ApiBed bed, string page, string more = "")
    {
        var id = (await Make(bed, page, ""","price":5""" + more)).Ok().Text("id");
        (await bed.Post("clock/advance", """{"by":"PT0.001S"}""")).Ok();
        return await Show(bed, id);
    }

    private static async Task<JsonElement> Show(ApiBed bed, string id) => (await bed.Get("campaigns/" + id)).Ok().Json;
}
