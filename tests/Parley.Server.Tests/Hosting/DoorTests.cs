using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Server.Tests.Graph;
using Parley.Storage;
using Parley.Storage.InMemory;

namespace Parley.Server.Tests.Hosting;

/// <summary>The way into <c>/_parley</c>, and what callers are told when something fails behind it.</summary>
public sealed class DoorTests
{
    private const string Key = "the-key-of-the-operator";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_key_the_door_is_open()
    {
        await using var server = await GraphServer.Start();
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/_parley/v1/clock"));
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/_parley/health/ready"));
    }

    [Fact]
    public async Task With_a_key_every_call_but_the_liveness_probe_must_show_it()
    {
        await using var server = await GraphServer.Start(options => options with { OperatorKey = Key });
        string[] paths =
            ["/_parley/v1/clock", "/_parley/health/ready", "/_parley/openapi.json", "/_parley", "/_parley/no"];
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, path));
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, path, "Bearer " + Key + "x"));
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(server, path, "Basic " + Key));
        }

        Assert.Equal(HttpStatusCode.OK, await Status(server, "/_parley/v1/clock", "Bearer " + Key));
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/_parley/health/ready", "bearer " + Key));
        Assert.Equal(HttpStatusCode.OK, await Status(server, "/_parley/health/live"));
        Assert.Equal(200, (await server.Say(server.Ada)).Status);
    }

    [Theory]
    [InlineData("/", "text/html,application/xhtml+xml", HttpStatusCode.Redirect)]
    [InlineData("/", "*/*", HttpStatusCode.BadRequest)]
    [InlineData("/?ids=1", "text/html", HttpStatusCode.BadRequest)]
    public async Task A_browser_at_the_door_is_shown_the_way_and_nobody_else(
        string path, string accept, HttpStatusCode expected)
    {
        await using var server = await GraphServer.Start();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Root + path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await client.SendAsync(request, Cancel);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_refusal_says_what_to_do()
    {
        await using var server = await GraphServer.Start(options => options with { OperatorKey = Key });
        using var response = await server.Client.GetAsync(server.Root + "/_parley/v1/clock", Cancel);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(401, problem.GetProperty("status").GetInt32());
        Assert.Contains(
            "Authorization: Bearer KEY", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_path_is_a_problem_document()
    {
        await using var server = await GraphServer.Start();
        using var response = await server.Client.GetAsync(server.Root + "/_parley/v1/moon", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_send_that_reached_no_disk_is_transient_and_did_not_happen()
    {
        await using var server = await GraphServer.Start();
        ((InMemoryStore)server.Service<IStore>()).FailNextCommit();
        var answer = await server.Say(server.Ada);
        Assert.Equal((400, "2", "(#2) Service temporarily unavailable"), (answer.Status, answer.Code, answer.Message));
        Assert.True(answer.Error.GetProperty("is_transient").GetBoolean());
        Assert.Empty(server.Sent());
        Assert.Equal(200, (await server.Say(server.Ada)).Status);
    }

    private static async Task<HttpStatusCode> Status(GraphServer server, string path, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Root + path);
        if (authorization is not null) request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var response = await server.Client.SendAsync(request);
        return response.StatusCode;
    }
}
