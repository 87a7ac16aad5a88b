using System.Text;
using Parley.Policy;
using Parley.Server.Delivery;
using Parley.Storage;

namespace Parley.Server.Tests.Graph;

/// <summary>Webhook wiring: the handshake with the app's receiver, and which fields of a page an app hears.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private const string Path = "/v21.0/500000000000005/subscriptions";

    private GraphServer server = null!;
    private Receiver receiver = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GraphServer.Start();
        receiver = await Receiver.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_callback_that_echoes_the_challenge_is_subscribed()
    {
        var url = receiver.Url + "hook?keep=1";
        var answer = await Subscribe(url, "messages, messaging_postbacks");
        Assert.Equal((200, """{"success":true}"""), (answer.Status, answer.Text));
        var asked = receiver.Queries.Single();
        Assert.StartsWith("?keep=1&hub.mode=subscribe&hub.challenge=", asked, StringComparison.Ordinal);
        Assert.EndsWith("&hub.verify_token=a%20token", asked, StringComparison.Ordinal);

        var listed = await server.Ask(HttpMethod.Get, Path, null, GraphServer.AppToken);
        Assert.Equal(
            $$"""{"data":[{"object":"page","callback_url":"{{url}}","active":true,"fields":[{"name":"messages","version":"v21.0"},{"name":"messaging_postbacks","version":"v21.0"}]}]}""",
            listed.Text);
        Assert.Equal("a token", server.World.App(GraphServer.AppId)!.VerifyToken);
    }

    [Fact]
    public async Task A_callback_that_says_anything_else_is_not()
    {
        receiver.Answer = _ => (200, "OK");
        var wrongBody = await Subscribe(receiver.Url, "messages");
        Assert.Equal((400, "2201"), (wrongBody.Status, wrongBody.Code));
        receiver.Answer = _ => (404, "nothing here");
        var wrongStatus = await Subscribe(receiver.Url, "messages");
        Assert.Equal(
            "(#2200) Callback verification failed with the following errors: "
                + "HTTP Status Code = 404; HTTP Message = Not Found",
            wrongStatus.Message);
        Assert.Equal("""{"data":[]}""", (await server.Ask(HttpMethod.Get, Path, null, GraphServer.AppToken)).Text);
    }

    [Fact]
    public async Task What_is_missing_or_unknown_is_named_before_anybody_is_called()
    {
        Assert.Equal("(#100) The parameter object is required", (await Post("{}")).Message);
        Assert.Equal(
            "(#100) Param object must be one of {page, instagram}", (await Post("""{"object":"moon"}""")).Message);
        Assert.Equal("(#100) The parameter callback_url is required", (await Post("""{"object":"page"}""")).Message);
        Assert.Equal(
            "(#100) Param callback_url should represent a valid URL",
            (await Post("""{"object":"page","callback_url":"here"}""")).Message);
        var unknown = await Subscribe(receiver.Url, "messages,moonlight");
        Assert.StartsWith("(#100) Param fields[1] must be one of {", unknown.Message, StringComparison.Ordinal);
        Assert.Empty(receiver.Queries);
    }

    [Fact]
    public async Task A_subscription_ends_as_a_whole_or_field_by_field()
    {
        await Subscribe(receiver.Url, "messages,message_reads");
        await server.Ask(HttpMethod.Delete, Path + "?object=page&fields=message_reads", null, GraphServer.AppToken);
        Assert.Equal(["messages"], server.World.Subscription(GraphServer.AppId, "page")!.Fields);
        Assert.Equal(
            """{"success":true}""", (await server.Ask(HttpMethod.Delete, Path, null, GraphServer.AppToken)).Text);
        Assert.Null(server.World.Subscription(GraphServer.AppId, "page"));
    }

    [Fact]
    public async Task A_pages_token_does_not_see_the_app() =>
        Assert.Equal("100/33", (await server.Ask(HttpMethod.Get, Path)).Code);

    [Theory]
    [InlineData("application/json", """{"subscribed_fields":["messages","messaging_postbacks"]}""")]
    [InlineData("application/x-www-form-urlencoded", "subscribed_fields=messages,messaging_postbacks")]
    [InlineData("application/x-www-form-urlencoded", "subscribed_fields=[\"messages\", \"messaging_postbacks\"]")]
    public async Task A_page_is_heard_with_the_fields_asked_for(string type, string body)
    {
        var answer =
            await server.Ask(HttpMethod.Post, "/me/subscribed_apps", new StringContent(body, Encoding.UTF8, type));
        Assert.Equal("""{"success":true}""", answer.Text);
        var listed = (await server.Ask(HttpMethod.Get, $"/{GraphServer.PageNumber}/subscribed_apps"))
            .Json.GetProperty("data")[0];
        Assert.Equal("500000000000005", listed.GetProperty("id").GetString());
        Assert.Equal("Echo", listed.GetProperty("name").GetString());
        Assert.Equal("""["messages","messaging_postbacks"]""", listed.GetProperty("subscribed_fields").GetRawText());

        await server.Ask(HttpMethod.Delete, "/me/subscribed_apps");
        Assert.Equal("""{"data":[]}""", (await server.Ask(HttpMethod.Get, "/me/subscribed_apps")).Text);
    }

    [Fact]
    public async Task Fields_are_required_from_version_3_2_on()
    {
        var answer = await server.Ask(HttpMethod.Post, "/v3.2/me/subscribed_apps");
        Assert.Equal((400, "(#100) The parameter subscribed_fields is required."), (answer.Status, answer.Message));
        await Subscribe(receiver.Url, "messages,message_echoes");
        Assert.Equal(200, (await server.Ask(HttpMethod.Post, "/v2.9/me/subscribed_apps")).Status);
        Assert.Equal(["messages", "message_echoes"], server.World.Install(GraphServer.Page, GraphServer.AppId)!.Fields);
    }

    [Fact]
    public async Task Wiring_a_page_needs_its_permission()
    {
        await server.World.Save(server.World.App(GraphServer.AppId)! with { Permissions = ["pages_messaging"] });
        var answer = await server.Ask(HttpMethod.Post, "/me/subscribed_apps?subscribed_fields=messages");
        Assert.Equal(
            (403, "200", "(#200) Requires pages_manage_metadata permission to manage the object"),
            (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_field_no_page_has_is_refused_by_name()
    {
        var answer = await server.Ask(HttpMethod.Post, "/me/subscribed_apps?subscribed_fields=messages,comments");
        Assert.StartsWith(
            "(#100) Param subscribed_fields[1] must be one of {", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_heard_on_the_Instagram_login_host_with_fields_of_its_own()
    {
        const string path = "/me/subscribed_apps?access_token=" + GraphServer.InstagramToken;
        const string fields = "&subscribed_fields=messages,messaging_seen";
        var answer = await server.Ask(HttpMethod.Post, path + fields, token: null);
        Assert.Equal("""{"success":true}""", answer.Text);
        var listed = (await server.Ask(HttpMethod.Get, path, token: null)).Json.GetProperty("data")[0];
        Assert.Equal("""["messages","messaging_seen"]""", listed.GetProperty("subscribed_fields").GetRawText());
        var install = server.World.Install(GraphServer.Page, GraphServer.AppId)!;
        Assert.Empty(install.Fields);

        var wants = new SubscriptionRecord
        {
            App = GraphServer.AppId,
            Object = "instagram",
            CallbackUrl = receiver.Url,
            Fields = ["messages", "message_reactions"],
        };
        Assert.True(Hearing.Hears(install, wants, Channel.Instagram, "messages"));
        Assert.False(Hearing.Hears(install, wants, Channel.Instagram, "message_reactions"));
        Assert.False(Hearing.Hears(install, wants, Channel.Instagram, "messaging_seen"));
        Assert.True(Hearing.Hears(
            install with { InstagramFields = null, Fields = ["messages"] },
            wants,
            Channel.Instagram,
            "message_reactions"));

        var wrong = await server.Ask(HttpMethod.Post, path + "&subscribed_fields=feed", token: null);
        Assert.Contains("must be one of", wrong.Message, StringComparison.Ordinal);
        await server.Ask(HttpMethod.Delete, path, token: null);
        Assert.Equal("""{"data":[]}""", (await server.Ask(HttpMethod.Get, path, token: null)).Text);
    }

    private Task<Answer> Subscribe(string url, string fields) => Post(
        $$"""{"object":"page","callback_url":"{{url}}","fields":"{{fields}}","verify_token":"a token","include_values":"true"}""");

    private Task<Answer> Post(string json) => server.Post(Path, json, GraphServer.AppToken);
}
