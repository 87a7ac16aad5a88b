using Parley.Server.Tests.Api;
using Parley.Server.Tests.Delivery;
using static Parley.Server.Tests.Handover.HandoverBed;

namespace Parley.Server.Tests.Handover;

/// <summary>Stories of a page whose threads two apps and an inbox share.</summary>
public sealed class RoutingStoryTests : IDisposable
{
    private const string BotFirst = "\"default_app\":\"500\"";
    private const string MayTake = "\"may_take_control\":true";

    private readonly string folder = Directory.CreateTempSubdirectory("parley-handover-").FullName;

    [Fact]
    public async Task A_bot_passes_a_thread_to_the_desk_which_gives_it_to_the_inbox_and_the_bot_takes_it_back()
    {
        await using var bed = await Start(BotFirst);
        await bed.Say("one");
        Assert.Equal("ok", await bed.Send(Bot, "two"));
        Assert.Equal("10/2018300", await bed.Send(Desk, "mine"));
        Assert.Equal("ok", await bed.Call(Bot, "pass_thread_control", "\"target_app_id\":501,\"metadata\":\"help\""));
        await bed.Say("three");
        Assert.Equal("10/2018300", await bed.Send(Bot, "mine"));
        Assert.Equal("ok", await bed.Send(Desk, "four"));
        Assert.Equal("ok", await bed.Call(Desk, "pass_thread_control", $"\"target_app_id\":\"{Inbox}\""));
        await bed.Say("five");
        Assert.Equal("10/2018300", await bed.Send(Desk, "mine"));
        Assert.Equal("ok", await bed.Call(Bot, "take_thread_control"));
        await bed.Say("six");
        Assert.Equal("ok", await bed.Send(Bot, "seven"));

        Assert.Equal(
            [
                "one", "echo two", "(standby) three", "(standby) echo four", "(standby) five", "six", "echo seven",
            ],
            await bed.HeardBy(bed.BotHears));
        Assert.Equal(
            [
                "(standby) one", "(standby) echo two", "pass 500>501 help", "three", "echo four", "(standby) five",
                "(standby) six", "(standby) echo seven",
            ],
            await bed.HeardBy(bed.DeskHears));
    }

    [Fact]
    public async Task Without_a_default_app_all_hear_and_send_until_the_first_asks_for_the_thread()
    {
        await using var bed = await Start();
        await bed.Say("one");
        Assert.Equal("ok", await bed.Send(Bot, "two"));
        Assert.Equal("ok", await bed.Send(Desk, "three"));
        Assert.Equal("10/2018171", await bed.Call(Desk, "take_thread_control"));
        Assert.Equal("ok", await bed.Call(Desk, "request_thread_control", "\"metadata\":\"mine\""));
        Assert.Equal("ok", await bed.Call(Bot, "request_thread_control", "\"metadata\":\"please\""));
        Assert.Equal("10/2018300", await bed.Send(Bot, "no"));
        await bed.Say("four");
        Assert.Equal("ok", await bed.Call(Desk, "release_thread_control"));
        await bed.Say("five");
        Assert.Equal("ok", await bed.Send(Bot, "six"));

        Assert.Equal(
            ["one", "echo two", "echo three", "(standby) four", "five", "echo six"],
            await bed.HeardBy(bed.BotHears));
        Assert.Equal(
            [
                "one", "echo two", "echo three", "pass >501 mine", "request by 500 please", "four", "five", "echo six",
            ],
            await bed.HeardBy(bed.DeskHears));
    }

    [Theory]
    [InlineData("P1D", "10/2018300")]
    [InlineData("PT24H0.001S", "ok")]
    public async Task A_day_of_silence_leaves_the_thread_to_the_default_app_again(string silence, string answer)
    {
        await using var bed = await Start(BotFirst, MayTake);
        await bed.Say("one");
        Assert.Equal("ok", await bed.Call(Desk, "take_thread_control"));
        await bed.Pass("PT12H");
        await bed.Say("two");
        await bed.Pass(silence);

        Assert.Equal(
            answer,
            await bed.Send(Bot, "three", "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"ACCOUNT_UPDATE\""));
    }

    [Fact]
    public async Task An_owner_extends_its_hold_up_to_seven_days()
    {
        await using var bed = await Start(BotFirst, MayTake);
        await bed.Say("one");
        Assert.Equal("ok", await bed.Call(Desk, "take_thread_control"));
        Assert.Equal("10/2018300", await bed.Call(Bot, "extend_thread_control", "\"duration\":60"));
        Assert.Equal("ok", await bed.Call(Desk, "extend_thread_control", "\"duration\":604800"));
        await bed.Pass("P7D");
        Assert.True((await bed.Owner(Desk)).TryGetProperty("app_id", out _));
        await bed.Pass("PT0.001S");
        Assert.Empty((await bed.Owner(Desk)).EnumerateObject());
    }

    [Fact]
    public async Task A_humans_message_takes_control_only_for_an_app_that_may()
    {
        const string human = "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\"";
        await using var bed = await Start(BotFirst);
        await bed.Say("one");
        Assert.Equal("10/2018300", await bed.Send(Desk, "no", human));
        await bed.Api(
            HttpMethod.Patch, "pages/" + Page, """{"apps":[{"id":"501","may_take_control":true}]}""");
        Assert.Equal("10/2018300", await bed.Send(Desk, "no"));
        Assert.Equal("ok", await bed.Send(Desk, "two", human));
        Assert.Equal("10/2018300", await bed.Send(Bot, "no"));

        Assert.Equal(["one", "take 500>501", "(standby) echo two"], await bed.HeardBy(bed.BotHears));
        Assert.Equal(["(standby) one", "echo two"], await bed.HeardBy(bed.DeskHears));
    }

    [Fact]
    public async Task A_send_may_pass_or_release_the_thread_after_itself()
    {
        await using var bed = await Start();
        await bed.Say("one");
        Assert.Equal(
            "ok", await bed.Send(Bot, "two", "\"thread_control\":{\"control_type\":\"pass\",\"app_id\":\"501\"}"));
        Assert.Equal("10/2018300", await bed.Send(Bot, "no"));
        Assert.Equal("ok", await bed.Send(Desk, "three", "\"thread_control\":{\"control_type\":\"RELEASE\"}"));
        Assert.Equal("ok", await bed.Send(Bot, "four"));

        Assert.Equal(
            ["one", "echo two", "(standby) echo three", "echo four"], await bed.HeardBy(bed.BotHears));
        Assert.Equal(
            ["one", "echo two", "pass >501", "echo three", "echo four"], await bed.HeardBy(bed.DeskHears));
    }

    [Fact]
    public async Task The_app_of_a_button_hears_its_tap_in_full_and_who_stands_by_only_its_title()
    {
        const string button = """
            "message":{"attachment":{"type":"template","payload":{"template_type":"button","text":"Well?",
             "buttons":[{"type":"postback","title":"Yes","payload":"YES"}]}}}
            """;
        await using var bed = await Start(BotFirst, MayTake);
        await bed.Say("one");
        var sent = await bed.Raw(Bot, "messages", $$"""{"recipient":{"id":"{{bed.Psid}}"},{{button}}}""");
        var mid = sent.Ok().Text("message_id");
        await bed.Act("postback", $"\"mid\":\"{mid}\",\"button\":\"Yes\"");
        Assert.Equal("ok", await bed.Call(Desk, "take_thread_control"));
        await bed.Act("postback", $"\"mid\":\"{mid}\",\"button\":\"Yes\"");
        await bed.Act("reaction", $"\"mid\":\"{mid}\",\"reaction\":\"love\"");

        Assert.Equal(["tap Yes=YES", "take 500>501", "tap Yes=YES"], (await Taps(bed.BotHears)));
        Assert.Equal(["(standby) tap Yes", "tap Yes", "reaction"], (await Taps(bed.DeskHears)));

        async Task<IEnumerable<string>> Taps(Receiver receiver) =>
            (await bed.HeardBy(receiver)).Where(told => !told.Contains("one") && !told.Contains("echo"));
    }

    [Fact]
    public async Task A_new_default_app_is_told_of_its_role_and_so_is_who_lost_it()
    {
        await using var bed = await Start();
        await bed.Api(HttpMethod.Patch, "pages/" + Page, """{"default_app":"500"}""");
        await bed.Api(HttpMethod.Patch, "pages/" + Page, """{"default_app":"500"}""");
        await bed.Api(HttpMethod.Patch, "pages/" + Page, """{"default_app":"501"}""");
        await bed.Api(HttpMethod.Patch, "pages/" + Page, """{"default_app":null}""");

        // One for the page and one for its Instagram account.
        Assert.Equal(
            Twice(
                """roles {"500":["primary_receiver"]}""",
                """roles {"500":["secondary_receiver"]}""",
                """roles {"500":[]}"""),
            await bed.HeardBy(bed.BotHears));
        Assert.Equal(
            Twice(
                """roles {"501":["secondary_receiver"]}""",
                """roles {"501":["primary_receiver"]}""",
                """roles {"501":[]}"""),
            await bed.HeardBy(bed.DeskHears));

        static IEnumerable<string> Twice(params string[] told) => told.SelectMany(one => new[] { one, one });
    }

    [Fact]
    public async Task On_Instagram_it_is_the_same_with_its_own_field_and_error()
    {
        await using var bed = await Start(BotFirst);
        await bed.Say("one", "instagram");
        Assert.Equal("100/2534037", await bed.Call(Desk, "pass_thread_control", "\"target_app_id\":\"501\""));
        Assert.Equal(
            "ok", await bed.Call(Bot, "pass_thread_control", "\"target_app_id\":\"501\""));
        await bed.Say("two", "instagram");
        Assert.Equal("10/2018300", await bed.Send(Bot, "no"));
        Assert.Equal("ok", await bed.Call(Desk, "pass_thread_control", "\"target_app_id\":\"1217981644879628\""));
        await bed.Say("three", "instagram");

        Assert.Equal(["one", "(standby) two", "(standby) three"], await bed.HeardBy(bed.BotHears));
        Assert.Equal(
            ["(standby) one", "pass 500>501", "two", "(standby) three"], await bed.HeardBy(bed.DeskHears));
    }

    [Fact]
    public async Task Who_has_a_thread_is_known_after_a_restart_and_decisions_say_it()
    {
        await using (var bed = await Start(BotFirst, MayTake, folder))
        {
            await bed.Say("one");
            Assert.Equal("ok", await bed.Call(Desk, "take_thread_control"));
        }

        await using (var bed = await ApiBed.Start(options => options with { Store = folder }))
        {
            var threads = (await bed.Get($"threads/{Page}")).Ok().Data;
            Assert.Equal(Desk, threads[0].GetProperty("controlled_by").GetString());
            Assert.Equal("2021-10-06T12:00:00.000Z", threads[0].GetProperty("controlled_until").GetString());
            var psid = threads[0].GetProperty("psid").GetString();
            var decided = (await bed.Post("decide", $$"""
                {"page":"{{Page}}","app":"{{Bot}}","request":{"recipient":{"id":"{{psid}}" },
                 "messaging_type":"RESPONSE","message":{"text":"no"} } }
                """)).Ok().Json.GetProperty("wire");
            Assert.Equal("another_app_controls", decided.GetProperty("reason").GetString());
            Assert.Equal(2018300, decided.GetProperty("error_subcode").GetInt32());
        }
    }

    [Fact]
    public async Task An_app_owes_no_answer_in_a_thread_that_people_at_the_page_have()
    {
        await using var bed = await Start(BotFirst);
        await bed.Say("one");
        Assert.Equal("ok", await bed.Send(Bot, "two"));
        Assert.Equal("ok", await bed.Call(Bot, "pass_thread_control", $"\"target_app_id\":\"{Inbox}\""));
        await bed.Say("three");
        await bed.Pass("PT1H");
        Assert.Empty((await bed.Api(HttpMethod.Get, "violations?rule=responsiveness", null)).Data);

        Assert.Equal("ok", await bed.Call(Bot, "take_thread_control"));
        await bed.Say("four");
        await bed.Pass("PT1H");
        var late = Assert.Single((await bed.Api(HttpMethod.Get, "violations?rule=responsiveness", null)).Data);
        Assert.Equal(Bot, late.GetProperty("app").GetString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
