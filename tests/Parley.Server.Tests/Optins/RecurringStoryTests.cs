using System.Globalization;
using Parley.Server.Tests.Api;
using Parley.Server.Tests.Delivery;

namespace Parley.Server.Tests.Optins;

/// <summary>Recurring notifications in each era: request, opt-in, cadence, stop, resumption, renewal, end.</summary>
public sealed class RecurringStoryTests
{
    private const string Start = "2022-05-19";
    private const string Text = """{"text":"This week's hats"}""";

    [Fact]
    public async Task A_weekly_token_of_2022_carries_one_message_a_calendar_week_of_its_zone()
    {
        // Wednesday, 1 June 2022, 12:00 UTC.
        await using var bed = await StoryBed.Start(Start);
        var token = await Agreed(bed, ",\"notification_messages_frequency\":\"WEEKLY\"" + Zone("Asia/Tokyo"));
        var optin = await bed.Heard("optin");
        Assert.Equal("notification_messages", optin.GetProperty("type").GetString());
        Assert.Equal("HATS", optin.GetProperty("payload").GetString());
        Assert.Equal("Hats", optin.GetProperty("title").GetString());
        Assert.Equal(token, optin.GetProperty("notification_messages_token").GetString());
        Assert.Equal("WEEKLY", optin.GetProperty("notification_messages_frequency").GetString());
        Assert.Equal("Asia/Tokyo", optin.GetProperty("notification_messages_timezone").GetString());
        Assert.Equal("NOT_REFRESHED", optin.GetProperty("user_token_status").GetString());
        Assert.Equal(
            DateTimeOffset.Parse("2023-03-01T12:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(),
            optin.GetProperty("token_expiry_timestamp").GetInt64());

        await bed.Advance("P2D");
        Assert.Equal("10/2018278", (await Say(bed)).Code());
        Assert.Equal("ok", (await bed.Send(By(token), Text)).Code());
        Assert.Equal("4/2018354", (await bed.Send(By(token), Text)).Code());

        // Monday in Tokyo begins on Sunday at 15:00 UTC.
        await bed.Advance("P2DT2H59M59.999S");
        Assert.Equal("4/2018354", (await bed.Send(By(token), Text)).Code());
        await bed.Advance("PT0.001S");
        var sent = (await bed.Send(By(token), Text)).Ok();
        Assert.StartsWith("m_", sent.Text("message_id"));
        Assert.Equal(sent.Text("recipient_id"), bed.LastPsid);
    }

    [Fact]
    public async Task A_token_of_2022_ends_with_its_months_unless_it_is_renewed()
    {
        await using var bed = await StoryBed.Start(Start);
        const string daily = ",\"notification_messages_frequency\":\"DAILY\"";
        await Agreed(bed, daily + ",\"notification_messages_reoptin\":\"ENABLED\"");
        var (mid, token) = (bed.LastAsked, bed.LastToken);
        (await bed.Act("subscribe", $"\"mid\":\"{mid}\"")).Refuses(422, "act");

        // The last day of six months: 1 December 2022, 12:00 UTC.
        await bed.Advance("P182DT0H");
        Assert.Equal("2022-11-30T12:00:00.000Z", await bed.Now());
        var renewed = (await bed.Act("subscribe", $"\"mid\":\"{mid}\"")).Ok();
        Assert.Equal(token, renewed.Text("token"));
        var optin = await bed.Heard("optin", nth: 1);
        Assert.Equal("REFRESHED", optin.GetProperty("user_token_status").GetString());
        Assert.Equal(
            DateTimeOffset.Parse("2023-05-30T12:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(),
            optin.GetProperty("token_expiry_timestamp").GetInt64());

        await bed.Advance("P180DT23H59M59.999S");
        Assert.Equal("ok", (await bed.Send(By(token), Text)).Code());
        await bed.Advance("PT0.001S");
        Assert.Equal("2023-05-30T12:00:00.000Z", await bed.Now());
        Assert.Equal("100", (await bed.Send(By(token), Text)).Code());
        (await bed.Act("subscribe", $"\"mid\":\"{mid}\"")).Refuses(422, "act");
    }

    [Fact]
    public async Task A_newer_request_of_the_topic_renews_the_same_token()
    {
        await using var bed = await StoryBed.Start(Start);
        var token = await Agreed(bed, ",\"notification_messages_frequency\":\"MONTHLY\"");
        await bed.Advance("P7D");
        (await bed.Act("message", "\"text\":\"hi\"")).Ok();
        var asked = await bed.Ask(bed.LastPsid, Request("Hats", ",\"notification_messages_frequency\":\"DAILY\""));
        Assert.Equal(token, (await bed.Act("subscribe", $"\"mid\":\"{asked}\"")).Ok().Text("token"));
        var optin = await bed.Heard("optin", nth: 1);
        Assert.Equal("DAILY", optin.GetProperty("notification_messages_frequency").GetString());
        Assert.Equal("REFRESHED", optin.GetProperty("user_token_status").GetString());
        var other = await bed.Ask(bed.LastPsid, Request("Shoes"));
        Assert.NotEqual(token, (await bed.Act("subscribe", $"\"mid\":\"{other}\"")).Ok().Text("token"));
    }

    [Fact]
    public async Task From_August_2023_tokens_have_no_end_a_rolling_day_and_three_follow_ups()
    {
        await using var bed = await StoryBed.Start("2023-08-10");
        var token = await Agreed(bed, "");
        var optin = await bed.Heard("optin");
        Assert.False(optin.TryGetProperty("token_expiry_timestamp", out _));
        Assert.False(optin.TryGetProperty("notification_messages_frequency", out _));
        Assert.Equal("UTC", optin.GetProperty("notification_messages_timezone").GetString());

        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal("ok", (await bed.Send(By(token), Text)).Code());
        Assert.Equal("4/2018354", (await bed.Send(By(token), Text)).Code());
        await bed.Advance("PT23H59M59.999S");
        Assert.Equal("4/2018354", (await bed.Send(By(token), Text)).Code());
        await bed.Advance("PT0.001S");
        Assert.Equal("ok", (await bed.Send(By(token), Text)).Code());
        await bed.Advance("P1500D");
        Assert.Equal("ok", (await bed.Send(By(token), Text)).Code());
    }

    [Theory]
    [InlineData("2025-09-01", "US", "PT47H59M59.999S", "4/2018354")]
    [InlineData("2025-09-01", "US", "PT48H", "ok")]
    [InlineData("2026-02-10", "JP", "PT48H", "ok")]
    public async Task From_September_2025_two_days_lie_between(
        string edition, string country, string later, string code)
    {
        await using var bed = await StoryBed.Start(edition, country);
        var token = await Agreed(bed, "");
        await bed.Advance("PT1H");
        Assert.Equal("ok", (await bed.Send(By(token), Text)).Code());
        await bed.Advance(later);
        Assert.Equal(code, (await bed.Send(By(token), Text)).Code());
    }

    [Theory]
    [InlineData("2021-10-01", "US", "100")]
    [InlineData("2026-02-10", "US", "100")]
    [InlineData("2026-02-10", "KR", "ok")]
    [InlineData("2026-09-28", "GB", "ok")]
    public async Task The_edition_and_the_place_say_whether_there_are_any(string edition, string country, string code)
    {
        await using var bed = await StoryBed.Start(edition, country);
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var told = await bed.Send($$"""{"id":"{{psid}}"}""", StoryBed.Template(Request("Hats")));
        Assert.Equal(code, told.Code());
    }

    [Fact]
    public async Task Newcomers_cannot_begin_after_September_2025()
    {
        await using var bed = await StoryBed.Start("2025-09-01");
        (await bed.Tell(HttpMethod.Patch, $"/_parley/v1/pages/{bed.Page}", """{"rn":false}""")).Ok();
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        var told = await bed.Send($$"""{"id":"{{psid}}"}""", StoryBed.Template(Request("Hats")));
        Assert.Equal("100", told.Code());
    }

    [Fact]
    public async Task A_stopped_topic_refuses_until_it_is_resumed_or_joined_again()
    {
        await using var bed = await StoryBed.Start("2023-08-10");
        var token = await Agreed(bed, "");
        (await bed.Act("resume", "\"topic\":\"Hats\"")).Refuses(422, "act");
        (await bed.Act("stop", "\"topic\":\"Hats\"")).Ok();
        (await bed.Act("stop", $"\"token\":\"{token}\"")).Refuses(422, "act");
        var stopped = await bed.Heard("optin", nth: 1);
        Assert.Equal("STOP NOTIFICATIONS", stopped.GetProperty("notification_messages_status").GetString());
        Assert.Equal(
            (token, "HATS", "Hats"),
            (stopped.GetProperty("notification_messages_token").GetString(),
                stopped.GetProperty("payload").GetString(),
                stopped.GetProperty("title").GetString()));
        Assert.Equal("10/1893015", (await bed.Send(By(token), Text)).Code());
        Assert.Equal("ok", (await Say(bed)).Code());

        (await bed.Act("resume", $"\"token\":\"{token}\"")).Ok();
        var resumed = await bed.Heard("optin", nth: 2);
        Assert.Equal("RESUME NOTIFICATIONS", resumed.GetProperty("notification_messages_status").GetString());
        Assert.Equal("ok", (await bed.Send(By(token), Text)).Code());

        await bed.Advance("PT1S");
        (await bed.Act("stop", $"\"token\":\"{token}\"")).Ok();
        await bed.Advance("P2D");
        Assert.Equal("10/1893015", (await bed.Send(By(token), Text)).Code());
        Assert.Equal(token, (await bed.Act("subscribe", $"\"mid\":\"{bed.LastAsked}\"")).Ok().Text("token"));
        Assert.Equal("ok", (await bed.Send(By(token), Text)).Code());
        var kinds = (await bed.Read($"journal?page={bed.Page}")).Data
            .Select(row => row.GetProperty("kind").GetString())
            .Where(kind => kind!.StartsWith("topic", StringComparison.Ordinal));
        Assert.Equal(["topic_stopped", "topic_resumed", "topic_stopped"], kinds);
    }

    [Fact]
    public async Task Stopping_names_a_token_or_a_topic_that_is_there()
    {
        await using var bed = await StoryBed.Start("2023-08-10");
        await Agreed(bed, "");
        (await bed.Act("stop")).Refuses(400, "token");
        (await bed.Act("stop", "\"token\":\"a\",\"topic\":\"b\"")).Refuses(400, "topic");
        (await bed.Act("stop", "\"token\":5")).Refuses(400, "token");
        (await bed.Act("stop", "\"token\":\"a\"")).Refuses(422, "token");
        (await bed.Act("resume", "\"topic\":\"Shoes\"")).Refuses(422, "topic");
        (await bed.Act("subscribe")).Refuses(400, "mid");
        (await bed.Act("subscribe", "\"mid\":\"m_x\"")).Refuses(422, "mid");
        var plain = (await Say(bed)).Ok().Text("message_id");
        (await bed.Act("subscribe", $"\"mid\":\"{plain}\"")).Refuses(422, "mid");
        (await bed.Act("notify_me", $"\"mid\":\"{bed.LastAsked}\"")).Refuses(422, "mid");
    }

    [Fact]
    public async Task A_title_is_asked_once_a_week_and_on_instagram_five_a_day()
    {
        await using var bed = await StoryBed.Start("2023-08-10");
        var psid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        await bed.Ask(psid, Request("Hats"));
        var again = StoryBed.Template(Request("Hats"));
        Assert.Equal("613/1893016", (await bed.Send($$"""{"id":"{{psid}}"}""", again)).Code());

        var igsid = (await bed.Act("message", "\"text\":\"hi\"", "instagram")).Ok().Text("psid");
        foreach (var title in "abcde") await bed.Ask(igsid, Request($"{title}"));
        var sixth = StoryBed.Template(Request("f"));
        Assert.Equal("9/2018352", (await bed.Send($$"""{"id":"{{igsid}}"}""", sixth)).Code());
    }

    [Fact]
    public async Task On_instagram_a_token_finds_its_thread_through_the_page()
    {
        await using var bed = await StoryBed.Start("2023-08-10");
        var igsid = (await bed.Act("message", "\"text\":\"hi\"", "instagram")).Ok().Text("psid");
        var element = """{"template_type":"notification_messages","elements":[{"title":"Hats","payload":"HATS"}]}""";
        var mid = await bed.Ask(igsid, element);
        var token = (await bed.Act("subscribe", $"\"mid\":\"{mid}\"", "instagram")).Ok().Text("token");
        var optin = await bed.Heard("optin");
        Assert.Equal("HATS", optin.GetProperty("payload").GetString());
        await bed.Advance("P30D");
        var sent = (await bed.Send(By(token), Text)).Ok();
        Assert.Equal(igsid, sent.Text("recipient_id"));
        Assert.StartsWith("aWdf", sent.Text("message_id"));
        Assert.Equal("100/9900020", (await bed.Send($$"""{"one_time_notif_token":"{{token}}"}""", Text)).Code());
    }

    [Fact]
    public async Task Until_October_2022_only_the_app_that_asked_hears_of_the_opt_in()
    {
        foreach (var (edition, hears) in new[] { (Start, false), ("2023-08-10", true) })
        {
            await using var bed = await StoryBed.Start(edition);
            await using var theirs = await Receiver.Start();
            var other = (await bed.Api("apps", """{"name":"Other"}""")).Ok().Text("id");
            (await bed.Tell(
                HttpMethod.Patch,
                $"/_parley/v1/pages/{bed.Page}",
                $$"""{"apps":["{{bed.App}}","{{other}}"]}""")).Ok();
            await bed.Listen(long.Parse(other, CultureInfo.InvariantCulture), theirs);
            await Agreed(bed, "");
            await bed.Heard("optin");
            await bed.Act("message", "\"text\":\"bye\"");
            await DeliveryRig.Until(() => theirs.Taken.Any(post => post.Text is "bye"));
            Assert.Equal(hears, theirs.Taken.Any(post => post.Event.TryGetProperty("optin", out _)));
        }
    }

    private static Task<Told> Say(StoryBed bed) => bed.Send($$"""{"id":"{{bed.LastPsid}}"}""", Text);

    private static string By(string token) => $$"""{"notification_messages_token":"{{token}}"}""";

    private static string Zone(string zone) => $",\"notification_messages_timezone\":\"{zone}\"";

    private static string Request(string title, string more = "") =>
        $$"""{"template_type":"notification_messages","title":"{{title}}","payload":"HATS"{{more}}}""";

    /// <summary>Ada writes, is asked for the topic Hats, and opts in; answers the token.</summary>
    private static async Task<string> Agreed(StoryBed bed, string more)
    {
        bed.LastPsid = (await bed.Act("message", "\"text\":\"hi\"")).Ok().Text("psid");
        bed.LastAsked = await bed.Ask(bed.LastPsid, Request("Hats", more));
        bed.LastToken = (await bed.Act("subscribe", $"\"mid\":\"{bed.LastAsked}\"")).Ok().Text("token");
        return bed.LastToken;
    }
}
