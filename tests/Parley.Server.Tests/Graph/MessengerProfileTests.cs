using System.Net.Http.Json;
using Parley.Storage;

namespace Parley.Server.Tests.Graph;

/// <summary>The Messenger Profile and the settings of single people, over HTTP.</summary>
public sealed class MessengerProfileTests : IAsyncLifetime
{
    private const string Profile = "/v21.0/me/messenger_profile";
    private const string Settings = "/v21.0/me/custom_user_settings";
    private const string Done = """{"result":"success"}""";
    private const string Nothing = """{"data":[]}""";
    private const string GetStarted = """{"get_started":{"payload":"START"}}""";

    private const string Menu =
        """[{"locale":"default","call_to_actions":[{"type":"postback","title":"Hours","payload":"HOURS"}]}]""";

    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_property_is_set_read_overwritten_and_deleted()
    {
        Assert.Equal(Nothing, await Get("?fields=get_started"));
        Assert.Equal(Done, await Set(GetStarted));
        Assert.Equal(Done, await Set("""{"greeting":[{"locale":"default","text":"Hello"}]}"""));
        Assert.Equal("""{"data":[{"get_started":{"payload":"START"}}]}""", await Get("?fields=get_started"));
        Assert.Equal(Done, await Set("""{"get_started":{"payload":"AGAIN"}}"""));
        Assert.Equal(
            """{"data":[{"get_started":{"payload":"AGAIN"},"greeting":[{"locale":"default","text":"Hello"}]}]}""",
            await Get(""));
        Assert.Equal(Done, await Delete("?fields=get_started"));
        Assert.Equal(
            """{"data":[{"greeting":[{"locale":"default","text":"Hello"}]}]}""",
            await Get("?fields=greeting,get_started"));
    }

    [Theory]
    [InlineData("""{"ice_breakers":[{"question":"Where?","payload":"W"}]}""")]
    [InlineData("""{"ice_breakers":[{"locale":"default","call_to_actions":[{"question":"Où?","payload":"W"}]}]}""")]
    [InlineData("""{"whitelisted_domains":["https://a.example"]}""")]
    [InlineData("""{"account_linking_url":"https://a.example/link"}""")]
    [InlineData("""{"commands":[{"locale":"default","commands":[{"name":"hours","description":"Opening hours"}]}]}""")]
    public async Task What_is_read_is_what_was_set(string body)
    {
        await Set(body);
        Assert.Equal($$"""{"data":[{{body}}]}""", await Get(""));
    }

    [Fact]
    public async Task A_menu_needs_get_started_and_keeps_it()
    {
        Assert.Equal("100/2018145", (await server.Post(Profile, $$$"""{"persistent_menu":{{{Menu}}}}""")).Code);
        Assert.Equal(Nothing, await Get(""));
        await Set($$$"""{"persistent_menu":{{{Menu}}},"get_started":{"payload":"START"}}""");
        Assert.Equal("100/2018145", (await server.Ask(HttpMethod.Delete, Profile + "?fields=get_started")).Code);
        Assert.Equal($$"""{"data":[{"persistent_menu":{{Menu}}}]}""", await Get("?fields=persistent_menu"));
        Assert.Equal(Done, await Delete("""?fields=["get_started","persistent_menu"]"""));
        Assert.Equal(Nothing, await Get(""));
    }

    [Fact]
    public async Task Nothing_of_a_request_with_a_fault_is_kept()
    {
        var answer = await server.Post(
            Profile, """{"get_started":{"payload":"START"},"greeting":[{"locale":"en_US","text":"a"}]}""");
        Assert.Equal("100/9900084", answer.Code);
        Assert.Equal(Nothing, await Get(""));
    }

    [Theory]
    [InlineData("?fields=get_started", null)]
    [InlineData("?fields[0]=get_started", null)]
    [InlineData("""?fields=["get_started"]""", null)]
    [InlineData("", """{"fields":["get_started"]}""")]
    [InlineData("", """{"fields":["GET_STARTED","greeting"]}""")]
    public async Task A_deletion_names_properties_in_query_or_body(string query, string? body)
    {
        await Set(GetStarted);
        var deleted = await server.Ask(
            HttpMethod.Delete, Profile + query, body is null ? null : JsonContent.Create(JsonElement(body)));
        Assert.Equal(Done, deleted.Text);
        Assert.Equal(Nothing, await Get(""));
    }

    [Fact]
    public async Task A_deletion_that_names_nothing_under_fields_deletes_nothing()
    {
        await Set(GetStarted);
        var answer = await server.Ask(
            HttpMethod.Delete, Profile, JsonContent.Create(JsonElement("""{"payload":["get_started"]}""")));
        Assert.Equal(
            (400, "100", "(#100) The parameter fields is required"), (answer.Status, answer.Code, answer.Message));
        Assert.NotEqual(Nothing, await Get(""));
    }

    [Fact]
    public async Task Retired_properties_are_read_as_nothing_and_refused_otherwise()
    {
        Assert.Equal(Nothing, await Get("?fields=payment_settings,target_audience,home_url"));
        await Set(GetStarted);
        Assert.Equal("""{"data":[{"get_started":{"payload":"START"}}]}""", await Get("?fields=home_url,get_started"));
        Assert.Equal("100/9900082", (await server.Post(Profile, """{"home_url":{"url":"https://a.example"}}""")).Code);
        Assert.Equal("100/9900082", (await server.Ask(HttpMethod.Delete, Profile + "?fields=home_url")).Code);
    }

    [Fact]
    public async Task The_pages_privacy_region_is_read_where_it_is_asked_for()
    {
        Assert.Equal(
            """{"data":[{"subject_to_new_eu_privacy_rules":false}]}""",
            await Get("?fields=subject_to_new_eu_privacy_rules"));
        await server.World.Save(server.World.Page(GraphServer.Page)! with { EuPrivacy = true });
        Assert.Equal(
            """{"data":[{"subject_to_new_eu_privacy_rules":true}]}""",
            await Get("?fields=subject_to_new_eu_privacy_rules"));
    }

    [Fact]
    public async Task Instagram_has_a_profile_of_its_own()
    {
        await Set(GetStarted);
        Assert.Equal(Nothing, await Get("?platform=instagram"));
        Assert.Equal(Done, await Set($$$"""{"platform":"instagram","persistent_menu":{{{Menu}}}}"""));
        Assert.Equal($$"""{"data":[{"persistent_menu":{{Menu}}}]}""", await Get("?platform=INSTAGRAM"));
        Assert.Equal("""{"data":[{"get_started":{"payload":"START"}}]}""", await Get("?platform=messenger"));
        Assert.Equal("100/9900083", (await server.Post(Profile + "?platform=instagram", GetStarted)).Code);
        Assert.Equal("100", (await server.Post(Profile + "?platform=whatsapp", GetStarted)).Code);
        Assert.Equal(Done, await Delete("?platform=instagram&fields=persistent_menu"));
        Assert.Equal(Nothing, await Get("?platform=instagram"));
    }

    [Fact]
    public async Task The_instagram_login_host_knows_the_accounts_profile()
    {
        const string breakers = """{"ice_breakers":[{"question":"Where?","payload":"W"}]}""";
        var set = await server.Post(Profile, breakers, GraphServer.InstagramToken);
        Assert.Equal(Done, set.Text);
        var read = await server.Ask(
            HttpMethod.Get, $"/v21.0/{GraphServer.AccountNumber}/messenger_profile", token: GraphServer.InstagramToken);
        Assert.Equal($$"""{"data":[{{breakers}}]}""", read.Text);
        var other = await server.Post(Profile + "?platform=messenger", breakers, GraphServer.InstagramToken);
        Assert.Equal("100", other.Code);
        // The account's own node has the edge on its own host alone.
        var foreign = await server.Ask(HttpMethod.Get, $"/v21.0/{GraphServer.AccountNumber}/messenger_profile");
        Assert.Equal("100/33", foreign.Code);
    }

    [Fact]
    public async Task A_page_without_an_account_has_no_instagram_profile()
    {
        await server.World.Save(new PageRecord { Id = GraphServer.PageNumber, Name = "Bakery" });
        Assert.Equal("100/2534013", (await server.Ask(HttpMethod.Get, Profile + "?platform=instagram")).Code);
    }

    [Theory]
    [InlineData("pages_messaging", "", "instagram_manage_messages")]
    [InlineData("instagram_manage_messages", "?platform=instagram", "pages_messaging")]
    public async Task Each_platform_asks_for_its_permission(string needed, string query, string other)
    {
        await Grant(other);
        var refused = await server.Ask(HttpMethod.Get, Profile + query);
        Assert.Equal((403, "230"), (refused.Status, refused.Code));
        Assert.Contains(needed, refused.Message, StringComparison.Ordinal);
        await Grant(needed);
        Assert.Equal(Nothing, await Get(query));
    }

    [Fact]
    public async Task One_person_can_have_a_menu_of_their_own()
    {
        Assert.Equal(Nothing, (await Person($"?psid={server.Ada}")).Text);
        var own = Menu.Replace("HOURS", "MINE", StringComparison.Ordinal);
        var set = await server.Post(Settings, $$$"""{"psid":"{{{server.Ada}}}","persistent_menu":{{{own}}}}""");
        Assert.Equal(Done, set.Text);
        Assert.Equal(
            $$"""{"data":[{"user_level_persistent_menu":{{own}}}]}""", (await Person($"?psid={server.Ada}")).Text);
        await Set($$$"""{"persistent_menu":{{{Menu}}},"get_started":{"payload":"START"}}""");
        Assert.Equal(
            $$"""{"data":[{"user_level_persistent_menu":{{own}},"page_level_persistent_menu":{{Menu}}}]}""",
            (await Person($"?psid={server.Ada}")).Text);
        var deleted = await server.Ask(
            HttpMethod.Delete, $"{Settings}?psid={server.Ada}&params=[%22persistent_menu%22]");
        Assert.Equal(Done, deleted.Text);
        Assert.Equal(
            $$"""{"data":[{"page_level_persistent_menu":{{Menu}}}]}""", (await Person($"?psid={server.Ada}")).Text);
    }

    [Theory]
    [InlineData("""{}""", "100", "(#100) The parameter psid is required")]
    [InlineData("""{"psid":"ada"}""", "100", "(#100) Param psid must be a valid ID string (e.g., \"123\")")]
    [InlineData("""{"psid":{"id":1}}""", "100", "(#100) Param psid must be a string")]
    [InlineData("""{"psid":"4242424242424243"}""", "100/2018001", "(#100) No matching user found")]
    [InlineData("""{"psid":"INES"}""", "100/2018001", "(#100) No matching user found")]
    [InlineData("""{"psid":"ADA"}""", "100", "(#100) The parameter persistent_menu is required")]
    [InlineData("""{"psid":"ADA","persistent_menu":"x"}""", "100", "(#100) Param persistent_menu must be an array")]
    public async Task Settings_of_nobody_or_of_nothing_are_refused(string body, string code, string message)
    {
        var answer = await server.Post(
            Settings,
            body.Replace("ADA", $"{server.Ada}", StringComparison.Ordinal)
                .Replace("INES", $"{server.Ines}", StringComparison.Ordinal));
        Assert.Equal((400, code, message), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_deletion_of_settings_names_which()
    {
        var nothing = await server.Ask(HttpMethod.Delete, $"{Settings}?psid={server.Ada}");
        Assert.Equal("(#100) The parameter params is required", nothing.Message);
        var wrong = await server.Ask(HttpMethod.Delete, $"{Settings}?psid={server.Ada}&params=greeting");
        Assert.Equal("(#100) Param params[0] must be one of {persistent_menu}", wrong.Message);
    }

    [Theory]
    [InlineData("DE")]
    [InlineData("JP")]
    public async Task In_europe_and_japan_nobody_has_a_menu_of_their_own(string country)
    {
        await server.World.Save(server.World.Page(GraphServer.Page)! with { Country = country });
        var set = await server.Post(Settings, $$$"""{"psid":"{{{server.Ada}}}","persistent_menu":{{{Menu}}}}""");
        Assert.Equal("10/2018336", set.Code);
    }

    private static System.Text.Json.JsonElement JsonElement(string text) => System.Text.Json.JsonElement.Parse(text);

    private async Task<string> Get(string query) => (await server.Ask(HttpMethod.Get, Profile + query)).Text;

    private async Task<string> Set(string body) => (await server.Post(Profile, body)).Text;

    private async Task<string> Delete(string query) => (await server.Ask(HttpMethod.Delete, Profile + query)).Text;

    private Task<Answer> Person(string query) => server.Ask(HttpMethod.Get, Settings + query);

    private Task Grant(string permission) =>
        server.World.Save(server.World.App(GraphServer.AppId)! with { Permissions = [permission] });
}
