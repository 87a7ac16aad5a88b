namespace Parley.Server.Tests.Api;

public sealed class DecideTests
{
    [Fact]
    public async Task A_question_is_answered_as_the_send_would_be_and_nothing_happens()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        var open = await Ask(bed, scene, psid, "");
        Assert.True(open.Json.GetProperty("wire").GetProperty("accept").GetBoolean());
        Assert.Equal("standard", open.Text("lane"));
        var last = await Ask(bed, scene, psid, ",\"at\":\"2021-10-06T12:00:00.000Z\"");
        Assert.True(last.Json.GetProperty("wire").GetProperty("accept").GetBoolean());
        var late = await Ask(bed, scene, psid, ",\"at\":\"2021-10-06T12:00:00.001Z\"");
        Assert.Equal((10, 2018278), Code(late));
        Assert.Equal("2021-10-06T12:00:00.001Z", late.Text("at"));
        Assert.Single((await bed.Get("journal")).Data);
    }

    [Fact]
    public async Task The_past_is_judged_as_it_was_known()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await bed.Post("clock/advance", """{"by":"PT30H"}""")).Ok();
        (await scene.Act("message", "\"text\":\"again\"")).Ok();
        Assert.Equal((10, 2018278), Code(await Ask(bed, scene, psid, ",\"at\":\"2021-10-06T13:00:00.000Z\"")));
        Assert.Equal((100, 2018001), Code(await Ask(bed, scene, psid, ",\"at\":\"2021-10-05T11:59:59.999Z\"")));
    }

    [Fact]
    public async Task Author_mode_and_app_make_a_difference()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var plain = (await bed.Post("apps", """{"name":"Plain"}""")).Text("id");
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        const string late = ",\"at\":\"2021-10-07T12:00:00.000Z\"";
        const string tag = "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\"";
        var bot = await Ask(bed, scene, psid, late, tag);
        Assert.True(bot.Json.GetProperty("wire").GetProperty("accept").GetBoolean());
        Assert.Equal("automated", bot.Json.GetProperty("policy")[0].GetProperty("rule").GetString());
        var human = await Ask(bed, scene, psid, late + ",\"author\":\"human\"", tag);
        Assert.Empty(human.Json.GetProperty("policy").EnumerateArray());
        var strict = await Ask(bed, scene, psid, late + ",\"mode\":\"strict\"", tag);
        Assert.False(strict.Json.GetProperty("wire").GetProperty("accept").GetBoolean());
        Assert.Equal("policy_violation", strict.Json.GetProperty("wire").GetProperty("reason").GetString());
        var ungranted = await Ask(bed, scene, psid, late + $",\"author\":\"human\",\"app\":\"{plain}\"", tag);
        Assert.Equal((10, 9900010), Code(ungranted));
    }

    [Fact]
    public async Task A_send_that_cannot_be_read_gets_the_wires_own_error()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        var empty = (await bed.Post(
            "decide",
            $$$"""{"page":"{{{scene.Page}}}","request":{"recipient":{"id":"{{{psid}}}"},"message":{} } }""")).Ok();
        Assert.False(empty.Json.GetProperty("wire").GetProperty("accept").GetBoolean());
        Assert.Equal((100, 2018034), Code(empty));
        Assert.NotEmpty(empty.Json.GetProperty("lanes").EnumerateArray());
        var nobody = (await bed.Post(
            "decide", $$$"""{"page":"{{{scene.Page}}}","request":{"message":{"text":"a"} } }""")).Ok();
        Assert.Equal(100, nobody.Json.GetProperty("wire").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("""{"request":{}}""", 400, "page")]
    [InlineData("""{"page":"1"}""", 400, "request")]
    [InlineData("""{"page":"1","request":"x"}""", 400, "request")]
    [InlineData("""{"page":"1","request":{},"author":"cat"}""", 400, "author")]
    [InlineData("""{"page":"1","request":{},"mode":"x"}""", 400, "mode")]
    [InlineData("""{"page":"1","request":{},"edition":"x"}""", 400, "edition")]
    [InlineData("""{"page":"1","request":{},"at":"x"}""", 400, "at")]
    [InlineData("""{"page":"1","request":{},"to":"x"}""", 400, "to")]
    [InlineData("""{"page":"1","request":{}}""", 422, "page")]
    public async Task A_question_that_makes_no_sense_is_refused_by_field(string body, int status, string field)
    {
        await using var bed = await ApiBed.Start();
        (await bed.Post("decide", body)).Refuses(status, field);
    }

    private static async Task<Told> Ask(
        ApiBed bed, Scene scene, string psid, string more, string type = "\"messaging_type\":\"RESPONSE\"")
    {
        var app = more.Contains("\"app\"", StringComparison.Ordinal) ? "" : $",\"app\":\"{scene.App}\"";
        var request = $$$"""{"recipient":{"id":"{{{psid}}}"},{{{type}}},"message":{"text":"a"}}""";
        return (await bed.Post("decide", $$"""{"page":"{{scene.Page}}","request":{{request}}{{app}}{{more}}}""")).Ok();
    }

    private static (int, int) Code(Told decision)
    {
        var wire = decision.Json.GetProperty("wire");
        return (wire.GetProperty("code").GetInt32(), wire.GetProperty("error_subcode").GetInt32());
    }
}
