using Parley.Server.Tests.Api;

namespace Parley.Server.Tests.Acts;

/// <summary>What people do without any webhook telling the page: it still decides what may be sent.</summary>
public sealed class SilentActTests
{
    private const string Response = "\"messaging_type\":\"RESPONSE\"";

    [Fact]
    public async Task A_login_makes_a_stranger_known_and_opens_the_window_for_a_day()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("login_connect")).Ok().Text("psid");
        Assert.Equal((true, null), await scene.Verdict(psid, Response));
        (await bed.Post("clock/advance", """{"by":"PT24H0.001S"}""")).Ok();
        Assert.Equal((false, "outside_window"), await scene.Verdict(psid, Response));
        var row = (await bed.Get("journal?kind=login_connected")).Data;
        Assert.Equal(psid, Assert.Single(row).GetProperty("psid").GetString());
    }

    [Fact]
    public async Task There_is_no_such_login_on_Instagram()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("login_connect", "", "instagram")).Refuses(422, "act");
        Assert.Empty((await bed.Get("journal")).Data);
    }

    [Fact]
    public async Task A_stop_said_elsewhere_holds_until_it_is_taken_back()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("opt_in")).Refuses(422, "act");
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await scene.Act("opt_out")).Ok();
        (await scene.Act("opt_out")).Ok();
        Assert.True(await IsSo(scene, psid, "opted_out"));
        await scene.Send(psid, """{"text":"We will leave you alone."}""");
        await scene.Send(psid, """{"text":"One thing more."}""");
        var sent = (await bed.Get("journal?kind=sent")).Data;
        Assert.DoesNotContain("optout", RulesOf(sent[0]));
        Assert.Contains("optout", RulesOf(sent[1]));

        (await scene.Act("opt_in")).Ok();
        (await scene.Act("opt_in")).Refuses(422, "act");
        Assert.False(await IsSo(scene, psid, "opted_out"));
        await scene.Send(psid, """{"text":"Welcome back."}""");
        Assert.DoesNotContain("optout", RulesOf((await bed.Get("journal?kind=sent")).Data[2]));
    }

    [Fact]
    public async Task Who_blocks_the_page_can_still_tell_it_to_stop()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("message", "\"text\":\"hi\"")).Ok();
        (await scene.Act("block")).Ok();
        (await scene.Act("opt_out")).Ok();
        (await scene.Act("opt_in")).Ok();
        (await scene.Act("login_connect")).Refuses(422, "act");
    }

    [Theory]
    [InlineData("messenger")]
    [InlineData("instagram")]
    public async Task Messages_turned_off_fail_as_by_a_block_until_they_are_on_again(string channel)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("messages_off", "", channel)).Refuses(422, "act");
        var psid = (await scene.Act("message", "\"text\":\"hi\"", channel)).Text("psid");
        (await scene.Act("messages_off", "", channel)).Ok();
        Assert.Equal((false, "blocked"), await scene.Verdict(psid, Response));
        Assert.True(await IsSo(scene, psid, "blocked"));
        (await scene.Act("messages_off", "", channel)).Refuses(422, "act");
        (await scene.Act("block", "", channel)).Refuses(422, "act");
        (await scene.Act("unblock", "", channel)).Ok();
        Assert.Equal((true, null), await scene.Verdict(psid, Response));
    }

    private static async Task<bool> IsSo(Scene scene, string psid, string member) =>
        (await scene.Bed.Get($"threads/{scene.Page}/{psid}")).Ok().Json.GetProperty(member).GetBoolean();

    private static string?[] RulesOf(System.Text.Json.JsonElement row) => row.TryGetProperty("policy", out var policy)
        ? [.. policy.EnumerateArray().Select(finding => finding.GetProperty("rule").GetString())]
        : [];
}
