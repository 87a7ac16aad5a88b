using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Storage;

namespace Parley.Server.Tests.Api;

/// <summary>A campaign that is run again: for whoever was passed over or came since.</summary>
public sealed class CampaignRerunTests
{
    [Fact]
    public async Task Whoever_was_passed_over_or_came_since_gets_it_and_nobody_twice()
    {
        await using var bed = await Bed();
        var page = await Page(bed);
        var had = await Write(bed, page);
        await Advance(bed, "P2D");
        var fresh = await Write(bed, page);
        var id = await Make(bed, page);
        await Advance(bed, "PT1S");
        Assert.Equal((1, """{"recent_interaction":1}"""), await Counts(bed, id));

        var newcomer = await Write(bed, page);
        await Advance(bed, "P2D");
        Assert.Equal("running", (await bed.Post($"campaigns/{id}/rerun", "")).Ok().Text("status"));
        await Advance(bed, "PT1S");
        Assert.Equal((3, """{"not_in_audience":1}"""), await Counts(bed, id));
        Assert.Equal(15, (await bed.Get("campaigns/" + id)).Json.GetProperty("spent").GetInt32());
        foreach (var psid in new[] { had, fresh, newcomer })
        {
            var messages = (await bed.Get($"threads/{page}/{psid}/messages")).Data;
            Assert.Single(messages, one => one.TryGetProperty("sponsored", out _));
        }
    }

    [Fact]
    public async Task Only_a_campaign_that_finished_earlier_can_be_run_again()
    {
        await using var bed = await Bed();
        var page = await Page(bed);
        await Write(bed, page);
        await Advance(bed, "P2D");
        (await bed.Post("campaigns/42/rerun", "")).Refuses(404, "campaign");
        var waits = await Make(bed, page, ""","starts_at":"2022-01-01T00:00:00.000Z" """);
        (await bed.Post($"campaigns/{waits}/rerun", "")).Refuses(422, "campaign");
        (await bed.Post($"campaigns/{waits}/cancel", "")).Ok();
        (await bed.Post($"campaigns/{waits}/rerun", "")).Refuses(422, "campaign");

        var id = await Make(bed, page);
        var now = (await bed.Get("clock")).Text("now");
        (await bed.Post("clock/advance", $$"""{"to":"{{now}}"}""")).Ok();
        Assert.Equal("finished", (await bed.Get("campaigns/" + id)).Text("status"));
        (await bed.Post($"campaigns/{id}/rerun", "")).Refuses(422, "campaign");
        var ended = (await bed.Get("campaigns/" + id)).Json;
        await Advance(bed, "PT1S");
        (await bed.Post($"campaigns/{id}/rerun", "")).Ok();
        await Advance(bed, "PT1S");
        Assert.Equal(ended.GetProperty("delivered").GetInt32(), (await Counts(bed, id)).Delivered);
    }

    [Fact]
    public async Task After_a_crash_in_the_midst_of_a_rerun_everybody_is_counted_once()
    {
        var folder = Directory.CreateTempSubdirectory("parley-rerun");
        try
        {
            string page, id;
            await using (var bed = await Bed(folder.FullName))
            {
                page = await Page(bed);
                for (var i = 0; i < 20; i++) await Write(bed, page);
                await Advance(bed, "P2D");
                id = await Make(bed, page);
                await Advance(bed, "PT1S");
                for (var i = 0; i < 30; i++) await Write(bed, page);
                await Advance(bed, "P2D");
                (await bed.Post($"campaigns/{id}/rerun", "")).Ok();
                await Advance(bed, "PT1S");
                Assert.Equal((50, """{"not_in_audience":20}"""), await Counts(bed, id));

                // As after a crash: the rerun's messages are on disk, how far it had come is not.
                var campaigns = bed.Services.GetRequiredService<IStore>().Campaigns;
                await campaigns.Save(campaigns.All().Single() with
                {
                    Status = CampaignStatus.Running,
                    Met = 0,
                    Delivered = 20,
                    Skipped = System.Collections.Immutable.ImmutableSortedDictionary<string, int>.Empty,
                });
            }

            await using (var bed = await Bed(folder.FullName))
            {
                await Advance(bed, "PT1S");
                Assert.Equal((50, """{"not_in_audience":20}"""), await Counts(bed, id));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<ApiBed> Bed(string? folder = null) => ApiBed.Start(options => options with
    {
        Store = folder ?? options.Store,
        Campaigns = options.Campaigns with { LeastAudience = 1 },
    });

    private static async Task Advance(ApiBed bed, string by) =>
        (await bed.Post("clock/advance", $$"""{"by":"{{by}}"}""")).Ok();

    private static async Task<string> Page(ApiBed bed) =>
        (await bed.Post("pages", """{"name":"Corner Bakery"}""")).Ok().Text("id");

    private static async Task<string> Write(ApiBed bed, string page)
    {
        var person = (await bed.Post("people", """{"name":"Ada Lovelace"}""")).Ok().Text("id");
        var body = $$"""{"page":"{{page}}","act":"message","text":"hello"}""";
        return (await bed.Post($"people/{person}/acts", body)).Ok().Text("psid");
    }

    private static async Task<string> Make(ApiBed bed, string page, string more = "")
    {
        var body = $$$"""{"page":"{{{page}}}","message":{"text":"Our new roast is here."},"price":5{{{more}}}}""";
        return (await bed.Post("campaigns", body)).Ok().Text("id");
    }

    private static async Task<(int Delivered, string Skipped)> Counts(ApiBed bed, string id)
    {
        JsonElement campaign = (await bed.Get("campaigns/" + id)).Ok().Json;
        return (campaign.GetProperty("delivered").GetInt32(), campaign.GetProperty("skipped").GetRawText());
    }
}
