using Parley.Server.Tests.Api;

namespace Parley.Server.Tests.Optins;

/// <summary>One-time notifications from the request to the last day of a token, over HTTP.</summary>
public sealed class OneTimeStoryTests
{
    private const string Edition = "2021-10-01";
    private const string Text = """{"text":"The hat is back in stock"}""";

    [Fact]
    public async Task A_request_agreed_to_carries_one_message_outside_the_window()
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var mid = await bed.Ask(psid, Request("Back in stock?"));
        await bed.Advance("P3D");
        Assert.Equal("10/2018278", (await bed.Send($$"""{"id":"{{psid}}"}""", Text)).Code());

        var tapped = (await bed.Act("notify_me", $"\"mid\":\"{mid}\"")).Ok();
        var optin = await bed.Heard("optin");
        Assert.Equal("one_time_notif_req", optin.GetProperty("type").GetString());
        Assert.Equal("STOCK", optin.GetProperty("payload").GetString());
        Assert.Equal(tapped.Text("token"), optin.GetProperty("one_time_notif_token").GetString());
        Assert.Equal(3, optin.EnumerateObject().Count());

        // Tapping opens no window; the token carries one message, and then none.
        Assert.Equal("10/2018278", (await bed.Send($$"""{"id":"{{psid}}"}""", Text)).Code());
        var followUp = (await bed.Send(By(tapped), Text)).Ok();
        Assert.Equal(psid, followUp.Text("recipient_id"));
        Assert.StartsWith("m_", followUp.Text("message_id"));
        Assert.Equal("100/9900021", (await bed.Send(By(tapped), Text)).Code());
        Assert.Equal("10/2018278", (await bed.Send($$"""{"id":"{{psid}}"}""", Text)).Code());

        var echoed = await bed.Heard("message", nth: 2);
        Assert.Equal(followUp.Text("message_id"), echoed.GetProperty("mid").GetString());
        Assert.True(echoed.GetProperty("is_echo").GetBoolean());
    }

    [Fact]
    public async Task The_history_shows_the_request_and_the_journal_every_step()
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var mid = await bed.Ask(psid, Request("Back in stock?"));
        var token = (await bed.Act("notify_me", $"\"mid\":\"{mid}\"")).Ok();
        (await bed.Send(By(token), Text)).Ok();

        var messages = (await bed.Read($"threads/{bed.Page}/{psid}/messages")).Data;
        Assert.Equal(["person", "page", "page"], messages.Select(one => one.GetProperty("from").GetString()));
        Assert.Equal("Back in stock?", messages[1].GetProperty("template").GetProperty("title").GetString());
        var rows = (await bed.Read($"journal?page={bed.Page}")).Data
            .Where(row => row.GetProperty("kind").GetString() is "sent" or "one_time_opt_in").ToArray();
        Assert.Equal("one_time_notification", rows[0].GetProperty("lane").GetString());
        Assert.Equal(
            (mid, "Back in stock?", "STOCK", token.Text("token")),
            (rows[1].GetProperty("mid").GetString(),
                rows[1].GetProperty("title").GetString(),
                rows[1].GetProperty("payload").GetString(),
                rows[1].GetProperty("token").GetString()));
        Assert.Equal("one_time_token", rows[2].GetProperty("address").GetString());
        Assert.Equal(token.Text("token"), rows[2].GetProperty("named").GetString());
    }

    [Theory]
    [InlineData("P364DT23H59M59.999S", "ok")]
    [InlineData("P365D", "100/9900022")]
    public async Task A_token_lives_for_365_days_and_not_a_millisecond_longer(string later, string code)
    {
        await using var bed = await StoryBed.Start(Edition);
        var token = await Agreed(bed);
        await bed.Advance(later);
        Assert.Equal(code, (await bed.Send(By(token), Text)).Code());
    }

    [Fact]
    public async Task A_token_is_spent_in_an_open_window_too_but_not_on_somebody_who_blocks()
    {
        await using var bed = await StoryBed.Start(Edition);
        var token = await Agreed(bed);
        (await bed.Act("block")).Ok();
        Assert.Equal("551/1545041", (await bed.Send(By(token), Text)).Code());
        (await bed.Act("unblock")).Ok();
        Assert.Equal("ok", (await bed.Send(By(token), Text)).Code());
        Assert.Equal("100/9900021", (await bed.Send(By(token), Text)).Code());
    }

    [Fact]
    public async Task Forged_and_foreign_tokens_are_unknown()
    {
        await using var bed = await StoryBed.Start(Edition);
        var good = (await Agreed(bed)).Text("token");
        var forged = (good[0] == 'A' ? 'B' : 'A') + good[1..];
        foreach (var token in new[] { "x", forged, good + "A", good.ToUpperInvariant(), "m_" + good })
        {
            var told = await bed.Send($$"""{"one_time_notif_token":"{{token}}"}""", Text);
            Assert.Equal("100/9900020", told.Code());
        }

        var asRecurring = await bed.Send($$"""{"notification_messages_token":"{{good}}"}""", Text);
        Assert.Equal("100", asRecurring.Code());

        // Another page's app cannot spend it.
        var other = (await bed.Api("pages", """{"name":"Shoe shop","otn":true}""")).Ok();
        var stolen = await bed.Tell(
            HttpMethod.Post,
            $"/v12.0/me/messages?access_token={other.Json.GetProperty("tokens").GetProperty(bed.App)}",
            $$"""{"recipient":{"one_time_notif_token":"{{good}}"},"message":{{Text}}}""");
        Assert.Equal("100/9900020", stolen.Code());
        Assert.Equal("ok", (await bed.Send($$"""{"one_time_notif_token":"{{good}}"}""", Text)).Code());
    }

    [Fact]
    public async Task A_tag_is_refused_beside_a_token()
    {
        await using var bed = await StoryBed.Start(Edition);
        var token = await Agreed(bed);
        const string tag = ",\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"ACCOUNT_UPDATE\"";
        Assert.StartsWith("100", (await bed.Send(By(token), Text, tag)).Code(), StringComparison.Ordinal);
        Assert.Equal("ok", (await bed.Send(By(token), Text, ",\"messaging_type\":\"UPDATE\"")).Code());
    }

    [Fact]
    public async Task The_page_needs_the_permission_to_ask_and_the_window_to_be_open()
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var recipient = $$"""{"id":"{{psid}}"}""";
        (await bed.Tell(HttpMethod.Patch, $"/_parley/v1/pages/{bed.Page}", """{"otn":false}""")).Ok();
        Assert.Equal("10/9900023", (await bed.Send(recipient, StoryBed.Template(Request("a")))).Code());
        (await bed.Tell(HttpMethod.Patch, $"/_parley/v1/pages/{bed.Page}", """{"otn":true}""")).Ok();
        await bed.Ask(psid, Request("a"));
        await bed.Advance("PT24H");
        await bed.Ask(psid, Request("b"));
        await bed.Advance("PT0.001S");
        Assert.Equal("10/2018278", (await bed.Send(recipient, StoryBed.Template(Request("c")))).Code());
    }

    [Fact]
    public async Task A_title_is_asked_once_until_tapped_and_five_times_a_day()
    {
        await using var bed = await StoryBed.Start(Edition);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var recipient = $$"""{"id":"{{psid}}"}""";
        var first = await bed.Ask(psid, Request("a"));
        Assert.Equal("613/1893016", (await bed.Send(recipient, StoryBed.Template(Request("a")))).Code());
        await bed.Advance("PT0.001S");
        (await bed.Act("notify_me", $"\"mid\":\"{first}\"")).Ok();
        foreach (var title in new[] { "a", "b", "c", "d" }) await bed.Ask(psid, Request(title));
        Assert.Equal("9/2018352", (await bed.Send(recipient, StoryBed.Template(Request("e")))).Code());
    }

    [Theory]
    [InlineData("2021-10-01", "FR", "ok")]
    [InlineData("2020-03-04", "FR", "ok")]
    [InlineData("2018-09-27", "US", "100")]
    public async Task The_edition_says_where_there_are_one_time_notifications(
        string edition, string country, string code)
    {
        await using var bed = await StoryBed.Start(edition, country);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var told = await bed.Send($$"""{"id":"{{psid}}"}""", StoryBed.Template(Request("a")));
        Assert.Equal(code, told.Code());
    }

    [Fact]
    public async Task Instagram_has_no_one_time_notifications()
    {
        await using var bed = await StoryBed.Start(Edition);
        var igsid = (await bed.Act("message", "\"text\":\"hi\"", "instagram")).Ok().Text("psid");
        var told = await bed.Send($$"""{"id":"{{igsid}}"}""", StoryBed.Template(Request("a")));
        Assert.Equal("100/2534015", told.Code());
    }

    [Fact]
    public async Task Only_a_request_can_be_tapped_and_only_once()
    {
        await using var bed = await StoryBed.Start(Edition);
        var said = (await bed.Act("message", "\"text\":\"hi\"")).Ok();
        var plain = (await bed.Send($$"""{"id":"{{said.Text("psid")}}"}""", Text)).Ok().Text("message_id");
        var mid = await bed.Ask(said.Text("psid"), Request("a"));
        (await bed.Act("notify_me")).Refuses(400, "mid");
        (await bed.Act("notify_me", "\"mid\":5")).Refuses(400, "mid");
        foreach (var wrong in new[] { "m_x", plain, said.Text("mid") })
            (await bed.Act("notify_me", $"\"mid\":\"{wrong}\"")).Refuses(422, "mid");
        (await bed.Act("notify_me", $"\"mid\":\"{mid}\"")).Ok();
        (await bed.Act("notify_me", $"\"mid\":\"{mid}\"")).Refuses(422, "act");
    }

    [Fact]
    public async Task A_decision_is_asked_by_token_as_a_send_is()
    {
        await using var bed = await StoryBed.Start(Edition);
        var token = await Agreed(bed);
        await bed.Advance("P30D");
        var question =
            $$$"""{"page":"{{{bed.Page}}}","request":{"recipient":{{{By(token)}}},"message":{{{Text}}}}}""";
        var told = (await bed.Api("decide", question)).Ok().Json;
        Assert.True(told.GetProperty("wire").GetProperty("accept").GetBoolean());
        Assert.Equal("one_time_notification", told.GetProperty("lane").GetString());
        (await bed.Send(By(token), Text)).Ok();
        told = (await bed.Api("decide", question)).Ok().Json;
        Assert.Equal("one_time_token_used", told.GetProperty("wire").GetProperty("reason").GetString());
    }

    internal static string Request(string title) =>
        $$"""{"template_type":"one_time_notif_req","title":"{{title}}","payload":"STOCK"}""";

    internal static string By(Told tapped) => $$"""{"one_time_notif_token":"{{tapped.Text("token")}}"}""";

    /// <summary>Ada writes, is asked, and taps.</summary>
    internal static async Task<Told> Agreed(StoryBed bed, string title = "Back in stock?")
    {
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var mid = await bed.Ask(psid, Request(title));
        return (await bed.Act("notify_me", $"\"mid\":\"{mid}\"")).Ok();
    }
}
