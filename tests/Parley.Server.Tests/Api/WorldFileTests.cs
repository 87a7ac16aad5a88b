namespace Parley.Server.Tests.Api;

public sealed class WorldFileTests
{
    [Fact]
    public async Task An_export_imported_into_an_empty_store_gives_the_same_world()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await bed.Patch(
            "pages/" + scene.Page, """{"mode":"strict","edition":"auto","country":"DE","admins":["a@b.de"]}""")).Ok();
        (await scene.Act("message", "\"text\":\"hi\"")).Ok();
        (await scene.Act("message", "\"text\":\"hi\"", "instagram")).Ok();
        var file = (await bed.Get("world")).Ok().Json.GetRawText();

        await using var other = await ApiBed.Start();
        (await other.Post("world", file)).Ok();
        Assert.Equal(file, (await other.Get("world")).Json.GetRawText());
        var told = (await other.Post(
            $"people/{scene.Ada}/acts", $$"""{"page":"{{scene.Page}}","act":"message","text":"again"}""")).Ok();
        Assert.Contains(told.Text("psid"), file, StringComparison.Ordinal);
        Assert.NotEqual(
            "",
            await (scene with { Bed = other }).Send(told.Text("psid"), """{"text":"I am a bot: same token"}"""));
    }

    [Fact]
    public async Task Every_fault_of_a_file_is_told_and_nothing_of_it_is_applied()
    {
        await using var bed = await ApiBed.Start();
        await bed.Scene();
        var before = (await bed.Get("world")).Json.GetRawText();
        var told = await bed.Post("world", """
            {"apps":[{"id":"5","name":"A"},{"id":"5","name":"B"},{"id":"6","name":"C","subscriptions":[
                {"object":"page","callback_url":"https://e.com","fields":["messages","gossip"]}]}],
             "pages":[{"id":"6","name":"P"},{"id":"7","name":"Q","apps":[{"id":"99"}],"default_app":"x"}],
             "people":[{"id":"1","name":"X","contacts":[{"page":"8","psid":"1"}]},{"name":""}],
             "weather":"fine"}
            """);
        told.Refuses(400, "apps[2].subscriptions[0].fields[1]", "pages[1].default_app", "people[1].name", "weather");
        var second = await bed.Post("world", """
            {"apps":[{"id":"5","name":"A"},{"id":"5","name":"B"}],
             "pages":[{"id":"5","name":"P"},{"id":"7","name":"Q","apps":[{"id":"99"}]}],
             "people":[{"id":"1","name":"X","contacts":[
                         {"page":"8","psid":"1"},{"page":"7","channel":"instagram","psid":"3"}]},
                       {"id":"2","name":"Y","contacts":[{"page":"7","psid":"9"}]},
                       {"id":"3","name":"Z","contacts":[{"page":"7","psid":"9"}]}]}
            """);
        second.Refuses(
            400,
            "apps[1].id",
            "pages[0].id",
            "pages[1].apps[0].id",
            "people[0].contacts[0].page",
            "people[0].contacts[1].channel",
            "people[2].contacts[0].psid");
        (await bed.Post(
            "world", """{"clock":{"now":"2020-01-01T00:00:00.000Z"},"people":[{"name":"X"}]}""")).Refuses(422, "now");
        (await bed.Post("world?merge=maybe", "{}")).Refuses(400, "merge");
        Assert.Equal(before, (await bed.Get("world")).Json.GetRawText());
    }

    [Fact]
    public async Task A_merge_adds_and_changes_and_keeps_the_rest()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("message", "\"text\":\"hi\"")).Ok();
        var merged = (await bed.Post("world?merge=true", $$"""
            {"clock":{"now":"2021-10-06T00:00:00.000Z"},
             "apps":[{"id":"{{scene.App}}","name":"Renamed"}],
             "people":[{"id":"42","name":"New"}]}
            """)).Ok();
        var app = Assert.Single(merged.Json.GetProperty("apps").EnumerateArray());
        Assert.Equal("Renamed", app.GetProperty("name").GetString());
        Assert.Equal(scene.Bot.GetProperty("secret").GetString(), app.GetProperty("secret").GetString());
        Assert.Equal(2, merged.Json.GetProperty("people").GetArrayLength());
        Assert.Single(merged.Json.GetProperty("pages").EnumerateArray());
        Assert.Equal("2021-10-06T00:00:00.000Z", (await bed.Get("clock")).Text("now"));
        (await scene.Act("message", "\"text\":\"still here\"")).Ok();
    }

    [Fact]
    public async Task A_replacement_makes_up_what_a_short_file_leaves_out()
    {
        await using var bed = await ApiBed.Start();
        await bed.Scene();
        var told = (await bed.Post("world", """
            {"apps":[{"id":"500","name":"Bot","subscriptions":[
                {"object":"page","callback_url":"http://127.0.0.1:9/","fields":["messages"]}]}],
             "pages":[{"name":"P","instagram":{"username":"p"},"apps":[{"id":"500","subscribed_fields":["messages"]}]}],
             "people":[{"name":"X"}]}
            """)).Ok();
        var page = Assert.Single(told.Json.GetProperty("pages").EnumerateArray());
        Assert.StartsWith("EAA", page.GetProperty("apps")[0].GetProperty("token").GetString());
        Assert.StartsWith("17841", page.GetProperty("instagram").GetProperty("id").GetString());
        Assert.Single((await bed.Get("people")).Data);
        Assert.Equal(
            "messages",
            (await bed.Get("pages")).Data[0].GetProperty("subscribed_fields").GetProperty("500")[0].GetString());
    }
}
