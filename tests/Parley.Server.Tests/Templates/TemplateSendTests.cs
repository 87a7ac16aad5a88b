using System.Text.Json;
using Parley.Server.Hosting;
using Parley.Server.Tests.Graph;
using Parley.Server.Tests.Optins;

namespace Parley.Server.Tests.Templates;

/// <summary>Templates over HTTP: what the page knows of them, what the person sees, and what they can tap.</summary>
public sealed class TemplateSendTests
{
    private const string Today = "2026-09-28";

    private const string Receipt =
        """
        {"template_type":"receipt","recipient_name":"Ada","order_number":"7","currency":"USD","payment_method":"Visa",
         "summary":{"total_cost":5}}
        """;

    private const string Cards =
        """
        {"template_type":"generic","elements":[
         {"title":"a","buttons":[{"type":"postback","title":"One","payload":"P1"}]},
         {"title":"b","buttons":[{"type":"web_url","title":"Web","url":"https://a.example"},
          {"type":"postback","title":"Two","payload":"P2"}]}]}
        """;

    private const string Grid =
        """
        {"template_type":"image_grid","elements":[{"images":[
         {"url":"https://a.example/1.png","action":{"type":"postback","payload":"I1"}},
         {"url":"https://a.example/2.png"}],"buttons":[{"type":"postback","title":"More","payload":"MORE"}]}]}
        """;

    [Fact]
    public async Task A_page_gives_an_order_number_once()
    {
        await using var bed = await StoryBed.Start(Today);
        var recipient = await Recipient(bed);
        // A receipt that is refused uses up nothing.
        await bed.Advance("P2D");
        Assert.Equal("10/2018278", (await bed.Send(recipient, StoryBed.Template(Receipt))).Code());
        recipient = await Recipient(bed);
        Assert.Equal("ok", (await bed.Send(recipient, StoryBed.Template(Receipt))).Code());
        Assert.Equal("100/9900080", (await bed.Send(recipient, StoryBed.Template(Receipt))).Code());
        var other = Receipt.Replace("\"7\"", "\"8\"", StringComparison.Ordinal);
        Assert.Equal("ok", (await bed.Send(recipient, StoryBed.Template(other))).Code());
    }

    [Fact]
    public async Task A_page_sells_what_stands_in_its_catalogue()
    {
        await using var bed = await StoryBed.Start(Today);
        var recipient = await Recipient(bed);
        string Product(int id) =>
            StoryBed.Template($$"""{"template_type":"product","elements":[{"id":{{id}}}]}""");
        Assert.Equal("ok", (await bed.Send(recipient, Product(5))).Code());
        await Patch(bed, """{"products":["12"]}""");
        Assert.Equal("100/2018320", (await bed.Send(recipient, Product(5))).Code());
        Assert.Equal("ok", (await bed.Send(recipient, Product(12))).Code());
        Assert.Equal("100/2018328", (await bed.Send(recipient, Product(12), version: "v7.0")).Code());
        await Patch(bed, """{"products":null}""");
        Assert.Equal("ok", (await bed.Send(recipient, Product(5))).Code());
    }

    [Theory]
    [InlineData("https://a.example/shop", "ok")]
    [InlineData("https://A.EXAMPLE", "ok")]
    [InlineData("https://b.a.example/shop", "100")]
    [InlineData("https://a.example:444/shop", "100")]
    [InlineData("http://a.example/shop", "100")]
    public async Task Messenger_extensions_run_on_whitelisted_domains(string url, string code)
    {
        await using var bed = await StoryBed.Start(Today);
        var recipient = await Recipient(bed);
        var button = StoryBed.Template(
            $$"""
            {"template_type":"button","text":"t","buttons":[
             {"type":"web_url","title":"t","url":"{{url}}","messenger_extensions":true}]}
            """);
        var before = await bed.Send(recipient, button);
        Assert.Equal(
            "(#100) The URL provided is not whitelisted for messenger extensions",
            before.Json.GetProperty("error").GetProperty("message").GetString());
        (await bed.Tell(
            HttpMethod.Post,
            $"/me/messenger_profile?access_token={bed.Token}",
            """{"whitelisted_domains":["https://a.example"]}""")).Ok();
        Assert.Equal(code, (await bed.Send(recipient, button)).Code());
    }

    [Theory]
    [InlineData("""["pages_messaging"]""", "230")]
    [InlineData("""["pages_messaging","pages_messaging_phone_number"]""", "200/2018021")]
    [InlineData("null", "200/2018021")]
    public async Task People_are_not_matched_by_their_number(string permissions, string code)
    {
        await using var bed = await StoryBed.Start(Today);
        (await bed.Tell(
            HttpMethod.Patch, $"/_parley/v1/apps/{bed.App}", $$"""{"permissions":{{permissions}}}""")).Ok();
        const string number = """{"phone_number":"+1(212)555-2368","name":{"first_name":"Ada","last_name":"L"}}""";
        Assert.Equal(code, (await bed.Send(number, """{"text":"hi"}""")).Code());
        Assert.Equal("100", (await bed.Send("""{"phone_number":"call me"}""", """{"text":"hi"}""")).Code());
    }

    [Fact]
    public async Task Titles_too_long_are_cut_where_the_server_is_told_to()
    {
        const string body =
            """
            {"recipient":{"id":"PSID"},"message":{"text":"a","quick_replies":[
             {"content_type":"text","title":"ééééééééééééééééééééé","payload":"p"}]}}
            """;
        foreach (var cuts in new[] { false, true })
        {
            await using var server = await GraphServer.Start(
                options => options with { Graph = new GraphOptions { CutTitles = cuts } });
            var told = await server.Ask(
                HttpMethod.Post,
                "/me/messages",
                new StringContent(
                    body.Replace("PSID", server.Ada.ToString(), StringComparison.Ordinal),
                    System.Text.Encoding.UTF8,
                    "application/json"));
            Assert.Equal(cuts ? 200 : 400, (int)told.Status);
        }
    }

    [Theory]
    [InlineData(Cards, "One", "P1")]
    [InlineData(Cards, "2", "P2")]
    [InlineData(Grid, "0", "MORE")]
    [InlineData(Grid, "https://a.example/1.png", "I1")]
    public async Task Buttons_of_every_template_can_be_tapped(string payload, string button, string heard)
    {
        await using var bed = await StoryBed.Start(Today);
        await Recipient(bed);
        var mid = await bed.Ask(bed.LastPsid, payload);
        (await bed.Act("postback", $"\"mid\":\"{mid}\",\"button\":\"{button}\"")).Ok();
        Assert.Equal(heard, (await bed.Heard("postback")).GetProperty("payload").GetString());
    }

    [Theory]
    [InlineData(Receipt, "0", "That `receipt` template has no buttons.")]
    [InlineData(Cards, "Web", "That button is of type `web_url`: tapping it tells the page nothing.")]
    [InlineData(Cards, "Three", "That message has no such button; it has 0 `One`, 1 `Web`, 2 `Two`.")]
    [InlineData(
        """{"template_type":"coupon","title":"t","coupon_url":"https://a.example"}""",
        "Shop now",
        "That button is of type `web_url`: tapping it tells the page nothing.")]
    [InlineData(
        """{"template_type":"coupon","title":"t","coupon_code":"A"}""", "0", "That `coupon` template has no buttons.")]
    public async Task What_cannot_be_tapped_is_said(string payload, string button, string why)
    {
        await using var bed = await StoryBed.Start(Today);
        await Recipient(bed);
        var mid = await bed.Ask(bed.LastPsid, payload);
        var told = await bed.Act("postback", $"\"mid\":\"{mid}\",\"button\":\"{button}\"");
        Assert.Equal(422, (int)told.Status);
        Assert.Contains(JsonSerializer.Serialize(why)[1..^1].Replace("\\u0060", "`", StringComparison.Ordinal),
            told.Json.GetRawText().Replace("\\u0060", "`", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_says_what_stands_in_the_profile_and_is_hidden_without()
    {
        await using var bed = await StoryBed.Start(Today);
        var recipient = await Recipient(bed);
        (await bed.Send(
            recipient,
            """
            {"text":"How?","quick_replies":[{"content_type":"user_email"},{"content_type":"user_phone_number"},
             {"content_type":"text","title":"Not at all","payload":"NO"}]}
            """)).Ok();
        Assert.Equal(422, (int)(await bed.Act("quick_reply", "\"reply\":0")).Status);
        Assert.Equal(422, (int)(await bed.Act("quick_reply", "\"reply\":1")).Status);
        (await bed.Tell(
            HttpMethod.Patch,
            $"/_parley/v1/people/{bed.Ada}",
            """{"email":"ada@example.com","phone":"+16505551234"}""")).Ok();
        (await bed.Act("quick_reply", "\"reply\":0")).Ok();
        (await bed.Act("quick_reply", "\"payload\":\"+16505551234\"")).Ok();
        (await bed.Act("quick_reply", "\"reply\":\"Not at all\"")).Ok();
        var said = (await bed.Read("journal?kind=message")).Data.ToArray()[^3..];
        Assert.Equal(
            ["ada@example.com", "+16505551234", "Not at all"],
            said.Select(row => row.GetProperty("text").GetString()));
        Assert.Equal(400, (int)(await bed.Act("quick_reply")).Status);
        Assert.Equal(400, (int)(await bed.Act("quick_reply", "\"reply\":0,\"payload\":\"NO\"")).Status);
    }

    [Fact]
    public async Task The_person_sees_templates_stickers_and_quick_replies_whole()
    {
        await using var bed = await StoryBed.Start(Today);
        var recipient = await Recipient(bed);
        (await bed.Send(recipient, StoryBed.Template(Cards))).Ok();
        (await bed.Send(
            recipient,
            """{"sticker_id":369239263222822,"quick_replies":[{"content_type":"text","title":"t","payload":"p"}]}""")).Ok();
        var seen = (await bed.Read($"threads/{bed.Page}/{bed.LastPsid}/messages")).Data.ToArray();
        Assert.Equal("P2", seen[^2].GetProperty("template").GetProperty("elements")[1].GetProperty("buttons")[1]
            .GetProperty("payload").GetString());
        Assert.Equal(
            """[{"type":"sticker","payload":{"sticker_id":369239263222822}}]""",
            seen[^1].GetProperty("attachments").GetRawText());
        Assert.Equal("p", seen[^1].GetProperty("quick_replies")[0].GetProperty("payload").GetString());
    }

    private static async Task Patch(StoryBed bed, string body) =>
        (await bed.Tell(HttpMethod.Patch, $"/_parley/v1/pages/{bed.Page}", body)).Ok();

    private static async Task<string> Recipient(StoryBed bed)
    {
        bed.LastPsid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        return $$"""{"id":"{{bed.LastPsid}}"}""";
    }
}
