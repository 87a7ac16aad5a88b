using System.Text.Json;
using Parley.Storage;

namespace Parley.Server.Tests.Graph;

/// <summary>Personas: made, listed, spoken as, deleted.</summary>
public sealed class PersonaTests : IAsyncLifetime
{
    private const string Personas = "/v21.0/me/personas";
    private const string Picture = "https://a.example/maria.png";

    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_persona_is_made_read_listed_and_deleted()
    {
        Assert.Equal("""{"data":[]}""", (await Get(Personas)).Text);
        var id = await Make("María José");
        var node = $$"""{"name":"María José","profile_picture_url":"{{Picture}}","id":"{{id}}"}""";
        Assert.Equal(node, (await Get("/" + id)).Text);
        Assert.Equal($$"""{"name":"María José","id":"{{id}}"}""", (await Get($"/{id}?fields=name")).Text);
        var list = await Get(Personas);
        Assert.Equal(node, Assert.Single(list.Json.GetProperty("data").EnumerateArray()).GetRawText());
        Assert.Equal("""{"success":true}""", (await server.Ask(HttpMethod.Delete, "/v21.0/" + id)).Text);
        Assert.Equal("100/33", (await Get("/" + id)).Code);
        Assert.Equal("100/33", (await server.Ask(HttpMethod.Delete, "/v21.0/" + id)).Code);
        Assert.Equal("""{"data":[]}""", (await Get(Personas)).Text);
    }

    [Fact]
    public async Task A_client_that_turns_pages_until_there_is_no_paging_comes_to_an_end()
    {
        var made = new List<string>();
        for (var at = 0; at < 5; at++) made.Add(await Make($"persona {at}"));
        var (seen, after) = (new List<string>(), "");
        while (true)
        {
            var page = await Get($"{Personas}?limit=2&after={after}");
            seen.AddRange(
                page.Json.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
            if (!page.Json.TryGetProperty("paging", out var paging))
            {
                Assert.Equal("""{"data":[]}""", page.Text);
                break;
            }

            after = paging.GetProperty("cursors").GetProperty("after").GetString();
        }

        Assert.Equal(made.Order(), seen.Order());
    }

    [Theory]
    [InlineData(null, "\"https://a.example/a.png\"", "The parameter name is required")]
    [InlineData("\"\"", "\"https://a.example/a.png\"", "The parameter name is required")]
    [InlineData("[\"a\"]", "\"https://a.example/a.png\"", "Param name must be a string")]
    [InlineData("\"Maria\"", null, "The parameter profile_picture_url is required")]
    [InlineData("\"Maria\"", "\"a.png\"", "Param profile_picture_url should represent a valid URL")]
    [InlineData("\"Maria\"", "{\"url\":\"https://a.example\"}", "Param profile_picture_url must be a string")]
    public async Task A_persona_has_a_name_and_a_picture(string? name, string? picture, string message)
    {
        var answer = await server.Post(
            Personas, $$$"""{"name":{{{name ?? "null"}}},"profile_picture_url":{{{picture ?? "null"}}}}""");
        Assert.Equal((400, "100", "(#100) " + message), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_page_has_a_thousand_personas_and_not_one_more()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(at => Make($"persona {at}")));
        var more = await server.Post(Personas, Body("one more"));
        Assert.Equal(("100/9900081", "(#100) A Page can have at most 1000 personas"), (more.Code, more.Message));
    }

    [Fact]
    public async Task A_message_shows_the_persona_it_was_sent_as_even_when_that_is_deleted()
    {
        var id = await Make("María");
        Assert.Equal(200, (await server.Say(server.Ada, "hi", $",\"persona_id\":\"{id}\"")).Status);
        await server.Ask(HttpMethod.Delete, "/v21.0/" + id);
        var body = JsonSerializer.Deserialize(server.Sent()[^1].Body.Span, StoredJson.Default.SendBody)!;
        Assert.Equal(id, $"{body.Persona}");
        var seen = await server.Ask(
            HttpMethod.Get, $"/_parley/v1/threads/{GraphServer.PageNumber}/{server.Ada}/messages", token: null);
        Assert.Equal(
            $$"""{"id":"{{id}}","name":"María","profile_picture_url":"{{Picture}}"}""",
            seen.Json.GetProperty("data")[1].GetProperty("persona").GetRawText());
        Assert.False(seen.Json.GetProperty("data")[0].TryGetProperty("persona", out _));
        // A new one of the same name is somebody else.
        Assert.NotEqual(id, await Make("María"));
    }

    [Fact]
    public async Task Only_a_persona_of_the_page_that_is_there_can_speak()
    {
        var gone = await Make("Gone");
        await server.Ask(HttpMethod.Delete, "/v21.0/" + gone);
        foreach (var id in (string[])[$"\"{gone}\"", "\"12345678901234\"", "\"maria\"", "{\"id\":1}", "-1", "true"])
        {
            Assert.Equal("100/9900040", (await server.Say(server.Ada, "hi", $",\"persona_id\":{id}")).Code);
            Assert.Equal("100/9900040", (await Action("typing_on", id)).Code);
        }

        Assert.Equal(200, (await server.Say(server.Ada, "hi", ",\"persona_id\":null")).Status);
        Assert.Equal(200, (await server.Say(server.Ada, "hi", ",\"persona_id\":\"\"")).Status);
    }

    [Fact]
    public async Task A_persona_types_and_does_nothing_else_beside_writing()
    {
        var id = await Make("María");
        Assert.Equal(200, (await Action("typing_on", id)).Status);
        Assert.Equal(200, (await Action("typing_off", $"\"{id}\"")).Status);
        Assert.Equal("100/9900007", (await Action("mark_seen", id)).Code);
    }

    [Fact]
    public async Task Instagram_has_no_personas()
    {
        var id = await Make("María");
        Assert.Equal("100/9900040", (await server.Say(server.Ines, "hi", $",\"persona_id\":\"{id}\"")).Code);
        const string token = GraphServer.InstagramToken;
        Assert.Equal("100/33", (await server.Ask(HttpMethod.Get, "/v21.0/" + id, token: token)).Code);
        Assert.Equal("2500", (await server.Ask(HttpMethod.Get, Personas, token: token)).Code);
    }

    [Fact]
    public async Task In_europe_pages_had_no_personas_for_a_time()
    {
        var id = await Make("María");
        await server.World.Save(server.World.Page(GraphServer.Page)! with { Country = "DE", Edition = "2021-10-01" });
        Assert.Equal("10/2018336", (await server.Post(Personas, Body("Anna"))).Code);
        Assert.Equal("10/2018336", (await server.Say(server.Ada, "hi", $",\"persona_id\":\"{id}\"")).Code);
        await server.World.Save(server.World.Page(GraphServer.Page)! with { Edition = "2024-08-19" });
        Assert.Equal(200, (await server.Say(server.Ada, "hi", $",\"persona_id\":\"{id}\"")).Status);
        await Make("Anna");
    }

    [Fact]
    public async Task Personas_need_the_permission_to_send()
    {
        var id = await Make("María");
        await server.World.Save(server.World.App(GraphServer.AppId)! with { Permissions = ["pages_manage_metadata"] });
        Answer[] refused = [await Get(Personas), await Get("/" + id), await server.Post(Personas, Body("A"))];
        foreach (var answer in refused)
            Assert.Equal((403, "230"), (answer.Status, answer.Code));
    }

    private static string Body(string name) => $$"""{"name":"{{name}}","profile_picture_url":"{{Picture}}"}""";

    private Task<Answer> Get(string path) => server.Ask(HttpMethod.Get, path);

    private async Task<string> Make(string name)
    {
        var made = await server.Post(Personas, Body(name));
        Assert.Equal(200, made.Status);
        return made.Json.GetProperty("id").GetString()!;
    }

    private Task<Answer> Action(string action, string persona) => server.Post(
        "/v21.0/me/messages",
        $$$"""{"recipient":{"id":"{{{server.Ada}}}"},"sender_action":"{{{action}}}","persona_id":{{{persona}}}}""");
}
