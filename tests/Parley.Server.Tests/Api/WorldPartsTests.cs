using System.Text.Json;

namespace Parley.Server.Tests.Api;

public sealed class WorldPartsTests
{
    [Fact]
    public async Task An_app_keeps_what_it_is_given()
    {
        await using var bed = await ApiBed.Start();
        var made = await bed.Post("apps", """
            {"name":"Helpdesk","id":"500000000000005","secret":"s3cret","verify_token":"v","automated":false,
             "features":["human_agent"],"permissions":["pages_messaging"],"requires_proof":true}
            """);
        Assert.Equal(201, (int)made.Status);
        Assert.Equal("/_parley/v1/apps/500000000000005", made.Location!.ToString());
        Assert.Equal("500000000000005|s3cret", made.Text("app_token"));
        var shown = (await bed.Get("apps/500000000000005")).Ok();
        Assert.Equal(made.Json.GetRawText(), shown.Json.GetRawText());
        Assert.Equal("human_agent", shown.Json.GetProperty("features")[0].GetString());
        Assert.False(shown.Json.GetProperty("automated").GetBoolean());
        Assert.True(shown.Json.GetProperty("requires_proof").GetBoolean());
    }

    [Fact]
    public async Task A_change_of_an_app_leaves_the_rest_alone()
    {
        await using var bed = await ApiBed.Start();
        var app = (await bed.Post("apps", """{"name":"Bot"}""")).Ok();
        var changed = (await bed.Patch("apps/" + app.Text("id"), """{"features":["human_agent"]}""")).Ok();
        Assert.Equal(app.Text("secret"), changed.Text("secret"));
        Assert.Equal("Bot", changed.Text("name"));
        Assert.Equal(1, changed.Json.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public async Task A_page_gets_a_token_for_each_of_its_apps_on_both_hosts()
    {
        await using var bed = await ApiBed.Start();
        var one = (await bed.Post("apps", """{"name":"One"}""")).Text("id");
        var two = (await bed.Post("apps", """{"name":"Two"}""")).Text("id");
        var page = (await bed.Post("pages", $$"""
            {"name":"P","country":"DE","admins":["ann@example.com"],
             "instagram":{"id":"17841400000000001","username":"p"},
             "apps":["{{one}}"],"edition":"auto","mode":"strict"}
            """)).Ok();
        Assert.Equal("17841400000000001", page.Text("instagram_id"));
        Assert.StartsWith("EAA", page.Json.GetProperty("tokens").GetProperty(one).GetString());
        Assert.StartsWith("IG", page.Json.GetProperty("instagram_tokens").GetProperty(one).GetString());
        Assert.False(page.Json.GetProperty("tokens").TryGetProperty(two, out _));

        var changed = (await bed.Patch(
            "pages/" + page.Text("id"), $$"""{"apps":[{"id":"{{two}}"}],"mode":null}""")).Ok();
        Assert.Equal(2, changed.Json.GetProperty("tokens").EnumerateObject().Count());
        Assert.Equal(
            page.Json.GetProperty("tokens").GetProperty(one).GetString(),
            changed.Json.GetProperty("tokens").GetProperty(one).GetString());
        Assert.False(changed.Json.TryGetProperty("mode", out _));
        Assert.Equal("auto", changed.Text("edition"));
        Assert.Equal(changed.Json.GetRawText(), (await bed.Get("pages/" + page.Text("id"))).Json.GetRawText());
    }

    [Fact]
    public async Task A_page_that_gets_an_Instagram_account_later_gets_its_tokens_too()
    {
        await using var bed = await ApiBed.Start();
        var app = (await bed.Post("apps", """{"name":"One"}""")).Text("id");
        var page = (await bed.Post("pages", """{"name":"P"}""")).Ok();
        Assert.Empty(page.Json.GetProperty("instagram_tokens").EnumerateObject());
        var linked = (await bed.Patch("pages/" + page.Text("id"), """{"instagram":{"username":"p"}}""")).Ok();
        Assert.StartsWith("17841", linked.Text("instagram_id"));
        Assert.StartsWith("IG", linked.Json.GetProperty("instagram_tokens").GetProperty(app).GetString());
        (await bed.Patch(
            "pages/" + page.Text("id"),
            """{"instagram":{"id":"17841400000000009","username":"p"}}""")).Refuses(422, "instagram.id");
    }

    [Theory]
    [InlineData("""{"id":"1"}""", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":"\ud800"}""", "name")]
    [InlineData("""{"name":"P","id":"x"}""", "id")]
    [InlineData("""{"name":"P","id":"0"}""", "id")]
    [InlineData("""{"name":"P","id":"1234567890123456789"}""", "id")]
    [InlineData("""{"name":"P","country":"Germany"}""", "country")]
    [InlineData("""{"name":"P","country":"UK"}""", "country")]
    [InlineData("""{"name":"P","admins":["nobody"]}""", "admins")]
    [InlineData("""{"name":"P","admins":"a@b"}""", "admins")]
    [InlineData("""{"name":"P","instagram":{}}""", "instagram.username")]
    [InlineData("""{"name":"P","instagram":{"username":"p","followers":3}}""", "instagram.followers")]
    [InlineData("""{"name":"P","apps":["?"]}""", "apps[0]")]
    [InlineData("""{"name":"P","apps":[{"id":"1","may_take_control":"yes"}]}""", "apps[0].may_take_control")]
    [InlineData("""{"name":"P","edition":"1999-01-01"}""", "edition")]
    [InlineData("""{"name":"P","mode":"loose"}""", "mode")]
    [InlineData("""{"name":"P","default_app":"one"}""", "default_app")]
    [InlineData("""{"name":"P","colour":"red"}""", "colour")]
    public async Task A_page_that_makes_no_sense_is_refused_by_field(string body, string field)
    {
        await using var bed = await ApiBed.Start();
        (await bed.Post("pages", body)).Refuses(400, field);
        Assert.Empty((await bed.Get("pages")).Data);
    }

    [Fact]
    public async Task Every_fault_of_a_body_is_told_at_once()
    {
        await using var bed = await ApiBed.Start();
        var told = await bed.Post(
            "apps", """{"automated":"yes","features":["flying"],"permissions":["Pages"],"secret":1,"otn":1}""");
        told.Refuses(400, "automated", "features", "name", "otn", "permissions", "secret");
    }

    [Fact]
    public async Task A_default_app_is_one_of_the_page_or_an_inbox_and_goes_through_a_world_file()
    {
        await using var bed = await ApiBed.Start();
        (await bed.Post("apps", """{"name":"A","id":"500"}""")).Ok();
        (await bed.Post("apps", """{"name":"B","id":"501"}""")).Ok();
        (await bed.Post("pages", """{"name":"P","id":"9","default_app":"1"}""")).Refuses(422, "default_app");
        (await bed.Post(
            "pages", """{"name":"P","id":"9","apps":["500"],"default_app":"501"}""")).Refuses(422, "default_app");
        var made = (await bed.Post("pages", """
            {"name":"P","id":"9","apps":["500",{"id":"501","may_take_control":true}],"default_app":"500"}
            """)).Ok();
        Assert.Equal("500", made.Text("default_app"));
        Assert.Equal("501", made.Json.GetProperty("may_take_control")[0].GetString());

        var world = (await bed.Get("world")).Ok().Json.GetRawText();
        var cleared = (await bed.Patch(
            "pages/9", """{"default_app":null,"apps":[{"id":"501","may_take_control":false}]}""")).Ok().Json;
        Assert.False(cleared.TryGetProperty("default_app", out _));
        Assert.False(cleared.TryGetProperty("may_take_control", out _));
        (await bed.Post("world", world)).Ok();
        Assert.Equal(world, (await bed.Get("world")).Json.GetRawText());
        Assert.Equal(
            "263902037430900",
            (await bed.Patch("pages/9", """{"default_app":"263902037430900"}""")).Ok().Text("default_app"));
        (await bed.Post("world", """{"pages":[{"id":"9","name":"P","default_app":"77"}]}"""))
            .Refuses(400, "pages[0].default_app");
    }

    [Fact]
    public async Task An_id_is_given_once_across_apps_pages_and_accounts()
    {
        await using var bed = await ApiBed.Start();
        (await bed.Post("apps", """{"name":"A","id":"500"}""")).Ok();
        (await bed.Post("apps", """{"name":"B","id":"500"}""")).Refuses(409, "id");
        (await bed.Post("pages", """{"name":"B","id":"500"}""")).Refuses(409, "id");
        (await bed.Post(
            "pages", """{"name":"B","instagram":{"id":"500","username":"b"}}""")).Refuses(409, "instagram.id");
        (await bed.Post("pages", """{"name":"B","apps":["501"]}""")).Refuses(422, "apps[0]");
    }

    [Fact]
    public async Task A_person_keeps_what_they_are_given()
    {
        await using var bed = await ApiBed.Start();
        var made = (await bed.Post("people", """
            {"name":"Ann Doe","id":"7","locale":"de_DE","timezone":"Europe/Berlin",
             "country":"DE","region":"BE","gender":"female"}
            """)).Ok();
        Assert.Equal("7", made.Text("id"));
        Assert.Equal(made.Json.GetRawText(), (await bed.Get("people/7")).Json.GetRawText());
        (await bed.Post("people", """{"name":"Ben","id":"7"}""")).Refuses(409, "id");
        Assert.Equal("-7", (await bed.Post("people", """{"name":"Ben","timezone":-7}""")).Ok().Text("timezone"));
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"A","locale":"german"}""", "locale")]
    [InlineData("""{"name":"A","timezone":"Mars/Base"}""", "timezone")]
    [InlineData("""{"name":"A","timezone":25}""", "timezone")]
    [InlineData("""{"name":"A","gender":"x"}""", "gender")]
    [InlineData("""{"name":"A","age":3}""", "age")]
    public async Task A_person_that_makes_no_sense_is_refused_by_field(string body, string field)
    {
        await using var bed = await ApiBed.Start();
        (await bed.Post("people", body)).Refuses(400, field);
    }

    [Fact]
    public async Task Lists_go_on_where_they_ended()
    {
        await using var bed = await ApiBed.Start();
        for (var i = 1; i <= 5; i++) (await bed.Post("people", $$"""{"name":"P{{i}}","id":"{{i}}"}""")).Ok();
        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = (await bed.Get("people?limit=2" + (next is null ? "" : "&after=" + next))).Ok();
            seen.AddRange(page.Data.Select(person => person.GetProperty("id").GetString()!));
            next = page.Json.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        while (next is not null);
        Assert.Equal(["1", "2", "3", "4", "5"], seen);
        (await bed.Get("people?limit=0")).Refuses(400, "limit");
        (await bed.Get("people?after=x")).Refuses(400, "after");
        (await bed.Get("people?colour=red")).Refuses(400, "colour");
    }

    [Fact]
    public async Task Unknown_things_are_404_and_named()
    {
        await using var bed = await ApiBed.Start();
        (await bed.Get("apps/1")).Refuses(404, "app");
        (await bed.Patch("apps/1", "{}")).Refuses(404, "app");
        (await bed.Get("pages/x")).Refuses(404, "page");
        (await bed.Patch("pages/1", "{}")).Refuses(404, "page");
        (await bed.Get("people/1")).Refuses(404, "person");
        (await bed.Get("threads/1")).Refuses(404, "page");
        (await bed.Get("threads/1/2")).Refuses(404, "page");
        var nowhere = await bed.Get("nowhere");
        Assert.Equal(404, (int)nowhere.Status);
        Assert.Equal("application/problem+json", nowhere.MediaType);
    }

    [Theory]
    [InlineData("{", 400, "body")]
    [InlineData("", 400, "body")]
    [InlineData("[]", 400, "body")]
    [InlineData("""{"name":"A","\ud800":1}""", 400, "body")]
    [InlineData("""{"name":"A","name":"B"}""", 400, "body")]
    public async Task A_body_that_is_no_JSON_object_is_refused(string body, int status, string field)
    {
        await using var bed = await ApiBed.Start();
        (await bed.Post("people", body)).Refuses(status, field);
    }

    [Fact]
    public async Task A_wrong_method_and_a_body_of_another_type_or_too_large_or_too_deep_are_refused()
    {
        await using var bed = await ApiBed.Start();
        (await bed.Tell(
            HttpMethod.Post,
            "/_parley/v1/people",
            "name=A",
            "application/x-www-form-urlencoded")).Refuses(415, "Content-Type");
        var wrongMethod = await bed.Tell(HttpMethod.Delete, "/_parley/v1/people", null);
        Assert.Equal((405, "application/problem+json"), ((int)wrongMethod.Status, wrongMethod.MediaType));
        var large = JsonSerializer.Serialize(new { name = new string('x', 1_100_000) });
        (await bed.Post("people", large)).Refuses(413, "body");
        (await bed.Post("people", new string('[', 5000))).Refuses(400, "body");
    }
}
