using Parley.Server.Tests.Delivery;

namespace Parley.Server.Tests.Api;

public sealed class DeliveryApiTests
{
    [Fact]
    public async Task Deliveries_are_listed_and_made_again()
    {
        await using var bot = await Receiver.Start();
        await using var bed = await ApiBed.Start();
        (await bed.Post("world", $$"""
            {"apps":[{"id":"500","name":"Bot","subscriptions":[
                {"object":"page","callback_url":"{{bot.Url}}","fields":["messages"]}]}],
             "pages":[{"id":"100","name":"P","apps":[{"id":"500","subscribed_fields":["messages"]}]}],
             "people":[{"id":"1","name":"X"}]}
            """)).Ok();
        var psid = (await bed.Post(
            "people/1/acts", """{"page":"100","act":"message","text":"hi"}""")).Ok().Text("psid");
        var delivery = (await FirstDelivery(bed)).Data[0];
        Assert.Equal(("500", "100", psid, "messages", "delivered"), (
            Of(delivery, "app"),
            Of(delivery, "page"),
            Of(delivery, "psid"),
            Of(delivery, "field"),
            Of(delivery, "state")));
        Assert.Equal(200, delivery.GetProperty("status").GetInt32());
        Assert.Equal(1, delivery.GetProperty("attempt").GetInt32());

        var again = (await bed.Post($"deliveries/{Of(delivery, "id")}/resend", "")).Ok();
        Assert.Equal(200, again.Json.GetProperty("status").GetInt32());
        Assert.Equal(2, bot.Posts.Count);
        var query = $"app=500&page=100&thread=100/{psid}&state=delivered&id={Of(delivery, "id")}";
        Assert.Equal(2, (await bed.Get("deliveries?" + query)).Ok().Data.Length);
        Assert.Empty((await bed.Get("deliveries?app=501")).Ok().Data);
        Assert.Empty((await bed.Get("alerts")).Ok().Data);
    }

    [Fact]
    public async Task Questions_about_deliveries_are_refused_by_parameter()
    {
        await using var bed = await ApiBed.Start();
        (await bed.Get("deliveries?state=lost")).Refuses(400, "state");
        (await bed.Get("deliveries?app=x&page=y&thread=z&after=q&limit=0&to=me")).Refuses(
            400, "after", "app", "limit", "page", "thread", "to");
        (await bed.Post("deliveries/1-0-1-0/resend", "")).Refuses(404, "id");
        (await bed.Post("deliveries/nonsense/resend", "")).Refuses(404, "id");
        (await bed.Get("alerts?limit=x")).Refuses(400, "limit");
    }

    private static async Task<Told> FirstDelivery(ApiBed bed)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var told = (await bed.Get("deliveries")).Ok();
            if (told.Data.Length > 0) return told;
            await Task.Delay(20, patience.Token);
        }
    }

    private static string? Of(System.Text.Json.JsonElement row, string name) => row.GetProperty(name).GetString();
}
