using Parley.Server.Tests.Api;

namespace Parley.Server.Tests.Acts;

public sealed class ActTests
{
    private const string Buttons = """
        {"attachment":{"type":"template","payload":{"template_type":"button","text":"What now?","buttons":[
          {"type":"web_url","title":"Site","url":"https://example.com/"},
          {"type":"postback","title":"Order","payload":"ORDER"}]}}}
        """;

    private const string QuickReplies = """
        {"text":"When?","quick_replies":[
          {"content_type":"text","title":"Today","payload":"TODAY"},{"content_type":"user_email"}]}
        """;

    [Fact]
    public async Task A_message_answers_with_psid_instant_and_mid()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var told = (await scene.Act("message", "\"text\":\"hello\"")).Ok();
        Assert.Equal(ApiBed.Noon, told.Text("at"));
        Assert.StartsWith("m_", told.Text("mid"));
        const string image = """
            "attachment":{"type":"image","url":"https://example.com/a.png"}
            """;
        var again = (await scene.Act("message", $"{image},\"reply_to\":\"{told.Text("mid")}\"")).Ok();
        Assert.Equal(told.Text("psid"), again.Text("psid"));
        Assert.NotEqual(told.Text("mid"), again.Text("mid"));
        var messages = (await bed.Get($"threads/{scene.Page}/{told.Text("psid")}/messages")).Data;
        Assert.Equal("hello", messages[0].GetProperty("text").GetString());
        Assert.Equal("image", messages[1].GetProperty("attachments")[0].GetProperty("type").GetString());
        Assert.Equal(told.Text("mid"), messages[1].GetProperty("reply_to").GetProperty("mid").GetString());
    }

    [Fact]
    public async Task The_same_person_has_another_id_on_Instagram()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var here = (await scene.Act("message", "\"text\":\"a\"")).Text("psid");
        var there = (await scene.Act("message", "\"text\":\"a\"", "instagram")).Ok();
        Assert.NotEqual(here, there.Text("psid"));
        Assert.StartsWith("aWdf", there.Text("mid"));
        var contacts = (await bed.Get("people/" + scene.Ada)).Json.GetProperty("contacts");
        Assert.Equal(2, contacts.GetArrayLength());
    }

    [Theory]
    [InlineData("message", "", "text")]
    [InlineData("message", "\"text\":null", "text")]
    [InlineData("message", "\"text\":\"a\",\"txt\":\"b\"", "txt")]
    [InlineData("message", "\"text\":\"a\",\"ad\":{}", "ad.ad_id")]
    [InlineData("message", "\"text\":\"a\",\"ad\":{\"ad_id\":\"one\"}", "ad.ad_id")]
    [InlineData("message", "\"text\":\"a\",\"ad\":{\"ad_id\":\"1\",\"ref\":\"a b\"}", "ad.ref")]
    [InlineData("message", "\"text\":\"a\",\"ad\":{\"ad_id\":\"1\",\"price\":1}", "ad.price")]
    [InlineData("message", "\"text\":\"a\",\"ad\":\"1\"", "ad")]
    [InlineData("ad_click", "", "ad_id")]
    [InlineData("ad_click", "\"ad_id\":\"1\",\"ref\":\"a b\"", "ref")]
    [InlineData("ad_click", "\"ad_id\":\"1\",\"text\":\"hi\"", "text")]
    [InlineData("send_to_messenger", "", "ref")]
    [InlineData("send_to_messenger", "\"ref\":7", "ref")]
    [InlineData("checkbox", "\"user_ref\":\"\"", "user_ref")]
    [InlineData("checkbox", "\"user_ref\":[1]", "user_ref")]
    [InlineData("checkbox", "\"mid\":\"m_x\"", "mid")]
    [InlineData("comment", "", "text")]
    [InlineData("comment", "\"text\":\"\"", "text")]
    [InlineData("comment", "\"text\":\"a\",\"live\":\"yes\"", "live")]
    [InlineData("comment", "\"text\":\"a\",\"live\":true,\"reel\":true", "reel")]
    [InlineData("comment", "\"text\":\"a\",\"story\":1", "story")]
    [InlineData("comment", "\"text\":\"a\",\"ad_post\":true,\"story\":true", "ad_post")]
    [InlineData("comment", "\"text\":\"a\",\"group\":true,\"ad\":{\"ad_id\":\"1\"}", "group")]
    [InlineData("comment", "\"text\":\"a\",\"ad\":{\"ad_id\":\"1\",\"ref\":\"r\"}", "ad.ref")]
    [InlineData("comment", "\"text\":\"a\",\"as_page\":\"me\"", "as_page")]
    [InlineData("comment", "\"text\":\"a\",\"post\":5", "post")]
    [InlineData("comment", "\"text\":\"a\",\"parent\":true", "parent")]
    [InlineData("visitor_post", "", "text")]
    [InlineData("visitor_post", "\"text\":\"a\",\"post\":\"1\"", "post")]
    [InlineData("remove_comment", "", "comment")]
    [InlineData("remove_comment", "\"comment\":\"a\",\"post\":\"b\"", "post")]
    [InlineData("end_broadcast", "\"post\":{}", "post")]
    [InlineData("story_reply", "", "text")]
    [InlineData("story_mention", "\"url\":\"file:///etc/passwd\"", "url")]
    [InlineData("story_mention", "\"text\":\"x\"", "text")]
    [InlineData("report", "\"reason\":\"spam\"", "reason")]
    [InlineData("login_connect", "\"ref\":\"spring\"", "ref")]
    [InlineData("login_connect", "\"at\":7", "at")]
    [InlineData("opt_out", "\"text\":\"stop\"", "text")]
    [InlineData("opt_in", "\"topic\":\"news\"", "topic")]
    [InlineData("messages_off", "\"mid\":\"m_x\"", "mid")]
    [InlineData("business_block", "", "act")]
    [InlineData("marketing_stop", "\"token\":\"t\"", "token")]
    [InlineData("message", "\"attachment\":{\"type\":\"hologram\",\"url\":\"https://e.com\"}", "attachment.type")]
    [InlineData("message", "\"attachment\":{\"type\":\"image\",\"url\":\"file:///etc/passwd\"}", "attachment.url")]
    [InlineData("message", "\"text\":\"a\",\"at\":\"yesterday\"", "at")]
    [InlineData("quick_reply", "", "payload")]
    [InlineData("postback", "", "mid")]
    [InlineData("postback", "\"mid\":\"m_x\"", "button")]
    [InlineData("postback", "\"payload\":\"P\",\"button\":0", "button")]
    [InlineData("postback", "\"mid\":\"m_x\",\"button\":-1", "button")]
    [InlineData("reaction", "\"mid\":\"m_x\"", "reaction")]
    [InlineData("reaction", "\"mid\":\"m_x\",\"reaction\":\"other\"", "emoji")]
    [InlineData("unreact", "", "mid")]
    [InlineData("link", "\"ref\":\"a b\"", "ref")]
    [InlineData("read", "\"until\":\"now\"", "until")]
    [InlineData("dance", "", "act")]
    [InlineData("menu", "", "item")]
    [InlineData("menu", "\"item\":{}", "item")]
    [InlineData("menu", "\"item\":-1", "item")]
    [InlineData("ice_breaker", "", "item")]
    [InlineData("ice_breaker", "\"item\":0,\"ref\":\"a b\"", "ref")]
    [InlineData("ice_breaker", "\"item\":0,\"payload\":\"P\"", "payload")]
    public async Task An_act_that_is_not_well_formed_is_refused_by_field(string act, string fields, string field)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act(act, fields)).Refuses(400, field);
        Assert.Empty((await bed.Get("journal")).Data);
    }

    [Fact]
    public async Task Acts_name_their_page_person_and_channel_where_these_are_unknown()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var bare = (await bed.Post("pages", """{"name":"No Instagram"}""")).Text("id");
        (await bed.Post("people/1/acts", $$"""{"page":"{{scene.Page}}","act":"read"}""")).Refuses(404, "person");
        (await bed.Post(
            $"people/{scene.Ada}/acts", """{"page":"1","act":"message","text":"a"}""")).Refuses(422, "page");
        (await bed.Post($"people/{scene.Ada}/acts", """{"act":"message","text":"a"}""")).Refuses(400, "page");
        (await bed.Post(
            $"people/{scene.Ada}/acts",
            $$"""{"page":"{{bare}}","channel":"instagram","act":"message","text":"a"}""")).Refuses(422, "channel");
        (await scene.Act("message", "\"text\":\"a\"", "telegram")).Refuses(400, "channel");
    }

    [Fact]
    public async Task An_act_happens_at_its_own_instant_neither_before_the_last_nor_in_the_future()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        Assert.Equal(
            "2021-10-05T11:00:00.000Z",
            (await scene.Act("message", "\"text\":\"a\",\"at\":\"2021-10-05T13:00:00+02:00\"")).Ok().Text("at"));
        (await scene.Act("message", "\"text\":\"b\",\"at\":\"2021-10-05T10:59:59.999Z\"")).Refuses(422, "at");
        (await scene.Act("message", "\"text\":\"c\",\"at\":\"2021-10-05T12:00:00.001Z\"")).Refuses(422, "at");
        (await scene.Act("message", "\"text\":\"d\",\"at\":\"2021-10-05T11:00:00.000Z\"")).Ok();
        Assert.Equal(2, (await bed.Get("journal")).Data.Length);
    }

    [Fact]
    public async Task Get_started_stands_on_an_empty_Messenger_thread_only()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("get_started", "", "instagram")).Refuses(422, "act");
        var told = (await scene.Act("get_started", "\"ref\":\"spring\"")).Ok();
        (await scene.Act("get_started")).Refuses(422, "act");
        var row = Assert.Single((await bed.Get("journal")).Data);
        Assert.Equal("postback", row.GetProperty("kind").GetString());
        Assert.Equal("spring", row.GetProperty("ref").GetString());
        Assert.Equal(told.Text("mid"), row.GetProperty("mid").GetString());
    }

    [Fact]
    public async Task A_button_is_tapped_by_title_or_place_and_only_where_it_stands()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var mine = (await scene.Act("message", "\"text\":\"hi\"")).Ok();
        var sent = await scene.Send(mine.Text("psid"), Buttons);
        (await scene.Act("postback", $"\"mid\":\"{sent}\",\"button\":\"Order\"")).Ok();
        (await scene.Act("postback", $"\"mid\":\"{sent}\",\"button\":1")).Ok();
        (await scene.Act("postback", $"\"mid\":\"{sent}\",\"button\":0")).Refuses(422, "button");
        (await scene.Act("postback", $"\"mid\":\"{sent}\",\"button\":\"Cancel\"")).Refuses(422, "button");
        (await scene.Act("postback", $"\"mid\":\"{sent}\",\"button\":2")).Refuses(422, "button");
        (await scene.Act("postback", $"\"mid\":\"{mine.Text("mid")}\",\"button\":0")).Refuses(422, "mid");
        (await scene.Act("postback", "\"mid\":\"m_forged\",\"button\":0")).Refuses(422, "mid");
        (await scene.Act("postback", "\"payload\":\"MENU\",\"title\":\"Menu\"")).Ok();
        var taps = (await bed.Get("journal?kind=postback")).Data;
        Assert.Equal(3, taps.Length);
        Assert.All(taps[..2], tap => Assert.Equal(
            ("ORDER", "Order", scene.App, sent),
            (Of(tap, "payload"), Of(tap, "title"), Of(tap, "app_id"), Of(tap, "button_of"))));
        Assert.Equal("MENU", Of(taps[2], "payload"));
        Assert.False(taps[2].TryGetProperty("app_id", out _));
    }

    [Fact]
    public async Task A_quick_reply_says_its_title_and_must_have_been_offered()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var mine = (await scene.Act("message", "\"text\":\"hi\"")).Ok();
        (await scene.Act("quick_reply", "\"payload\":\"TODAY\"")).Refuses(422, "payload");
        var sent = await scene.Send(mine.Text("psid"), QuickReplies);
        await scene.Send(mine.Text("psid"), """{"text":"no replies here"}""");
        (await scene.Act("quick_reply", $"\"mid\":\"{sent}\",\"payload\":\"TODAY\"")).Ok();
        (await scene.Act("quick_reply", "\"payload\":\"TODAY\"")).Ok();
        (await scene.Act("quick_reply", "\"payload\":\"ada@example.com\"")).Refuses(422, "payload");
        (await scene.Act("quick_reply", $"\"mid\":\"{sent}\",\"payload\":\"TOMORROW\"")).Refuses(422, "payload");
        (await scene.Act(
            "quick_reply", $"\"mid\":\"{mine.Text("mid")}\",\"payload\":\"TODAY\"")).Refuses(422, "payload");
        (await scene.Act("quick_reply", "\"mid\":\"m_x\",\"payload\":\"TODAY\"")).Refuses(422, "mid");
        var said = (await bed.Get("journal?kind=message")).Data;
        Assert.Equal(["hi", "Today", "Today"], said.Select(row => Of(row, "text")));
    }

    [Fact]
    public async Task Reactions_go_on_messages_of_this_thread_by_the_names_of_the_channel()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var here = (await scene.Act("message", "\"text\":\"hi\"")).Ok();
        var there = (await scene.Act("message", "\"text\":\"hi\"", "instagram")).Ok();
        var sent = await scene.Send(here.Text("psid"), """{"text":"hello"}""");
        Assert.False((await scene.Act(
            "reaction", $"\"mid\":\"{sent}\",\"reaction\":\"love\"")).Ok().Json.TryGetProperty("mid", out _));
        (await scene.Act("reaction", $"\"mid\":\"{sent}\",\"reaction\":\"other\",\"emoji\":\"🥐\"")).Ok();
        (await scene.Act("reaction", $"\"mid\":\"{there.Text("mid")}\",\"reaction\":\"love\"")).Refuses(422, "mid");
        (await scene.Act("reaction", $"\"mid\":\"{sent}\",\"reaction\":\"laugh\"")).Refuses(422, "reaction");
        (await scene.Act("reaction", $"\"mid\":\"{there.Text("mid")}\",\"reaction\":\"laugh\"", "instagram")).Ok();
        (await scene.Act(
            "reaction",
            $"\"mid\":\"{there.Text("mid")}\",\"reaction\":\"smile\"",
            "instagram")).Refuses(422, "reaction");
        (await scene.Act("unreact", $"\"mid\":\"{here.Text("mid")}\"")).Refuses(422, "mid");
        (await scene.Act("unreact", $"\"mid\":\"{sent}\"")).Ok();
        (await scene.Act("unreact", $"\"mid\":\"{sent}\"")).Refuses(422, "mid");
        (await scene.Act("unreact", "\"mid\":\"m_x\"")).Refuses(422, "mid");
    }

    [Fact]
    public async Task A_link_needs_a_thread_and_opens_the_window_with_a_ref_only()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("link", "\"ref\":\"spring\"")).Refuses(422, "act");
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await bed.Post("clock/advance", """{"by":"PT25H"}""")).Ok();
        (await scene.Act("link")).Ok();
        Assert.False(await StandardOpen(bed, scene.Page, psid));
        (await scene.Act("link", "\"ref\":\"spring\"")).Ok();
        Assert.True(await StandardOpen(bed, scene.Page, psid));
    }

    [Fact]
    public async Task An_Instagram_link_opens_the_window_without_a_ref_too()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        var psid = (await scene.Act("message", "\"text\":\"hi\"", "instagram")).Text("psid");
        (await bed.Post("clock/advance", """{"by":"PT25H"}""")).Ok();
        (await scene.Act("link", "", "instagram")).Ok();
        Assert.True(await StandardOpen(bed, scene.Page, psid));
    }

    [Fact]
    public async Task Reading_needs_something_to_read()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("read")).Refuses(422, "act");
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await scene.Act("read")).Refuses(422, "act");
        var sent = await scene.Send(psid, """{"text":"hello"}""");
        (await scene.Act("read")).Ok();
        var row = Assert.Single((await bed.Get("journal?kind=read")).Data);
        Assert.Equal((sent, ApiBed.Noon), (Of(row, "mid"), Of(row, "watermark")));
    }

    [Fact]
    public async Task Who_blocks_the_page_can_only_unblock_it()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("unblock")).Refuses(422, "act");
        (await scene.Act("message", "\"text\":\"hi\"")).Ok();
        (await scene.Act("block")).Ok();
        (await scene.Act("block")).Refuses(422, "act");
        (await scene.Act("message", "\"text\":\"hi\"")).Refuses(422, "act");
        (await scene.Act("mute")).Refuses(422, "act");
        (await scene.Act("message", "\"text\":\"hi\"", "instagram")).Ok();
        (await scene.Act("unblock")).Ok();
        (await scene.Act("message", "\"text\":\"hi\"")).Ok();
    }

    [Fact]
    public async Task A_thread_is_muted_and_unmuted_in_turn()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("mute")).Refuses(422, "act");
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Text("psid");
        (await scene.Act("unmute")).Refuses(422, "act");
        (await scene.Act("mute")).Ok();
        (await scene.Act("mute")).Refuses(422, "act");
        Assert.True((await bed.Get($"threads/{scene.Page}/{psid}")).Json.GetProperty("muted").GetBoolean());
        (await scene.Act("unmute")).Ok();
        Assert.False((await bed.Get($"threads/{scene.Page}/{psid}")).Json.GetProperty("muted").GetBoolean());
    }

    private static async Task<bool> StandardOpen(ApiBed bed, string page, string psid) =>
        (await bed.Get($"threads/{page}/{psid}")).Ok().Json.GetProperty("lanes").EnumerateArray()
            .Single(lane => lane.GetProperty("lane").GetString() == "standard").GetProperty("open").GetBoolean();

    private static string? Of(System.Text.Json.JsonElement row, string name) => row.GetProperty(name).GetString();
}
