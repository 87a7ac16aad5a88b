namespace Parley.Server.Tests.Api;

public sealed class ClockTests
{
    [Fact]
    public async Task The_clock_is_shown_set_and_moved()
    {
        await using var bed = await ApiBed.Start();
        var clock = (await bed.Get("clock")).Ok();
        Assert.Equal((ApiBed.Noon, "virtual"), (clock.Text("now"), clock.Text("mode")));
        Assert.False(clock.Json.GetProperty("running").GetBoolean());
        Assert.Equal(
            "2021-10-05T13:00:00.000Z",
            (await bed.Put("clock", """{"now":"2021-10-05T13:00:00Z"}""")).Ok().Text("now"));
        Assert.Equal(
            "2021-10-06T14:00:00.000Z", (await bed.Post("clock/advance", """{"by":"PT25H"}""")).Ok().Text("now"));
        Assert.Equal(
            "2021-10-07T00:00:00.000Z",
            (await bed.Post("clock/advance", """{"to":"2021-10-07T00:00:00.000Z"}""")).Ok().Text("now"));
        Assert.False(
            (await bed.Post("clock/advance", """{"next":true}""")).Ok().Json.GetProperty("moved").GetBoolean());
    }

    [Fact]
    public async Task The_next_thing_to_fall_due_is_the_end_of_a_window()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        var moved = (await bed.Post("clock/advance", """{"next":true}""")).Ok();
        Assert.True(moved.Json.GetProperty("moved").GetBoolean());
        Assert.StartsWith("2021-10-06T12:00:00.00", moved.Text("now"), StringComparison.Ordinal);
        Assert.NotEqual("", psid);
    }

    [Theory]
    [InlineData("clock", """{}""", 400, "mode")]
    [InlineData("clock", """{"mode":"imaginary"}""", 400, "mode")]
    [InlineData("clock", """{"running":"yes"}""", 400, "running")]
    [InlineData("clock", """{"now":"noon"}""", 400, "now")]
    [InlineData("clock", """{"now":"2021-10-05T11:00:00.000Z"}""", 422, "now")]
    [InlineData("clock", """{"speed":2}""", 400, "mode", "speed")]
    [InlineData("clock/advance", """{}""", 400, "by")]
    [InlineData("clock/advance", """{"by":"PT1H","next":true}""", 400, "by")]
    [InlineData("clock/advance", """{"by":"1 hour"}""", 400, "by")]
    [InlineData("clock/advance", """{"by":"-PT1H"}""", 400, "by")]
    [InlineData("clock/advance", """{"by":"P1M"}""", 400, "by")]
    [InlineData("clock/advance", """{"next":false}""", 400, "next")]
    [InlineData("clock/advance", """{"to":"2021-10-05T11:59:59.999Z"}""", 422, "to")]
    public async Task What_a_clock_cannot_do_is_refused_by_field(
        string path, string body, int status, params string[] fields)
    {
        await using var bed = await ApiBed.Start();
        (await (path is "clock" ? bed.Put(path, body) : bed.Post(path, body))).Refuses(status, fields);
        Assert.Equal(ApiBed.Noon, (await bed.Get("clock")).Text("now"));
    }
}
