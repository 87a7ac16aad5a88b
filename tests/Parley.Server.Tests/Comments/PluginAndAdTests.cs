using Parley.Server.Tests.Optins;

namespace Parley.Server.Tests.Comments;

/// <summary>Web plugins, ads and stories, over HTTP: rows 13 to 18, 22 and 25 of the policy's table.</summary>
public sealed class PluginAndAdTests
{
    private const string Edition = "2021-10-01";
    private const string AdEdition = "2026-09-28";
    private const string Shut = "10/2018278";
    private const string Text = """{"text":"We are at the market"}""";
    private const string Ad = "\"text\":\"Is it on?\",\"ad\":{\"ad_id\":\"23840000000000001\",\"title\":\"Sale\"}";

    [Fact]
    public async Task A_checkbox_opens_its_own_reference_for_a_day_and_tells_nobody()
    {
        await using var bed = await StoryBed.Start(Edition);
        var ticked = (await bed.Act("checkbox", "\"user_ref\":\"cart-1\",\"ref\":\"footer\"")).Ok();
        Assert.Equal("cart-1", ticked.Text("user_ref"));
        var psid = $$"""{"id":"{{ticked.Text("psid")}}"}""";
        await bed.Advance("P1D");
        var sent = (await bed.Send("""{"user_ref":"cart-1"}""", Text)).Ok();
        Assert.Equal(["message_id"], sent.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("100/2018001", (await bed.Send(psid, Text)).Code());
        Assert.Equal("100/2018001", (await bed.Send("""{"user_ref":"cart-2"}""", Text)).Code());
        await bed.Advance("PT0.001S");
        Assert.Equal(Shut, (await bed.Send("""{"user_ref":"cart-1"}""", Text)).Code());
        (await bed.Act("checkbox", "\"user_ref\":\"cart-1\"")).Refuses(422, "act");

        (await bed.Act("message", "\"text\":\"yes\"")).Ok();
        Assert.Equal("ok", (await bed.Send(psid, Text)).Code());
        Assert.Equal(Shut, (await bed.Send("""{"user_ref":"cart-1"}""", Text)).Code());
    }

    [Fact]
    public async Task A_checkbox_without_a_reference_gets_a_new_one_every_time()
    {
        await using var bed = await StoryBed.Start(Edition);
        var first = (await bed.Act("checkbox")).Ok().Text("user_ref");
        var second = (await bed.Act("checkbox")).Ok().Text("user_ref");
        Assert.NotEqual(first, second);
        Assert.Equal("ok", (await bed.Send($$"""{"user_ref":"{{first}}"}""", Text)).Code());
        Assert.Equal("ok", (await bed.Send($$"""{"user_ref":"{{second}}"}""", Text)).Code());
    }

    [Fact]
    public async Task Nobody_is_addressed_by_the_number_behind_a_reference()
    {
        await using var bed = await StoryBed.Start(Edition);
        (await bed.Act("checkbox", "\"user_ref\":\"cart-1\"")).Ok();
        var row = (await bed.Read("journal?kind=checkbox")).Ok().Data.Single();
        Assert.Equal("cart-1", row.GetProperty("user_ref").GetString());
        var number = row.GetProperty("psid").GetString();
        Assert.Equal("100/2018001", (await bed.Send($$"""{"id":"{{number}}"}""", Text)).Code());
    }

    [Fact]
    public async Task Send_to_Messenger_names_the_person_and_opens_the_window()
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("send_to_messenger", "\"ref\":\"footer\"")).Ok().Text("psid");
        await bed.Advance("P1D");
        Assert.Equal("ok", (await bed.Send($$"""{"id":"{{psid}}"}""", Text)).Code());
        await bed.Advance("PT0.001S");
        Assert.Equal(Shut, (await bed.Send($$"""{"id":"{{psid}}"}""", Text)).Code());
        foreach (var act in (string[])["send_to_messenger", "checkbox"])
            (await bed.Act(act, "\"ref\":\"footer\"", "instagram")).Refuses(422, "act");
    }

    [Theory]
    [InlineData("messenger", Shut)]
    [InlineData("instagram", "10/2534022")]
    public async Task An_ad_click_alone_opens_nothing(string channel, string code)
    {
        await using var bed = await StoryBed.Start(AdEdition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"", channel)).Ok().Text("psid");
        await bed.Advance("P2D");
        (await bed.Act("ad_click", "\"ad_id\":\"23840000000000001\"", channel)).Ok();
        Assert.Equal(code, (await bed.Send($$"""{"id":"{{psid}}"}""", Text)).Code());
    }

    [Theory]
    [InlineData(Edition, "PT30H", Shut)]
    [InlineData(AdEdition, "PT30H", "ok")]
    [InlineData(AdEdition, "P7D", "ok")]
    [InlineData(AdEdition, "P7DT0.001S", Shut)]
    public async Task The_first_message_after_an_ad_opens_seven_days_once_the_edition_says_so(
        string edition, string later, string code)
    {
        foreach (var told in (bool[])[true, false])
        {
            await using var bed = await StoryBed.Start(edition);
            if (!told) (await bed.Act("ad_click", "\"ad_id\":\"23840000000000001\",\"ref\":\"sale\"")).Ok();
            var psid = (await bed.Act("message", told ? Ad : "\"text\":\"Is it on?\"")).Ok().Text("psid");
            await bed.Advance(later);
            Assert.Equal(code, (await bed.Send($$"""{"id":"{{psid}}"}""", Text)).Code());
        }
    }

    [Fact]
    public async Task The_greater_end_counts_and_a_second_message_is_no_ad_message()
    {
        await using var bed = await StoryBed.Start(AdEdition);
        var psid = $$"""{"id":"{{(await bed.Act("message", Ad)).Ok().Text("psid")}}"}""";
        await bed.Advance("P2D");
        (await bed.Act("message", "\"text\":\"and?\"")).Ok();
        await bed.Advance("P4D");
        Assert.Equal("ok", (await bed.Send(psid, Text)).Code());
        await bed.Advance("PT12H");
        (await bed.Act("message", "\"text\":\"still?\"")).Ok();
        await bed.Advance("PT23H");
        Assert.Equal("ok", (await bed.Send(psid, Text)).Code());
        await bed.Advance("PT1H0.001S");
        Assert.Equal(Shut, (await bed.Send(psid, Text)).Code());
    }

    [Theory]
    [InlineData("story_reply", "\"text\":\"lovely\"")]
    [InlineData("story_mention", "\"url\":\"https://cdn.example/mine\"")]
    [InlineData("story_mention", "")]
    public async Task Stories_of_Instagram_open_the_window_like_messages(string act, string fields)
    {
        await using var bed = await StoryBed.Start(Edition);
        (await bed.Act(act, fields)).Refuses(422, "act");
        var told = (await bed.Act(act, fields, "instagram")).Ok();
        Assert.StartsWith("aWdf", told.Text("mid"), StringComparison.Ordinal);
        await bed.Advance("P1D");
        Assert.Equal("ok", (await bed.Send($$"""{"id":"{{told.Text("psid")}}"}""", Text)).Code());
        await bed.Advance("PT0.001S");
        Assert.Equal("10/2534022", (await bed.Send($$"""{"id":"{{told.Text("psid")}}"}""", Text)).Code());
    }
}
