using Parley.Policy;
using Parley.Server.Tests.Api;
using Parley.Storage;

namespace Parley.Server.Tests.Graph;

/// <summary>A page blocks, bans and spam-folders people, and takes that back.</summary>
public sealed class ModerateConversationsTests : IAsyncLifetime
{
    private const string Path = "/v25.0/me/moderate_conversations";
    private const string Success = """{"success":true}""";

    private GraphServer server = null!;

    public async ValueTask InitializeAsync() => server = await GraphServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("BLOCK_USER", "UNBLOCK_USER")]
    [InlineData("ban_user", "unban_user")]
    [InlineData("MOVE_TO_SPAM", "UNBLOCK_USER")]
    public async Task Whom_the_page_shuts_out_it_cannot_write_to_until_it_takes_that_back(string shut, string open)
    {
        Assert.Equal(Success, (await Moderate($$"""[{"id":"{{server.Ada}}"}]""", $"\"{shut}\"")).Text);
        Assert.Equal("551/1545041", (await server.Say(server.Ada)).Code);
        Assert.Equal(Success, (await Moderate($$"""[{"id":"{{server.Ada}}"}]""", $"\"{open}\"")).Text);
        Assert.Equal(200, (int)(await server.Say(server.Ada)).Status);
        var told = server.Journal.Read(0, 0, 100)
            .Where(row => row.Kind is EventKind.BusinessBlocked or EventKind.BusinessUnblocked)
            .Select(row => System.Text.Encoding.UTF8.GetString(row.Body.Span));
        Assert.Equal(
            [
                $$"""{"action":"{{shut.ToUpperInvariant()}}","app":{{GraphServer.AppId}}}""",
                $$"""{"action":"{{open.ToUpperInvariant()}}","app":{{GraphServer.AppId}}}""",
            ],
            told);
    }

    [Fact]
    public async Task A_call_can_do_two_things_about_ten_people_of_either_channel()
    {
        var ids = string.Join(',', Enumerable.Repeat($$"""{"id":"{{server.Ada}}"}""", 9));
        var both = $$"""[{{ids}},{"id":{{server.Ines}}}]""";
        Assert.Equal(Success, (await Moderate(both, "\"BLOCK_USER\",\"MOVE_TO_SPAM\"")).Text);
        Assert.Equal("551/1545041", (await server.Say(server.Ada)).Code);
        Assert.Equal("551/1545041", (await server.Say(server.Ines)).Code);
        var rows = server.Journal.Read(0, 0, 100).Where(row => row.Kind is EventKind.BusinessBlocked);
        Assert.Equal(4, rows.Count());
    }

    [Fact]
    public async Task A_form_may_carry_its_lists_as_text()
    {
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["user_ids"] = $$"""[{"id":"{{server.Ada}}"}]""",
            ["actions"] = """["BLOCK_USER"]""",
        });
        var path = $"/{GraphServer.PageNumber}/moderate_conversations";
        Assert.Equal(Success, (await server.Ask(HttpMethod.Post, path, form)).Text);
        Assert.Equal("551/1545041", (await server.Say(server.Ada)).Code);
    }

    [Fact]
    public async Task An_Instagram_login_moderates_its_own_people_only()
    {
        const string path = "/v25.0/17841400000000001/moderate_conversations";
        Assert.Equal("3", (await server.Post(path, Body($$"""[{"id":"{{server.Ines}}"}]""", "\"BLOCK_USER\""))).Code);
        var strange = await server.Post(
            path, Body($$"""[{"id":"{{server.Ada}}"}]""", "\"BLOCK_USER\""), GraphServer.InstagramToken);
        Assert.Equal("100/2534014", strange.Code);
        var done = await server.Post(
            path, Body($$"""[{"id":"{{server.Ines}}"}]""", "\"BLOCK_USER\""), GraphServer.InstagramToken);
        Assert.Equal(Success, done.Text);
        Assert.Equal("551/1545041", (await server.Say(server.Ines)).Code);
    }

    [Theory]
    [InlineData(null, "\"BLOCK_USER\"", "100", "user_ids")]
    [InlineData("[]", "\"BLOCK_USER\"", "100", "user_ids")]
    [InlineData("\"7\"", "\"BLOCK_USER\"", "100", "user_ids must be an array")]
    [InlineData("{\"id\":\"7\"}", "\"BLOCK_USER\"", "100", "user_ids must be an array")]
    [InlineData("[\"7\"]", "\"BLOCK_USER\"", "100", "user_ids[0] must be a JSON object")]
    [InlineData("[{\"psid\":\"7\"}]", "\"BLOCK_USER\"", "100", "psid")]
    [InlineData("[{\"id\":null}]", "\"BLOCK_USER\"", "100", "user_ids[0][id]")]
    [InlineData("[{\"id\":\"ada\"}]", "\"BLOCK_USER\"", "100", "user_ids[0][id]")]
    [InlineData("[{\"id\":\"-7\"}]", "\"BLOCK_USER\"", "100", "user_ids[0][id]")]
    [InlineData("[{\"id\":\"7\"}]", "\"BLOCK_USER\"", "100/2018001", "No matching user")]
    [InlineData("[{\"id\":\"7\"}]", null, "100", "actions")]
    [InlineData("[{\"id\":\"7\"}]", "\"MUTE_USER\"", "100", "BAN_USER, BLOCK_USER, MOVE_TO_SPAM")]
    [InlineData("[{\"id\":\"7\"}]", "7", "100", "actions")]
    [InlineData("[{\"id\":\"7\"}]", "{}", "100", "actions[0]")]
    [InlineData(
        "[{\"id\":\"7\"}]", "\"BLOCK_USER\",\"MOVE_TO_SPAM\",\"BAN_USER\"", "100/9900004", "actions")]
    [InlineData("[{\"id\":\"7\"}]", "\"BLOCK_USER\",\"UNBLOCK_USER\"", "100/9900075", "BLOCK_USER and UNBLOCK_USER")]
    [InlineData("[{\"id\":\"7\"}]", "\"UNBAN_USER\",\"BAN_USER\"", "100/9900075", "BAN_USER and UNBAN_USER")]
    public async Task What_cannot_be_read_is_refused_by_name(string? ids, string? actions, string code, string named)
    {
        var answer = await server.Post(Path, Body(ids, actions));
        Assert.Equal(code, answer.Code);
        Assert.Contains(named, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eleven_people_are_too_many()
    {
        var eleven = string.Join(',', Enumerable.Repeat($$"""{"id":"{{server.Ada}}"}""", 11));
        Assert.Equal("100/9900004", (await Moderate($"[{eleven}]", "\"BLOCK_USER\"")).Code);
        Assert.Equal(200, (int)(await server.Say(server.Ada)).Status);
    }

    [Theory]
    [InlineData("BAN_USER")]
    [InlineData("UNBAN_USER")]
    public async Task Instagram_bans_nobody_and_then_nobody_else_either(string action)
    {
        var both = $$"""[{"id":"{{server.Ada}}"},{"id":"{{server.Ines}}"}]""";
        var answer = await Moderate(both, $"\"{action}\"");
        Assert.Equal("100", answer.Code);
        Assert.Contains("{BLOCK_USER, MOVE_TO_SPAM, UNBLOCK_USER}", answer.Message, StringComparison.Ordinal);
        Assert.Equal(200, (int)(await server.Say(server.Ada)).Status);
    }

    [Fact]
    public async Task There_must_be_a_conversation()
    {
        Assert.Equal(
            "100/9900076", (await Moderate($$"""[{"id":"{{server.Silent}}"}]""", "\"BLOCK_USER\"")).Code);
        await server.Act(
            server.Silent, Channel.Messenger, EventKind.Comment, """{"post":"1_2","place":"Post","text":"hi"}""");
        Assert.Equal(
            "100/9900076", (await Moderate($$"""[{"id":"{{server.Silent}}"}]""", "\"BLOCK_USER\"")).Code);
    }

    [Fact]
    public async Task An_app_without_the_permission_of_the_channel_may_not()
    {
        await server.World.Save(server.World.App(GraphServer.AppId)! with { Permissions = ["pages_messaging"] });
        Assert.Equal("230", (await Moderate($$"""[{"id":"{{server.Ines}}"}]""", "\"BLOCK_USER\"")).Code);
        Assert.Equal(Success, (await Moderate($$"""[{"id":"{{server.Ada}}"}]""", "\"BLOCK_USER\"")).Text);
    }

    [Fact]
    public async Task There_is_nothing_to_read_there() =>
        Assert.Equal("100/33", (await server.Ask(HttpMethod.Get, Path)).Code);

    [Fact]
    public async Task Whom_the_page_blocks_says_nothing_more_that_it_would_hear()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        await Block(scene, psid, "BLOCK_USER");
        Assert.True((await bed.Get($"threads/{scene.Page}/{psid}")).Json.GetProperty("blocked_by_page").GetBoolean());
        (await scene.Act("message", "\"text\":\"hello?\"")).Refuses(422, "act");
        (await scene.Act("login_connect")).Refuses(422, "act");
        (await scene.Act("comment", "\"text\":\"hello?\"")).Ok();
        (await scene.Act("message", "\"text\":\"hola\"", "instagram")).Ok();
        Assert.Equal((false, "blocked"), await scene.Verdict(psid, "\"messaging_type\":\"RESPONSE\""));
        var row = Assert.Single((await bed.Get("journal?kind=business_blocked")).Data);
        Assert.Equal(
            ("BLOCK_USER", scene.App),
            (row.GetProperty("action").GetString(), row.GetProperty("app_id").GetString()));

        await Block(scene, psid, "UNBLOCK_USER");
        (await scene.Act("message", "\"text\":\"hello again\"")).Ok();
        Assert.Equal((true, null), await scene.Verdict(psid, "\"messaging_type\":\"RESPONSE\""));
    }

    private static async Task Block(Scene scene, string psid, string action) => (await scene.Bed.Tell(
        HttpMethod.Post,
        $"/v25.0/{scene.Page}/moderate_conversations?access_token={scene.Token}",
        Body($$"""[{"id":"{{psid}}"}]""", $"\"{action}\""))).Ok();

    private static string Body(string? ids, string? actions) =>
        "{" + string.Join(',', new[]
        {
            ids is null ? null : $"\"user_ids\":{ids}", actions is null ? null : $"\"actions\":[{actions}]",
        }.Where(part => part is not null)) + "}";

    private Task<Answer> Moderate(string ids, string actions) => server.Post(Path, Body(ids, actions));
}
