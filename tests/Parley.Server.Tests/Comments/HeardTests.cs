using System.Text.Json;
using Parley.Server.Tests.Delivery;
using Parley.Server.Tests.Optins;

namespace Parley.Server.Tests.Comments;

/// <summary>What an app that subscribed to everything hears of comments, ads and plugins.</summary>
public sealed class HeardTests
{
    private const string Text = """{"text":"We are at the market"}""";

    [Fact]
    public async Task Comments_and_posts_of_Facebook_come_as_changes_of_feed_and_group_feed()
    {
        await using var bed = await StoryBed.Start("2021-10-01");
        var comment = (await bed.Act("comment", "\"text\":\"price?\"")).Ok();
        var nested = (await bed.Act(
            "comment", $"\"text\":\"well?\",\"parent\":\"{comment.Text("comment_id")}\"")).Ok();
        var post = (await bed.Act("visitor_post", "\"text\":\"lovely hats\"")).Ok();
        (await bed.Act("remove_comment", $"\"comment\":\"{comment.Text("comment_id")}\"")).Ok();
        var grouped = (await bed.Act("comment", "\"text\":\"me too\",\"group\":true")).Ok();
        var reel = (await bed.Act("comment", "\"text\":\"nice\",\"reel\":true")).Ok();

        var told = await Changes(bed, 6);
        Assert.Equal(
            ["feed", "feed", "feed", "feed", "group_feed", "feed"],
            told.Select(change => change.GetProperty("field").GetString()));
        var values = told.Select(change => change.GetProperty("value")).ToArray();
        Assert.Equal(
            ["comment add", "comment add", "post add", "comment remove", "comment add", "comment add"],
            values.Select(value => $"{Of(value, "item")} {Of(value, "verb")}"));
        Assert.All(values, value => Assert.Equal(
            (comment.Text("psid"), "Ada"),
            (Of(value.GetProperty("from"), "id"), Of(value.GetProperty("from"), "name"))));
        Assert.Equal(
            (comment.Text("comment_id"), comment.Text("post_id"), comment.Text("post_id"), "price?"),
            (
                Of(values[0], "comment_id"),
                Of(values[0], "post_id"),
                Of(values[0], "parent_id"),
                Of(values[0], "message")));
        Assert.Equal(comment.Text("comment_id"), Of(values[1], "parent_id"));
        Assert.Equal(nested.Text("comment_id"), Of(values[1], "comment_id"));
        Assert.Equal((post.Text("post_id"), "lovely hats"), (Of(values[2], "post_id"), Of(values[2], "message")));
        Assert.Equal(comment.Text("comment_id"), Of(values[3], "comment_id"));
        Assert.False(values[3].TryGetProperty("message", out _));
        Assert.Equal(grouped.Text("comment_id"), Of(values[4], "comment_id"));
        Assert.Equal(reel.Text("comment_id"), Of(values[5], "comment_id"));
        Assert.Equal("reel", Of(values[5].GetProperty("post"), "status_type"));
        var entry = bed.Hears.Taken[0].Entry;
        Assert.Equal(entry.GetProperty("time").GetInt64(), values[0].GetProperty("created_time").GetInt64());
        Assert.Equal(
            NodaTime.Instant.FromUtc(2022, 6, 1, 12, 0).ToUnixTimeSeconds(), entry.GetProperty("time").GetInt64());
    }

    [Fact]
    public async Task Comments_of_Instagram_come_as_changes_of_comments_and_live_comments()
    {
        await using var bed = await StoryBed.Start("2021-10-01");
        var comment = (await bed.Act("comment", "\"text\":\"price?\"", "instagram")).Ok();
        var live = (await bed.Act("comment", "\"text\":\"hello\",\"live\":true", "instagram")).Ok();
        (await bed.Act(
            "comment",
            "\"text\":\"now?\",\"ad\":{\"ad_id\":\"23840000000000001\",\"title\":\"Sale\"}",
            "instagram")).Ok();
        (await bed.Act("remove_comment", $"\"comment\":\"{comment.Text("comment_id")}\"", "instagram")).Ok();

        // A page's own comment stands in a thread of its own, and threads do not wait for each other.
        await Changes(bed, 3);
        (await bed.Act("comment", "\"text\":\"last\",\"as_page\":true", "instagram")).Ok();

        var told = await Changes(bed, 4);
        Assert.Equal(
            ["comments", "live_comments", "comments", "comments"],
            told.Select(change => change.GetProperty("field").GetString()));
        var values = told.Select(change => change.GetProperty("value")).ToArray();
        Assert.Equal(
            (comment.Text("comment_id"), "price?", comment.Text("psid"), "ada", comment.Text("post_id"), "FEED"),
            (
                Of(values[0], "id"),
                Of(values[0], "text"),
                Of(values[0].GetProperty("from"), "id"),
                Of(values[0].GetProperty("from"), "username"),
                Of(values[0].GetProperty("media"), "id"),
                Of(values[0].GetProperty("media"), "media_product_type")));
        Assert.Equal(live.Text("comment_id"), Of(values[1], "id"));
        Assert.Equal(
            ("AD", "23840000000000001", "Sale"),
            (
                Of(values[2].GetProperty("media"), "media_product_type"),
                Of(values[2].GetProperty("media"), "ad_id"),
                Of(values[2].GetProperty("media"), "ad_title")));
        Assert.Equal("hat.shop", Of(values[3].GetProperty("from"), "username"));
        Assert.Equal(Of(bed.Hears.Taken[0].Entry, "id"), Of(values[3].GetProperty("from"), "id"));
    }

    [Fact]
    public async Task A_click_on_an_ad_is_told_where_there_is_a_thread_and_with_the_first_message()
    {
        await using var bed = await StoryBed.Start("2021-10-01");
        const string click = "\"ad_id\":\"23840000000000001\",\"ref\":\"sale\",\"title\":\"Sale\"";
        const string referral = """{"ref":"sale","source":"ADS","type":"OPEN_THREAD","ad_id":"23840000000000001","""
            + "\"ads_context_data\":{\"ad_title\":\"Sale\"}}";
        (await bed.Act("ad_click", click)).Ok();
        (await bed.Act("message", "\"text\":\"is it on?\"")).Ok();
        (await bed.Act("message", "\"text\":\"hello?\"")).Ok();
        (await bed.Act("ad_click", click)).Ok();
        await DeliveryRig.Until(() => bed.Hears.Taken.Count == 3);

        var told = bed.Hears.Taken.Select(post => post.Event).ToArray();
        Assert.Equal(referral, told[0].GetProperty("message").GetProperty("referral").GetRawText());
        Assert.False(told[1].GetProperty("message").TryGetProperty("referral", out _));
        Assert.Equal(referral, told[2].GetProperty("referral").GetRawText());
    }

    [Fact]
    public async Task A_checkbox_is_told_without_a_sender_and_joined_by_the_first_answer()
    {
        await using var bed = await StoryBed.Start("2021-10-01");
        var psid = (await bed.Act("checkbox", "\"user_ref\":\"cart-1\",\"ref\":\"footer\"")).Ok().Text("psid");
        (await bed.Send("""{"user_ref":"cart-1"}""", Text)).Ok();
        (await bed.Act("message", "\"text\":\"yes\"")).Ok();
        (await bed.Act("message", "\"text\":\"really\"")).Ok();
        (await bed.Act("send_to_messenger", "\"ref\":\"button\"")).Ok();
        await DeliveryRig.Until(() => bed.Hears.Taken.Count == 4);

        var ticked = bed.Hears.Taken.Single(post => post.Event.TryGetProperty("optin", out var optin)
            && optin.TryGetProperty("user_ref", out _)).Event;
        Assert.False(ticked.TryGetProperty("sender", out _));
        Assert.Equal("""{"ref":"footer","user_ref":"cart-1"}""", ticked.GetProperty("optin").GetRawText());
        var messages = bed.Hears.Taken.Select(post => post.Event).Where(one => one.TryGetProperty("message", out _))
            .ToArray();
        Assert.Equal(psid, Of(messages[0].GetProperty("sender"), "id"));
        Assert.Equal(
            """{"source":"checkbox_plugin","identifier":"cart-1"}""",
            messages[0].GetProperty("prior_message").GetRawText());
        Assert.False(messages[1].TryGetProperty("prior_message", out _));
        var button = bed.Hears.Taken[^1].Event;
        Assert.Equal((psid, """{"ref":"button"}"""), (
            Of(button.GetProperty("sender"), "id"), button.GetProperty("optin").GetRawText()));
    }

    [Fact]
    public async Task A_story_answered_is_named_and_a_mention_is_attached()
    {
        await using var bed = await StoryBed.Start("2021-10-01");
        (await bed.Act("story_reply", "\"text\":\"lovely\"", "instagram")).Ok();
        (await bed.Act("story_mention", "\"url\":\"https://cdn.example/mine\"", "instagram")).Ok();
        await DeliveryRig.Until(() => bed.Hears.Taken.Count == 2);
        var reply = bed.Hears.Taken[0].Event.GetProperty("message");
        Assert.Equal("lovely", Of(reply, "text"));
        Assert.Matches("^[0-9]{18}$", Of(reply.GetProperty("reply_to").GetProperty("story"), "id"));
        Assert.Equal(
            """[{"type":"story_mention","payload":{"url":"https:\/\/cdn.example\/mine"}}]""",
            bed.Hears.Taken[1].Event.GetProperty("message").GetProperty("attachments").GetRawText());
    }

    private static async Task<JsonElement[]> Changes(StoryBed bed, int count)
    {
        await DeliveryRig.Until(() => bed.Hears.Taken.Count >= count);
        return [.. bed.Hears.Taken.Select(post => post.Entry.GetProperty("changes")[0])];
    }

    private static string? Of(JsonElement holder, string name) => holder.GetProperty(name).GetString();
}
