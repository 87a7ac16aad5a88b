using Parley.Server.Tests.Optins;
using static Parley.Server.Tests.Handover.HandoverBed;

namespace Parley.Server.Tests.Handover;

/// <summary>Every call about control, right and wrong, and what is answered.</summary>
public sealed class ThreadControlCallTests
{
    private const string Somebody = "\"recipient\":{\"id\":\"PSID\"}";

    public static TheoryData<string, string, string> Calls
    {
        get
        {
            var full = new string('m', 1000);
            var passed = "{" + Somebody + ",\"target_app_id\":\"501\",\"metadata\":";
            return new()
            {
                { "pass_thread_control", "{" + Somebody + ",\"target_app_id\":\"501\"}", "ok" },
                { "pass_thread_control", "{" + Somebody + ",\"target_app_id\":501}", "ok" },
                { "pass_thread_control", "{" + Somebody + ",\"target_app_id\":\"263902037430900\"}", "ok" },
                { "pass_thread_control", "{" + Somebody + "}", "100/9900070" },
                { "pass_thread_control", "{" + Somebody + ",\"target_app_id\":\"500\"}", "100/9900070" },
                { "pass_thread_control", "{" + Somebody + ",\"target_app_id\":\"502\"}", "100/2018164" },
                { "pass_thread_control", "{" + Somebody + ",\"target_app_id\":\"x\"}", "100" },
                { "pass_thread_control", "{" + Somebody + ",\"target_app_id\":{}}", "100" },
                { "pass_thread_control", "{\"target_app_id\":\"501\"}", "100" },
                { "pass_thread_control", "{\"recipient\":{\"id\":\"x\"},\"target_app_id\":\"501\"}", "100" },
                { "pass_thread_control", "{\"recipient\":{\"id\":\"7\"},\"target_app_id\":\"501\"}", "100/2018001" },
                { "pass_thread_control", "{\"recipient\":{\"user_ref\":\"r\"},\"target_app_id\":\"501\"}", "100" },
                { "pass_thread_control", "{\"recipient\":\"me\",\"target_app_id\":\"501\"}", "100" },
                { "pass_thread_control", passed + $"\"{full}\"}}", "ok" },
                { "pass_thread_control", passed + $"\"{full}m\"}}", "100" },
                { "pass_thread_control", passed + "{\"a\":1}}", "100" },
                { "take_thread_control", "{" + Somebody + "}", "100/9900070" },
                { "take_thread_control", "{\"recipient\":{\"id\":\"7\"}}", "100/2018001" },
                { "take_thread_control", "{" + Somebody + $",\"metadata\":\"{full}m\"}}", "100" },
                { "request_thread_control", "{" + Somebody + "}", "100/9900070" },
                { "request_thread_control", "{}", "100" },
                { "request_thread_control", "{" + Somebody + $",\"metadata\":\"{full}m\"}}", "100" },
                { "release_thread_control", "{" + Somebody + "}", "ok" },
                { "release_thread_control", "{\"recipient\":{}}", "100/9900002" },
                { "extend_thread_control", "{" + Somebody + ",\"duration\":1}", "ok" },
                { "extend_thread_control", "{" + Somebody + ",\"duration\":\"604800\"}", "ok" },
                { "extend_thread_control", "{" + Somebody + ",\"duration\":604801}", "100" },
                { "extend_thread_control", "{" + Somebody + ",\"duration\":0}", "100" },
                { "extend_thread_control", "{" + Somebody + ",\"duration\":-1}", "100" },
                { "extend_thread_control", "{" + Somebody + ",\"duration\":1.5}", "100" },
                { "extend_thread_control", "{" + Somebody + ",\"duration\":\"soon\"}", "100" },
                { "extend_thread_control", "{" + Somebody + "}", "100" },
                { "messages", Send("{\"control_type\":\"pass\",\"app_id\":\"501\"}"), "ok" },
                { "messages", Send("{\"control_type\":\"release\"}"), "ok" },
                { "messages", Send("{}"), "ok" },
                { "messages", Send("{\"control_type\":\"keep\"}"), "100" },
                { "messages", Send("{\"app_id\":\"501\"}"), "100" },
                { "messages", Send("{\"control_type\":\"pass\",\"app_id\":\"502\"}"), "100/2018164" },
                { "messages", Send("{\"control_type\":\"pass\",\"app_id\":true}"), "100" },
                { "messages", Send("{\"control_type\":\"pass\",\"to\":\"501\"}"), "100" },
                { "messages", Send("5"), "100" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_owner_is_answered(string edge, string body, string answer)
    {
        await using var bed = await Start("\"default_app\":\"500\"");
        await bed.Say("one");
        var told = await bed.Raw(Bot, edge, body.Replace("PSID", bed.Psid, StringComparison.Ordinal));
        Assert.Equal(answer, told.Code());
        if (answer == "ok" && edge != "messages") Assert.Equal("""{"success":true}""", told.Json.GetRawText());
    }

    [Theory]
    [InlineData("pass_thread_control", "\"target_app_id\":\"501\"", "10/2018300")]
    [InlineData("take_thread_control", "", "10/2018171")]
    [InlineData("request_thread_control", "", "ok")]
    [InlineData("release_thread_control", "", "10/2018300")]
    [InlineData("extend_thread_control", "\"duration\":60", "10/2018300")]
    public async Task Whoever_does_not_own_the_thread_is_answered(string edge, string more, string answer)
    {
        await using var bed = await Start("\"default_app\":\"500\"");
        await bed.Say("one");
        Assert.Equal(answer, await bed.Call(Desk, edge, more));
    }

    [Fact]
    public async Task Nobody_passes_on_without_saying_to_whom_where_there_is_no_default_app()
    {
        await using var bed = await Start();
        await bed.Say("one");
        Assert.Equal("100", await bed.Call(Bot, "pass_thread_control"));
        Assert.Equal("100", await bed.Send(Bot, "two", "\"thread_control\":{\"control_type\":\"pass\"}"));
        Assert.Equal("ok", await bed.Call(Bot, "pass_thread_control", "\"target_app_id\":\"501\""));
    }

    [Fact]
    public async Task The_owner_and_the_default_app_see_who_owns_a_thread_and_others_only_until_when()
    {
        await using var bed = await Start("\"default_app\":\"500\"", "\"may_take_control\":true");
        await bed.Say("one");
        Assert.Equal("""{"app_id":"500","expiration":1633521600}""", (await bed.Owner(Bot)).GetRawText());
        Assert.Equal("""{"expiration":1633521600}""", (await bed.Owner(Desk)).GetRawText());
        await bed.Call(Desk, "take_thread_control");
        Assert.Equal("501", (await bed.Owner(Bot)).GetProperty("app_id").GetString());
        Assert.Equal("501", (await bed.Owner(Desk)).GetProperty("app_id").GetString());
        await bed.Call(Desk, "release_thread_control");
        Assert.Equal("{}", (await bed.Owner(Bot)).GetRawText());

        Assert.Equal("100", (await bed.Graph(Bot, "thread_owner")).Code());
        Assert.Equal("100", (await bed.Graph(Bot, "thread_owner?recipient=x")).Code());
        Assert.Equal("100/2018001", (await bed.Graph(Bot, "thread_owner?recipient=7")).Code());
    }

    [Fact]
    public async Task Only_the_default_app_is_told_of_the_other_receivers()
    {
        await using (var bed = await Start("\"default_app\":\"500\""))
        {
            var others = (await bed.Graph(Bot, "secondary_receivers?fields=id,name")).Ok().Data;
            Assert.Equal("""{"id":"501","name":"Desk"}""", Assert.Single(others).GetRawText());
            Assert.Equal("10/2018234", (await bed.Graph(Desk, "secondary_receivers")).Code());
        }

        await using var none = await Start();
        Assert.Empty((await none.Graph(Desk, "secondary_receivers")).Ok().Data);
    }

    private static string Send(string control) => $$"""
        {{{Somebody}},"message":{"text":"hi"},"thread_control":{{control}}}
        """;
}
