using System.Text.Json;

namespace Parley.Server.Tests.Api;

public sealed class PersonPlaceTests
{
    [Fact]
    public async Task A_thread_learns_with_its_first_act_where_the_person_is()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await bed.Patch("people/" + scene.Ada, """{"country":"US","region":"CA"}""")).Ok();
        Assert.Empty((await bed.Get("journal")).Data);
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await scene.Act("message", "\"text\":\"again\"")).Ok();
        var rows = (await bed.Get("journal")).Data;
        Assert.Equal(["placed", "message", "message"], rows.Select(row => row.GetProperty("kind").GetString()));
        Assert.Equal("US", rows[0].GetProperty("country").GetString());
        Assert.Equal("CA", rows[0].GetProperty("region").GetString());
        Assert.Equal(ApiBed.Noon, rows[0].GetProperty("at").GetString());
        Assert.True(await Required(scene, psid));
    }

    [Fact]
    public async Task A_person_nobody_places_leaves_no_row_and_a_move_is_told_to_every_thread_at_once()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await scene.Act("message", "\"text\":\"hi\"", "instagram")).Ok();
        Assert.Equal(2, (await bed.Get("journal")).Data.Length);
        Assert.False(await Required(scene, psid));
        (await bed.Post("clock/advance", """{"by":"PT1H"}""")).Ok();
        (await bed.Patch("people/" + scene.Ada, """{"country":"DE"}""")).Ok();
        Assert.True(await Required(scene, psid));
        var placed = (await bed.Get("journal?kind=placed")).Data;
        Assert.Equal(
            ["instagram", "messenger"], placed.Select(row => row.GetProperty("channel").GetString()).Order());
        Assert.All(placed, row => Assert.Equal("2021-10-05T13:00:00.000Z", row.GetProperty("at").GetString()));

        // Before the move it was not known, and a change of something else tells nobody.
        Assert.False(await Required(scene, psid, ",\"at\":\"2021-10-05T12:59:59.999Z\""));
        (await bed.Patch("people/" + scene.Ada, """{"name":"Ada King","gender":"female"}""")).Ok();
        Assert.Equal(2, (await bed.Get("journal?kind=placed")).Data.Length);
        (await bed.Patch("people/" + scene.Ada, """{"country":null}""")).Ok();
        Assert.False(await Required(scene, psid));
    }

    [Fact]
    public async Task An_import_that_moves_a_person_tells_their_threads()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await bed.Post(
            "world?merge=true", $$"""{"people":[{"id":"{{scene.Ada}}","name":"Ada","country":"DE"}]}""")).Ok();
        Assert.True(await Required(scene, psid));
    }

    [Fact]
    public async Task A_change_of_a_person_leaves_the_rest_alone()
    {
        await using var bed = await ApiBed.Start();
        (await bed.Post("people", """{"id":"7","name":"Ann","locale":"de_DE","country":"DE"}""")).Ok();
        var changed = (await bed.Patch("people/7", """{"timezone":"Europe/Berlin","locale":null}""")).Ok();
        Assert.Equal("Ann", changed.Text("name"));
        Assert.Equal("DE", changed.Text("country"));
        Assert.Equal("Europe/Berlin", changed.Text("timezone"));
        Assert.False(changed.Json.TryGetProperty("locale", out _));
        Assert.Equal(changed.Json.GetRawText(), (await bed.Get("people/7")).Json.GetRawText());
    }

    [Theory]
    [InlineData("""{"name":null}""", 400, "name")]
    [InlineData("""{"name":""}""", 400, "name")]
    [InlineData("""{"country":"Germany"}""", 400, "country")]
    [InlineData("""{"country":"UK"}""", 400, "country")]
    [InlineData("""{"region":"California"}""", 400, "region")]
    [InlineData("""{"locale":"german"}""", 400, "locale")]
    [InlineData("""{"timezone":"Mars"}""", 400, "timezone")]
    [InlineData("""{"gender":"x"}""", 400, "gender")]
    [InlineData("""{"id":"8"}""", 400, "id")]
    public async Task A_change_that_makes_no_sense_is_refused_by_field(string body, int status, string field)
    {
        await using var bed = await ApiBed.Start();
        (await bed.Post("people", """{"id":"7","name":"Ann"}""")).Ok();
        (await bed.Patch("people/7", body)).Refuses(status, field);
        (await bed.Patch("people/9", "{}")).Refuses(404, "person");
    }

    [Fact]
    public async Task An_automated_app_on_Instagram_needs_a_way_to_a_human()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"", "instagram")).Text("psid");
        var changed = (await bed.Patch("apps/" + scene.App, """{"human_route":false,"bot":"hybrid"}""")).Ok();
        Assert.False(changed.Json.GetProperty("automated").GetBoolean());
        Assert.Empty((await Decide(scene, psid)).GetProperty("policy").EnumerateArray());
        (await bed.Patch("apps/" + scene.App, """{"bot":"automated"}""")).Ok();
        Assert.Contains(
            "escalation",
            (await Decide(scene, psid)).GetProperty("policy").EnumerateArray()
                .Select(one => one.GetProperty("rule").GetString()));
        (await bed.Patch("apps/" + scene.App, """{"bot":"robot"}""")).Refuses(400, "bot");
        (await bed.Patch("apps/" + scene.App, """{"human_route":"yes"}""")).Refuses(400, "human_route");
    }

    private static async Task<bool> Required(Scene scene, string psid, string more = "") =>
        (await Decide(scene, psid, more)).GetProperty("obligations")[0].GetProperty("required").GetBoolean();

    private static async Task<JsonElement> Decide(Scene scene, string psid, string more = "")
    {
        var body = $$$"""
            {"page":"{{{scene.Page}}}"{{{more}}},"request":
             {"recipient":{"id":"{{{psid}}}"},"messaging_type":"RESPONSE","message":{"text":"a"} } }
            """;
        return (await scene.Bed.Post("decide", body)).Ok().Json;
    }
}
