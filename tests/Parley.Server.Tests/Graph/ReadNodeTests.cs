using NodaTime;
using Parley.Policy;

namespace Parley.Server.Tests.Graph;

/// <summary>Reading a page, an account, and what a person lets a page know.</summary>
public sealed class ReadNodeTests : IAsyncLifetime
{
    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("/me", """{"name":"Bakery","id":"100000000000001"}""")]
    [InlineData("/v21.0/100000000000001?fields=id", """{"id":"100000000000001"}""")]
    [InlineData("/me?fields=name", """{"name":"Bakery","id":"100000000000001"}""")]
    [InlineData("/me?fields=id, name", """{"id":"100000000000001","name":"Bakery"}""")]
    [InlineData("/me?fields=[\"id\"]&fields=[\"name\"]", """{"name":"Bakery","id":"100000000000001"}""")]
    [InlineData("/me?fields[0]=id", """{"id":"100000000000001"}""")]
    [InlineData("/me?fields=instagram_business_account{id,username},fan_count", """{"instagram_business_account":{"id":"17841400000000001","username":"bakery"},"id":"100000000000001"}""")]
    [InlineData("/me?fields=access_token", """{"access_token":"EAAtokenOfThePage","id":"100000000000001"}""")]
    [InlineData("/17841400000000001?fields=username,name,website", """{"username":"bakery","name":"Bakery","id":"17841400000000001"}""")]
    public async Task A_node_shows_the_fields_asked_for_and_always_its_id(string path, string json) =>
        Assert.Equal(json, (await server.Ask(HttpMethod.Get, path)).Text);

    [Theory]
    [InlineData("/me?fields=id,colour", "(#100) Tried accessing nonexisting field (colour) on node type (Page)")]
    [InlineData("/17841400000000001?fields=colour", "(#100) Tried accessing nonexisting field (colour) on node type (IGUser)")]
    public async Task A_field_that_does_not_exist_is_named(string path, string message)
    {
        var answer = await server.Ask(HttpMethod.Get, path);
        Assert.Equal((400, "100", message), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_profile_tells_what_the_platform_tells()
    {
        var usual = await server.Ask(HttpMethod.Get, $"/v21.0/{server.Ada}");
        Assert.Equal($$"""{"first_name":"Ada Maria","last_name":"Lovelace","id":"{{server.Ada}}"}""", usual.Text);
        var asked = await server.Ask(HttpMethod.Get, $"/{server.Ada}?fields=name,locale,timezone,gender");
        Assert.Equal(
            $$"""{"name":"Ada Maria Lovelace","locale":"en_GB","timezone":2,"gender":"female","id":"{{server.Ada}}"}""",
            asked.Text);
        Assert.Equal(
            "(#100) Tried accessing nonexisting field (shoe_size) on node type (User)",
            (await server.Ask(HttpMethod.Get, $"/{server.Ada}?fields=shoe_size")).Message);
    }

    [Fact]
    public async Task Time_zones_are_hours_at_the_platforms_time()
    {
        await server.Clock.AdvanceTo(Instant.FromUtc(2021, 12, 1, 0, 0), TestContext.Current.CancellationToken);
        var winter = await server.Ask(HttpMethod.Get, $"/{server.Ada}?fields=timezone");
        Assert.Equal(1, winter.Json.GetProperty("timezone").GetInt32());
    }

    [Fact]
    public async Task Old_versions_tell_more_unasked() => Assert.Equal(
        ["first_name", "last_name", "locale", "timezone", "gender", "id"],
        (await server.Ask(HttpMethod.Get, $"/v2.6/{server.Ada}")).Json.EnumerateObject().Select(member => member.Name));

    [Fact]
    public async Task A_field_the_app_was_not_granted_is_refused()
    {
        await server.World.Save(
            server.World.App(GraphServer.AppId)! with { Permissions = ["pages_messaging", "pages_user_locale"] });
        Assert.Equal(200, (await server.Ask(HttpMethod.Get, $"/{server.Ada}?fields=locale")).Status);
        Assert.Equal("10/2018247", (await server.Ask(HttpMethod.Get, $"/{server.Ada}?fields=gender")).Code);
    }

    [Fact]
    public async Task On_instagram_a_profile_has_other_fields_and_hides_behind_a_block()
    {
        var answer = await server.Ask(
            HttpMethod.Get,
            $"/{server.Ines}?fields=name,username,profile_pic,is_verified_user,follower_count",
            null,
            GraphServer.InstagramToken);
        Assert.Equal(
            $$"""{"name":"Ines Vale","username":"ines.vale","profile_pic":null,"is_verified_user":false,"follower_count":0,"id":"{{server.Ines}}"}""",
            answer.Text);
        await server.Act(server.Ines, Channel.Instagram, Storage.EventKind.Blocked);
        var hidden = await server.Ask(HttpMethod.Get, $"/{server.Ines}");
        Assert.Equal((403, "230"), (hidden.Status, hidden.Code));
    }

    [Fact]
    public async Task Who_never_wrote_has_no_profile_and_a_stranger_does_not_exist()
    {
        Assert.Equal("100/2018218", (await server.Ask(HttpMethod.Get, $"/{server.Silent}")).Code);
        Assert.Equal("100/33", (await server.Ask(HttpMethod.Get, "/7000000000000001")).Code);
        Assert.Equal(
            "100/33", (await server.Ask(HttpMethod.Get, $"/{server.Ada}", null, GraphServer.InstagramToken)).Code);
    }
}
