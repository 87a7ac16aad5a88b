namespace Parley.Server.Tests.Optins;

/// <summary>News and utility templates over HTTP, by what the page is and what it has.</summary>
public sealed class OtherLanesTests
{
    private const string Text = """{"text":"The council voted last night"}""";
    private const string News = ",\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"NON_PROMOTIONAL_SUBSCRIPTION\"";
    private const string Utility = ",\"messaging_type\":\"UTILITY\"";

    [Theory]
    [InlineData("2021-10-01", """{"npi":true}""", "ok")]
    [InlineData("2021-10-01", """{"npi":false}""", "10/2018065")]
    [InlineData("2018-09-27", """{"subscription":"approved"}""", "ok")]
    [InlineData("2018-09-27", """{"npi":true}""", "10/2018065")]
    public async Task News_go_out_long_after_the_window_for_those_who_are_registered(
        string edition, string facts, string code)
    {
        await using var bed = await StoryBed.Start(edition);
        (await bed.Tell(HttpMethod.Patch, $"/_parley/v1/pages/{bed.Page}", facts)).Ok();
        var recipient = await Recipient(bed);
        await bed.Advance("P90D");
        Assert.Equal(code, (await bed.Send(recipient, Text, News)).Code());

        // The fourth type of 2018 is the tag of that name.
        const string asType = ",\"messaging_type\":\"NON_PROMOTIONAL_SUBSCRIPTION\"";
        Assert.Equal(code, (await bed.Send(recipient, Text, asType)).Code());
    }

    [Theory]
    [InlineData("""{"name":"receipt"}""", "ok")]
    [InlineData("""{"name":"receipt","language":{"code":"en"}}""", "ok")]
    [InlineData("""{"name":"receipt","language":{"code":"ja"}}""", "100/9900030")]
    [InlineData("""{"name":"refund"}""", "100/9900030")]
    [InlineData("""{"name":"delay"}""", "100/9900031")]
    public async Task An_approved_utility_template_goes_out_at_any_time(string template, string code)
    {
        await using var bed = await StoryBed.Start("2025-09-01");
        (await bed.Tell(
            HttpMethod.Patch,
            $"/_parley/v1/pages/{bed.Page}",
            """{"templates":[{"name":"receipt"},{"name":"delay","status":"pending"}]}""")).Ok();
        var recipient = await Recipient(bed);
        await bed.Advance("P90D");
        Assert.Equal(code, (await bed.Send(recipient, $$"""{"template":{{template}}}""", Utility)).Code());
    }

    [Theory]
    [InlineData("2024-08-19", """{"template":{"name":"receipt"}}""", Utility, "100")]
    [InlineData("2025-09-01", """{"text":"Your order"}""", Utility, "100/9900030")]
    [InlineData("2025-09-01", """{"template":{"name":"receipt"}}""", "", "100/9900011")]
    public async Task Type_template_and_edition_belong_together(
        string edition, string message, string typing, string code)
    {
        await using var bed = await StoryBed.Start(edition);
        Assert.Equal(code, (await bed.Send(await Recipient(bed), message, typing)).Code());
    }

    [Theory]
    [InlineData("""["pages_messaging"]""", "230")]
    [InlineData("""["pages_messaging","page_utility_messaging"]""", "ok")]
    [InlineData("""["pages_messaging","pages_utility_messaging"]""", "ok")]
    public async Task Utility_templates_need_a_permission_of_their_own(string permissions, string code)
    {
        await using var bed = await StoryBed.Start("2025-09-01");
        (await bed.Tell(
            HttpMethod.Patch, $"/_parley/v1/apps/{bed.App}", $$"""{"permissions":{{permissions}}}""")).Ok();
        var told = await bed.Send(await Recipient(bed), """{"template":{"name":"receipt"}}""", Utility);
        Assert.Equal(code, told.Code());
        Assert.Equal("ok", (await bed.Send(await Recipient(bed), """{"text":"hi"}""")).Code());
    }

    [Fact]
    public async Task A_utility_template_stands_in_the_history()
    {
        await using var bed = await StoryBed.Start("2025-09-01");
        var recipient = await Recipient(bed);
        const string filled =
            """{"name":"receipt","components":[{"type":"body","parameters":[{"type":"text","text":"42"}]}]}""";
        (await bed.Send(recipient, $$"""{"template":{{filled}}}""", Utility)).Ok();
        var shown = (await bed.Read($"threads/{bed.Page}/{bed.LastPsid}/messages")).Data[^1].GetProperty("template");
        Assert.Equal("receipt", shown.GetProperty("name").GetString());
        Assert.Equal("en", shown.GetProperty("language").GetProperty("code").GetString());
    }

    private static async Task<string> Recipient(StoryBed bed)
    {
        bed.LastPsid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        return $$"""{"id":"{{bed.LastPsid}}"}""";
    }
}
