using System.Text.Json;

namespace Parley.Server.Tests.Api;

public sealed class ThreadTests
{
    [Fact]
    public async Task A_thread_tells_every_lane_with_since_until_and_why()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        var thread = (await bed.Get($"threads/{scene.Page}/{psid}")).Ok();
        Assert.Equal(
            ("2021-10-01", "emulate", ApiBed.Noon), (thread.Text("edition"), thread.Text("mode"), thread.Text("at")));
        Assert.Equal("Ada Lovelace", thread.Json.GetProperty("person").GetProperty("name").GetString());
        var standard = Lane(thread, "standard");
        Assert.True(standard.GetProperty("open").GetBoolean());
        Assert.Equal(ApiBed.Noon, standard.GetProperty("since").GetString());
        Assert.Equal("2021-10-06T12:00:00.000Z", standard.GetProperty("until").GetString());
        Assert.NotEqual("", standard.GetProperty("why").GetString());
        Assert.Equal("standard", thread.Json.GetProperty("next").GetProperty("lane").GetString());

        (await bed.Post("clock/advance", """{"by":"PT24H0.001S"}""")).Ok();
        var later = (await bed.Get($"threads/{scene.Page}/{psid}?edition=auto&app={scene.App}")).Ok();
        Assert.False(Lane(later, "standard").GetProperty("open").GetBoolean());
        Assert.Equal("2021-10-06T12:00:00.000Z", Lane(later, "standard").GetProperty("closed_at").GetString());
        Assert.True(Lane(later, "human_agent").GetProperty("open").GetBoolean());
    }

    [Fact]
    public async Task Questions_about_a_thread_are_refused_by_parameter()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await bed.Get($"threads/{scene.Page}/{psid}?edition=2000-01-01")).Refuses(400, "edition");
        (await bed.Get($"threads/{scene.Page}/{psid}?app=1&colour=red")).Refuses(400, "app", "colour");
        (await bed.Get($"threads/{scene.Page}/12345")).Refuses(404, "psid");
        (await bed.Get($"threads/{scene.Page}/12345/messages")).Refuses(404, "psid");
        (await bed.Get($"threads/{scene.Page}/{psid}/messages?limit=many")).Refuses(400, "limit");
    }

    [Fact]
    public async Task Messages_show_both_sides_with_reads_reactions_and_content()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var mine = (await scene.Act("message", "\"text\":\"menu?\"")).Ok();
        var psid = mine.Text("psid");
        await scene.SenderAction(psid, "mark_seen");
        const string template = """
            {"attachment":{"type":"template","payload":{"template_type":"button","text":"Pick","buttons":[
              {"type":"postback","title":"Go","payload":"GO"}]}}}
            """;
        var sent = await scene.Send(psid, template);
        (await bed.Post("clock/advance", """{"by":"PT1M"}""")).Ok();
        (await scene.Act("read")).Ok();
        (await scene.Act("reaction", $"\"mid\":\"{sent}\",\"reaction\":\"love\"")).Ok();
        await scene.SenderAction(
            psid, "react", $",\"payload\":{{\"message_id\":\"{mine.Text("mid")}\",\"reaction\":\"love\"}}");
        (await bed.Post("clock/advance", """{"by":"PT1M"}""")).Ok();
        var image = await scene.Send(
            psid, """{"attachment":{"type":"image","payload":{"url":"https://example.com/a.png"}}}""");
        (await scene.Act("postback", $"\"mid\":\"{sent}\",\"button\":\"Go\"")).Ok();

        var messages = (await bed.Get($"threads/{scene.Page}/{psid}/messages")).Ok().Data;
        Assert.Equal(["person", "page", "page", "person"], messages.Select(one => one.GetProperty("from").GetString()));
        Assert.Equal(ApiBed.Noon, messages[0].GetProperty("read_at").GetString());
        Assert.Equal("page", messages[0].GetProperty("reactions")[0].GetProperty("from").GetString());
        Assert.Equal(scene.App, messages[1].GetProperty("app_id").GetString());
        Assert.Equal("button", messages[1].GetProperty("template").GetProperty("template_type").GetString());
        Assert.Equal(ApiBed.Noon, messages[1].GetProperty("delivered_at").GetString());
        Assert.Equal("2021-10-05T12:01:00.000Z", messages[1].GetProperty("read_at").GetString());
        Assert.Equal(("person", "love"), Reaction(messages[1]));
        Assert.Equal(image, messages[2].GetProperty("mid").GetString());
        Assert.Equal("image", messages[2].GetProperty("attachments")[0].GetProperty("type").GetString());
        Assert.False(messages[2].TryGetProperty("read_at", out _));
        Assert.Equal("Go", messages[3].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Long_threads_are_read_page_by_page_without_loss()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = "";
        for (var i = 0; i < 23; i++) psid = (await scene.Act("message", $"\"text\":\"{i}\"")).Text("psid");
        var first = await scene.Send(psid, """{"text":"answer"}""");
        (await scene.Act("reaction", $"\"mid\":\"{first}\",\"reaction\":\"wow\"")).Ok();
        var pages = new List<string[]>();
        string? next = null;
        do
        {
            var page = (await bed.Get(
                $"threads/{scene.Page}/{psid}/messages?limit=5" + (next is null ? "" : "&after=" + next))).Ok();
            pages.Insert(0, [.. page.Data.Select(one => one.GetProperty("text").GetString()!)]);
            next = page.Json.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        while (next is not null);
        Assert.Equal([.. Enumerable.Range(0, 23).Select(i => $"{i}"), "answer"], pages.SelectMany(one => one));
        Assert.Equal(5, pages.Count);
    }

    [Fact]
    public async Task A_page_lists_its_threads()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var one = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        var two = (await scene.Act("message", "\"text\":\"hi\"", "instagram")).Text("psid");
        var threads = (await bed.Get($"threads/{scene.Page}")).Ok().Data;
        Assert.Equal(
            new[] { one, two }.Order(), threads.Select(thread => thread.GetProperty("psid").GetString()).Order());
        Assert.Equal(
            ["instagram", "messenger"], threads.Select(thread => thread.GetProperty("channel").GetString()).Order());
        var half = (await bed.Get($"threads/{scene.Page}?limit=1")).Ok();
        Assert.Single((await bed.Get($"threads/{scene.Page}?limit=1&after={half.Text("next")}")).Ok().Data);
    }

    private static JsonElement Lane(Told thread, string name) =>
        thread.Json.GetProperty("lanes").EnumerateArray().Single(lane => lane.GetProperty("lane").GetString() == name);

    private static (string?, string?) Reaction(JsonElement message)
    {
        var reaction = Assert.Single(message.GetProperty("reactions").EnumerateArray());
        return (reaction.GetProperty("from").GetString(), reaction.GetProperty("reaction").GetString());
    }
}
