using System.Text;
using Parley.Wire;

namespace Parley.Server.Tests.Graph;

/// <summary>Where a token may stand, which one wins, and what becomes of a call without a good one.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private const string NoToken = "An active access token must be used to query information about the current user.";

    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("OAuth")]
    public async Task The_header_carries_a_token(string scheme)
    {
        var answer = await server.Ask(
            HttpMethod.Get, "/me", null, null, ("Authorization", $"{scheme} {GraphServer.PageToken}"));
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("application/json", "{\"access_token\":\"TOKEN\",\"recipient\":{\"id\":\"PSID\"},\"message\":{\"text\":\"hi\"}}")]
    [InlineData("application/x-www-form-urlencoded", "access_token=TOKEN&recipient={\"id\":\"PSID\"}&message={\"text\":\"hi\"}")]
    public async Task The_body_carries_a_token(string type, string body)
    {
        var text = body
            .Replace("TOKEN", GraphServer.PageToken, StringComparison.Ordinal)
            .Replace("PSID", server.Ada.ToString(), StringComparison.Ordinal);
        var answer =
            await server.Ask(HttpMethod.Post, "/me/messages", new StringContent(text, Encoding.UTF8, type), null);
        Assert.True(answer.Status == 200, answer.Text);
    }

    [Fact]
    public async Task A_multipart_field_carries_a_token()
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(GraphServer.PageToken), "access_token" },
            { new StringContent($$"""{"id":"{{server.Ada}}"}"""), "recipient" },
            { new StringContent("""{"text":"hi"}"""), "message" },
        };
        Assert.Equal(200, (await server.Ask(HttpMethod.Post, "/me/messages", content, null)).Status);
    }

    [Fact]
    public async Task A_parameter_goes_before_the_header()
    {
        Assert.Equal(
            200, (await server.Ask(HttpMethod.Get, $"/me?access_token={GraphServer.PageToken}", null, "bad")).Status);
        Assert.Equal("190", (await server.Ask(HttpMethod.Get, "/me?access_token=bad")).Code);
    }

    [Fact]
    public async Task Me_without_a_token_or_with_an_apps_own_is_2500()
    {
        foreach (var token in new[] { null, GraphServer.AppToken })
        {
            var answer = await server.Ask(HttpMethod.Get, "/v21.0/me", null, token);
            Assert.Equal(
                (400, "2500", NoToken, "OAuthException"), (answer.Status, answer.Code, answer.Message, answer.Type));
        }
    }

    [Fact]
    public async Task Another_node_without_a_token_is_104() =>
        Assert.Equal("104", (await server.Ask(HttpMethod.Get, $"/{GraphServer.PageNumber}", null, null)).Code);

    [Fact]
    public async Task An_unknown_token_is_190_and_says_so_in_the_challenge()
    {
        var answer = await server.Ask(HttpMethod.Get, "/me", null, "EAAforged");
        Assert.Equal((400, "190", "Invalid OAuth access token."), (answer.Status, answer.Code, answer.Message));
        Assert.Equal(
            "OAuth \"Facebook Platform\" \"invalid_token\" \"Invalid OAuth access token.\"",
            answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_right_proof_passes_and_a_wrong_one_fails_although_none_is_required()
    {
        var proof = AppSecretProof.Compute(GraphServer.AppSecret, GraphServer.PageToken);
        Assert.Equal(200, (await server.Ask(HttpMethod.Get, $"/me?appsecret_proof={proof}")).Status);

        var wrong = AppSecretProof.Compute("", GraphServer.PageToken);
        var answer = await server.Ask(HttpMethod.Get, $"/me?appsecret_proof={wrong}");
        Assert.Equal(
            (400, "100", "GraphMethodException", "Invalid appsecret_proof provided in the API argument"),
            (answer.Status, answer.Code, answer.Type, answer.Message));
    }

    [Fact]
    public async Task An_app_that_requires_proofs_refuses_a_call_without_one()
    {
        await server.World.Save(server.World.App(GraphServer.AppId)! with { RequiresProof = true });
        var answer = await server.Ask(HttpMethod.Get, "/me");
        Assert.Equal("API calls from the server require an appsecret_proof argument", answer.Message);
    }

    [Fact]
    public async Task A_token_sees_its_own_page_only()
    {
        var answer = await server.Ask(HttpMethod.Get, "/100000000000009");
        Assert.Equal("100/33", answer.Code);
        Assert.StartsWith(
            "Unsupported get request. Object with ID '100000000000009' does not exist",
            answer.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_instagram_host_only_its_own_tokens_count_and_errors_have_its_type()
    {
        var answer =
            await server.Ask(HttpMethod.Get, "/me", null, GraphServer.PageToken, ("Host", "graph.instagram.com"));
        Assert.Equal(("190", "IGApiException"), (answer.Code, answer.Type));
        var me = await server.Ask(
            HttpMethod.Get,
            "/me?fields=username",
            null,
            GraphServer.InstagramToken,
            ("Host", "graph.instagram.com:5280"));
        Assert.Equal("bakery", me.Json.GetProperty("username").GetString());
    }
}
