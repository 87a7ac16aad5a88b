using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Parley.Policy;
using Parley.Server.Delivery;
using Parley.Server.Tests.Api;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Tests.Acts;

/// <summary>People tap what a page's profile offers; the payload is for the app that set it alone.</summary>
public sealed class ProfileTapTests
{
    private const string Start = "\"get_started\":{\"payload\":\"START\"}";

    private const string Menu =
        """
        "persistent_menu":[
          {"locale":"default","call_to_actions":[
            {"type":"postback","title":"Hours","payload":"HOURS"},
            {"type":"web_url","title":"Site","url":"https://a.example"}]},
          {"locale":"en_GB","call_to_actions":[{"type":"postback","title":"Opening hours","payload":"HOURS_GB"}]}]
        """;

    [Fact]
    public async Task Get_started_carries_the_profiles_payload_to_the_app_that_set_it()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        await Set(scene, "{" + Start + "}");
        await Tapped(scene, "get_started", "", "Get Started", "START");
    }

    [Fact]
    public async Task Get_started_of_a_page_that_set_nothing_is_heard_by_every_app()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act("get_started")).Ok();
        Assert.Equal(("Get Started", "GET_STARTED", "GET_STARTED"), Heard(scene));
    }

    [Theory]
    [InlineData("\"item\":0")]
    [InlineData("\"item\":\"0\"")]
    [InlineData("\"item\":\"Opening hours\"")]
    public async Task A_menu_item_is_tapped_in_the_persons_language(string item)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        await Set(scene, "{" + Start + "," + Menu + "}");
        await Tapped(scene, "menu", item, "Opening hours", "HOURS_GB");
    }

    [Fact]
    public async Task A_person_without_a_language_of_the_menu_sees_the_default_one()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        await Set(scene, "{" + Start + "," + Menu + "}");
        var finn = (await bed.Post("people", """{"name":"Finn","locale":"fi_FI"}""")).Text("id");
        await Tapped(scene with { Ada = finn }, "menu", "\"item\":\"Hours\"", "Hours", "HOURS");
    }

    [Fact]
    public async Task A_person_with_a_menu_of_their_own_sees_that_one()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        await Set(scene, "{" + Start + "," + Menu + "}");
        var psid = (await scene.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        await Tell(
            scene,
            "custom_user_settings",
            $$"""
            {"psid":"{{psid}}","persistent_menu":[{"locale":"default","call_to_actions":[
              {"type":"postback","title":"Mine","payload":"MINE"}]}]}
            """);
        (await scene.Act("menu", "\"item\":\"Hours\"")).Refuses(422, "item");
        await Tapped(scene, "menu", "\"item\":0", "Mine", "MINE");
    }

    [Fact]
    public async Task Items_of_a_menu_within_the_menu_are_counted_through()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        await Tell(
            scene,
            "messenger_profile",
            "{" + Start + """
            ,"persistent_menu":[{"locale":"default","call_to_actions":[
              {"type":"nested","title":"More","call_to_actions":[
                {"type":"postback","title":"A","payload":"PA"},{"type":"postback","title":"B","payload":"PB"}]},
              {"type":"postback","title":"C","payload":"PC"}]}]}
            """,
            "v7.0");
        await Tapped(scene, "menu", "\"item\":2", "C", "PC");
        (await scene.Act("menu", "\"item\":\"More\"")).Refuses(422, "item");
    }

    [Theory]
    [InlineData("messenger")]
    [InlineData("instagram")]
    public async Task An_ice_breaker_is_a_tap_on_a_thread_without_history(string channel)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        await Set(scene, """{"ice_breakers":[{"question":"Where are you?","payload":"WHERE"}]}""", channel);
        await Tapped(
            scene, "ice_breaker", "\"item\":\"Where are you?\",\"ref\":\"spring\"", "Where are you?", "WHERE", channel);
        (await scene.Act("ice_breaker", "\"item\":0", channel)).Refuses(422, "act");
    }

    [Fact]
    public async Task An_ice_breaker_of_the_newer_form_is_asked_in_the_persons_language()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        await Set(
            scene,
            """
            {"ice_breakers":[{"locale":"default","call_to_actions":[{"question":"Where?","payload":"D"}]},
            {"locale":"en_GB","call_to_actions":[{"question":"Whereabouts?","payload":"GB"}]}]}
            """);
        await Tapped(scene, "ice_breaker", "\"item\":0", "Whereabouts?", "GB");
    }

    [Fact]
    public async Task The_tap_is_the_persons_text_in_the_thread_and_the_ref_comes_along()
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        await Set(scene, """{"ice_breakers":[{"question":"Where are you?","payload":"WHERE"}]}""");
        var psid = (await scene.Act("ice_breaker", "\"item\":0,\"ref\":\"spring\"")).Ok().Text("psid");
        var said = Assert.Single((await bed.Get($"threads/{scene.Page}/{psid}/messages")).Data);
        Assert.Equal("Where are you?", said.GetProperty("text").GetString());
        var postback = Assert.IsType<WebhookEvent.Postback>(Owed(scene, AppOf(scene)));
        Assert.Equal(("spring", "SHORTLINK"), (postback.CameBy!.Ref, postback.CameBy.Source));
    }

    [Theory]
    [InlineData("menu", "\"item\":0", "messenger", "act")]
    [InlineData("menu", "\"item\":0", "instagram", "act")]
    [InlineData("ice_breaker", "\"item\":0", "messenger", "act")]
    [InlineData("ice_breaker", "\"item\":0", "instagram", "act")]
    public async Task What_is_not_there_cannot_be_tapped(string act, string fields, string channel, string field)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        (await scene.Act(act, fields, channel)).Refuses(422, field);
    }

    [Theory]
    [InlineData("menu", "\"item\":1")]
    [InlineData("menu", "\"item\":7")]
    [InlineData("menu", "\"item\":\"Closing time\"")]
    [InlineData("ice_breaker", "\"item\":1")]
    [InlineData("ice_breaker", "\"item\":\"Why?\"")]
    public async Task An_item_that_is_not_there_or_only_a_link_cannot_be_tapped(string act, string fields)
    {
        await using var bed = await ApiBed.Start();
        var scene = await bed.Scene();
        await Set(scene, "{" + Start + "," + Menu.Replace("en_GB", "de_DE", StringComparison.Ordinal)
            + ""","ice_breakers":[{"question":"Where?","payload":"W"}]}""");
        (await scene.Act(act, fields)).Refuses(422, "item");
    }

    private static Task Set(Scene scene, string body, string platform = "messenger") =>
        Tell(scene, "messenger_profile?platform=" + platform, body);

    private static async Task Tell(Scene scene, string edge, string body, string version = "v21.0")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{version}/me/{edge}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", scene.Token);
        using var response = await scene.Bed.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(
            """{"result":"success"}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static WebhookEvent Owed(Scene scene, long app)
    {
        var row = Newest(scene);
        return Service<OwedEvents>(scene)
            .Envelope(row, 0, app, Service<WorldDirectory>(scene).Page(row.Thread.Page)!)!.Value.Event;
    }

    private static long AppOf(Scene scene) => long.Parse(scene.App, CultureInfo.InvariantCulture);

    private static StoredEvent Newest(Scene scene) => Service<IStore>(scene).Journal.Read(0, 0, 1000)[^1];

    // What the page's app hears of the newest tap, and what another app hears.
    private static (string Title, string? Payload, string? Elsewhere) Heard(Scene scene)
    {
        var mine = Assert.IsType<WebhookEvent.Postback>(Owed(scene, AppOf(scene)));
        var other = Assert.IsType<WebhookEvent.Postback>(Owed(scene, 1));
        return (mine.Title, mine.Payload, other.Payload);
    }

    private static T Service<T>(Scene scene)
        where T : notnull => (T)scene.Bed.Services.GetService(typeof(T))!;

    private static async Task Tapped(
        Scene scene, string act, string fields, string title, string payload, string channel = "messenger")
    {
        var done = (await scene.Act(act, fields, channel)).Ok();
        Assert.NotEqual("", done.Text("mid"));
        var row = Newest(scene);
        Assert.Equal(EventKind.Postback, row.Kind);
        Assert.Equal(channel == "instagram" ? Channel.Instagram : Channel.Messenger, row.Channel);
        Assert.Equal((title, payload, null), Heard(scene));
    }
}
