using System.Text;

namespace Parley.Server.Tests.Graph;

/// <summary>A request with several faults is told the first one, in a fixed order.</summary>
public sealed class OrderOfErrorsTests : IAsyncLifetime
{
    private const string Malformed = "{\"recipient\":";

    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Json_then_version_then_token_then_proof_then_path()
    {
        var malformed = await Post("/v99.0/nope/nope/nope", Malformed, "bad");
        Assert.StartsWith("(#100) The request could not be read", malformed.Message, StringComparison.Ordinal);
        Assert.Equal("Unknown path components: /v99.0", (await Post("/v99.0/me/nope/nope", "{}", "bad")).Message);
        Assert.Equal("190", (await Post("/v21.0/me/nope/nope?appsecret_proof=00", "{}", "bad")).Code);
        Assert.Equal(
            "Invalid appsecret_proof provided in the API argument",
            (await Post("/v21.0/me/nope/nope?appsecret_proof=00", "{}")).Message);
        Assert.Equal("Unknown path components: /beyond", (await Post("/v21.0/me/messages/beyond", "{}")).Message);
        Assert.Equal("Unknown path components: /nope", (await Post("/v21.0/me/nope", "{}")).Message);
        Assert.Equal("100/33", (await Post("/v21.0/123/messages", "{}")).Code);
    }

    [Fact]
    public async Task Permission_then_shape_then_recipient_then_time()
    {
        await server.Clock.AdvanceTo(
            GraphServer.Noon + NodaTime.Duration.FromHours(25), TestContext.Current.CancellationToken);
        Assert.Equal("10/2018278", (await server.Say(server.Ada)).Code);
        Assert.Equal("100/2018001", (await server.Say(new Policy.Psid(4711))).Code);
        Assert.Equal("100/2018034", (await server.Say(new Policy.Psid(4711), text: "")).Code);

        await server.World.Save(server.World.App(GraphServer.AppId)! with { Permissions = ["instagram_basic"] });
        var answer = await server.Say(new Policy.Psid(4711), text: "");
        Assert.Equal(
            (403, "230", "(#230) Requires pages_messaging permission to manage the object"),
            (answer.Status, answer.Code, answer.Message));
    }

    [Theory]
    [InlineData("GET", "/me/messages", "100/33")]
    [InlineData("DELETE", "/v21.0/me/messages", "100/33")]
    [InlineData("POST", "/me?method=put", "100/33")]
    [InlineData("PUT", "/me", "100/33")]
    [InlineData("GET", "/", "100")]
    [InlineData("POST", "/v21.0", "100")]
    [InlineData("GET", "/favicon.ico", "100/33")]
    [InlineData("GET", "/me/messenger_profiles", "2500")]
    [InlineData("GET", "/%F0%9F%98%80/%22quoted%22", "100/33")]
    public async Task What_does_not_exist_is_graphs_own_error_and_never_a_page(string method, string path, string code)
    {
        var answer = await server.Ask(new HttpMethod(method), path);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("//v21.0///me//messages//")]
    [InlineData("/me/messages/")]
    [InlineData("/v1.0/me/messages")]
    [InlineData("/v26.0/100000000000001/messages")]
    public async Task Doubled_and_trailing_slashes_and_every_version_are_fine(string path)
    {
        var answer = await Post(path, $$$"""{"recipient":{"id":"{{{server.Ada}}}"},"message":{"text":"hi"}}""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    [Fact]
    public async Task Method_overrides_the_verb_of_a_post()
    {
        Assert.Equal("Bakery", (await Post("/me?method=get", "{}")).Json.GetProperty("name").GetString());
        Assert.Equal("100/33", (await Post("/me/messages", """{"method":"delete"}""")).Code);
    }

    [Fact]
    public async Task A_body_over_one_megabyte_is_refused_in_graphs_words()
    {
        var answer = await Post("/me/messages", $$"""{"text":"{{new string('x', 1_100_000)}}"}""");
        Assert.Equal((400, "100/9900008"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_instagram_account_is_no_sender_on_the_main_host()
    {
        var answer = await Post($"/{GraphServer.AccountNumber}/messages", "{}");
        Assert.Equal(
            (403, "3", "(#3) Application does not have the capability to make this API call."),
            (answer.Status, answer.Code, answer.Message));
    }

    private Task<Answer> Post(string path, string json, string token = GraphServer.PageToken) =>
        server.Ask(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), token);
}
