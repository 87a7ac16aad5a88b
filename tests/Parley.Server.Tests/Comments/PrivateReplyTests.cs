using System.Text.Json;
using Parley.Policy;
using Parley.Server.Tests.Api;
using Parley.Server.Tests.Optins;
using Parley.Storage;

namespace Parley.Server.Tests.Comments;

/// <summary>One private message per comment or post: rows 107 to 117 of the policy's table, over HTTP.</summary>
public sealed class PrivateReplyTests
{
    private const string Edition = "2021-10-01";
    private const string Text = """{"text":"We are at the market"}""";
    private const string Comment = "\"text\":\"Where are you?\"";
    private const string Gone = "100/2534025";
    private const string Live = "\"text\":\"hi\",\"live\":true";

    private static readonly string Buttons = StoryBed.Template(
        """{"template_type":"button","text":"Map?","buttons":[{"type":"postback","title":"Yes","payload":"MAP"}]}""");

    [Fact]
    public async Task A_comment_is_answered_once_within_seven_days_by_whatever_content()
    {
        await using var bed = await StoryBed.Start(Edition);
        var first = await Commented(bed);
        var second = await Commented(bed);
        var third = await Commented(bed);
        await bed.Advance("P6DT23H59M59S");
        var answered = await bed.Send(first, Buttons);
        Assert.Equal("ok", answered.Code());
        Assert.Equal(
            ["recipient_id", "message_id"], answered.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("10900", (await bed.Send(first, Text)).Code());
        await bed.Advance("PT1S");
        Assert.Equal("ok", (await bed.Send(second, Text)).Code());
        await bed.Advance("PT0.001S");
        Assert.Equal("10903", (await bed.Send(third, Text)).Code());
        Assert.Equal("10900", (await bed.Send(second, Text)).Code());
    }

    [Fact]
    public async Task A_visitors_post_is_answered_by_its_own_id()
    {
        await using var bed = await StoryBed.Start(Edition);
        var post = (await bed.Act("visitor_post", "\"text\":\"Nice hats\"")).Ok().Text("post_id");
        Assert.StartsWith(bed.Page + "_", post, StringComparison.Ordinal);
        Assert.Equal("100/2018292", (await bed.Send($$"""{"comment_id":"{{post}}"}""", Text)).Code());
        Assert.Equal("ok", (await bed.Send($$"""{"post_id":"{{post}}"}""", Text)).Code());
        Assert.Equal("10900", (await bed.Send($$"""{"post_id":"{{post}}"}""", Text)).Code());
    }

    [Theory]
    [InlineData("messenger", "10/2018278")]
    [InlineData("instagram", "10/2534022")]
    public async Task Neither_comment_nor_private_reply_opens_the_window_the_persons_answer_does(
        string channel, string shut)
    {
        await using var bed = await StoryBed.Start(Edition);
        var comment = (await bed.Act("comment", Comment, channel)).Ok();
        var psid = $$"""{"id":"{{comment.Text("psid")}}"}""";
        Assert.Equal(shut, (await bed.Send(psid, Text)).Code());
        Assert.Equal("ok", (await bed.Send(By(comment), Text)).Code());
        Assert.Equal(shut, (await bed.Send(psid, Text)).Code());
        await bed.Act("message", "\"text\":\"thanks\"", channel);
        Assert.Equal("ok", (await bed.Send(psid, Text)).Code());
    }

    [Fact]
    public async Task What_the_person_sees_says_which_comment_it_answers()
    {
        await using var bed = await StoryBed.Start(Edition);
        var comment = (await bed.Act("comment", Comment)).Ok();
        var post = (await bed.Act("visitor_post", Comment)).Ok().Text("post_id");
        (await bed.Send(By(comment), Text)).Ok();
        (await bed.Send($$"""{"post_id":"{{post}}"}""", Text)).Ok();
        var seen = (await bed.Read($"threads/{bed.Page}/{comment.Text("psid")}/messages")).Ok().Data;
        Assert.Equal(
            [$$"""{"comment_id":"{{comment.Text("comment_id")}}"}""", $$"""{"post_id":"{{post}}"}"""],
            seen.Select(message => message.GetProperty("in_reply_to").GetRawText()));
        var lane = (await bed.Read($"threads/{bed.Page}/{comment.Text("psid")}")).Json.GetProperty("lanes")
            .EnumerateArray().Single(one => one.GetProperty("lane").GetString() == "private_reply");
        Assert.False(lane.GetProperty("open").GetBoolean());
    }

    [Fact]
    public async Task Removed_comments_a_pages_own_and_foreign_ones_have_their_own_codes()
    {
        await using var bed = await StoryBed.Start(Edition);
        var removed = (await bed.Act("comment", Comment)).Ok();
        (await bed.Act("remove_comment", $"\"comment\":\"{removed.Text("comment_id")}\"")).Ok();
        Assert.Equal("10902", (await bed.Send(By(removed), Text)).Code());
        var own = (await bed.Act("comment", Comment + ",\"as_page\":true")).Ok();
        Assert.Equal("10903", (await bed.Send(By(own), Text)).Code());

        var other = (await bed.Api("pages", """{"name":"Other shop"}""")).Ok().Text("id");
        var by = (await bed.Act("comment", Comment + $",\"as_page\":\"{other}\"")).Ok();
        Assert.Equal(other, by.Text("psid"));
        Assert.Equal("10903", (await bed.Send(By(by), Text)).Code());
        var there = (await bed.Api(
            $"people/{bed.Ada}/acts", $$"""{"page":"{{other}}","act":"comment",{{Comment}}}""")).Ok();
        Assert.Equal("100/2018292", (await bed.Send(By(there), Text)).Code());
    }

    [Fact]
    public async Task Every_forged_id_is_unknown_and_spends_nothing()
    {
        await using var bed = await StoryBed.Start(Edition);
        var id = (await bed.Act("comment", Comment)).Ok().Text("comment_id");
        for (var at = 0; at < id.Length; at++)
        {
            var digit = id[at] is '_' ? '1' : (char)('0' + ((id[at] - '0' + 1) % 10));
            var forged = $"{id[..at]}{digit}{id[(at + 1)..]}";
            var told = (await bed.Send($$"""{"comment_id":"{{forged}}"}""", Text)).Code();
            Assert.Contains(told, (string[])["100/2018292", Gone]);
        }

        foreach (var odd in (string[])["", "_", "1_", "_1", "x", id + "0", " " + id, id.Split('_')[1]])
        {
            var told = (await bed.Send($$"""{"comment_id":"{{odd}}"}""", Text)).Code();
            Assert.StartsWith("100", told, StringComparison.Ordinal);
        }

        Assert.Equal("ok", (await bed.Send($$"""{"comment_id":"{{id}}"}""", Text)).Code());
    }

    [Fact]
    public async Task A_tag_does_not_belong_on_a_private_reply_of_messenger()
    {
        await using var bed = await StoryBed.Start(Edition);
        var comment = await Commented(bed);
        const string tag = ",\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"ACCOUNT_UPDATE\"";
        Assert.StartsWith("100", (await bed.Send(comment, Text, tag)).Code(), StringComparison.Ordinal);
        Assert.Equal("ok", (await bed.Send(comment, Text)).Code());
    }

    [Theory]
    [InlineData("2021-08-10", ",\"tag\":\"HUMAN_AGENT\"", "ok")]
    [InlineData("2021-09-14", ",\"tag\":\"HUMAN_AGENT\"", "100")]
    [InlineData("2021-06-02", "", "10")]
    [InlineData("2021-08-06", "", "ok")]
    [InlineData("2021-04-20", "", "100")]
    public async Task On_Instagram_the_human_agent_tag_was_needed_then_allowed_then_refused(
        string edition, string more, string code)
    {
        await using var bed = await StoryBed.Start(edition);
        var comment = (await bed.Act("comment", Comment, "instagram")).Ok();
        Assert.Equal(code, (await bed.Send(By(comment), Text, more)).Code().Split('/')[0]);
    }

    [Theory]
    [InlineData("2021-10-01", "live", Gone)]
    [InlineData("2021-11-09", "live", "ok")]
    [InlineData("2021-11-09", "reel", Gone)]
    [InlineData("2022-08-16", "reel", "ok")]
    [InlineData("2022-08-16", "ad_post", Gone)]
    [InlineData("2022-11-09", "ad_post", "ok")]
    [InlineData("2022-11-09", "story", Gone)]
    public async Task On_Instagram_every_place_has_its_day(string edition, string place, string code)
    {
        await using var bed = await StoryBed.Start(edition);
        var comment = (await bed.Act("comment", $"{Comment},\"{place}\":true", "instagram")).Ok();
        Assert.Equal(code, (await bed.Send(By(comment), Text)).Code());
    }

    [Theory]
    [InlineData("2021-10-01", "group", "100/2018292")]
    [InlineData("2023-05-10", "group", "ok")]
    [InlineData("2023-05-10", "reel", "100/2018292")]
    [InlineData("2023-10-12", "reel", "ok")]
    [InlineData("2021-10-01", "live", "ok")]
    [InlineData("2021-10-01", "ad_post", "ok")]
    public async Task On_Facebook_groups_and_reels_have_their_day(string edition, string place, string code)
    {
        await using var bed = await StoryBed.Start(edition);
        var comment = (await bed.Act("comment", $"{Comment},\"{place}\":true")).Ok();
        Assert.Equal(code, (await bed.Send(By(comment), Text)).Code());
    }

    [Fact]
    public async Task Live_comments_of_Instagram_are_answered_only_while_the_broadcast_runs()
    {
        await using var bed = await StoryBed.Start("2021-11-09");
        var first = (await bed.Act("comment", Live, "instagram")).Ok();
        var late = (await bed.Act("comment", Live, "instagram")).Ok();
        Assert.Equal(first.Text("post_id"), late.Text("post_id"));
        await bed.Advance("PT2H");
        Assert.Equal("ok", (await bed.Send(By(first), Text)).Code());
        var ended = (await bed.Act("end_broadcast", $"\"post\":\"{first.Text("post_id")}\"", "instagram")).Ok();
        Assert.Equal(first.Text("post_id"), ended.Text("post_id"));
        (await bed.Act("end_broadcast", $"\"post\":\"{first.Text("post_id")}\"", "instagram")).Refuses(422, "post");
        (await bed.Act("comment", $"{Live},\"post\":\"{first.Text("post_id")}\"", "instagram")).Refuses(422, "post");
        await bed.Advance("PT1S");
        Assert.Equal(Gone, (await bed.Send(By(late), Text)).Code());

        var next = (await bed.Act("comment", Live, "instagram")).Ok();
        Assert.NotEqual(first.Text("post_id"), next.Text("post_id"));
        Assert.Equal("ok", (await bed.Send(By(next), Text)).Code());
    }

    [Fact]
    public async Task Instagram_answers_every_dead_comment_alike_on_both_hosts()
    {
        await using var bed = await StoryBed.Start(Edition);
        var token = (await bed.Read($"pages/{bed.Page}")).Ok().Json.GetProperty("instagram_tokens")
            .GetProperty(bed.App).GetString();
        var used = (await bed.Act("comment", Comment, "instagram")).Ok();
        var late = (await bed.Act("comment", Comment, "instagram")).Ok();
        var onFacebook = (await bed.Act("comment", Comment)).Ok();
        Assert.Equal("ok", (await Host(By(used))).Code());
        Assert.Equal(Gone, (await bed.Send(By(used), Text)).Code());
        Assert.Equal(Gone, (await Host(By(used))).Code());
        Assert.Equal(Gone, (await Host(By(onFacebook))).Code());
        Assert.Equal(Gone, (await bed.Send("""{"comment_id":"17900000000000001"}""", Text)).Code());
        await bed.Advance("P7DT0.001S");
        Assert.Equal(Gone, (await bed.Send(By(late), Text)).Code());

        Task<Told> Host(string recipient) => bed.Tell(
            HttpMethod.Post,
            $"/v22.0/me/messages?access_token={token}",
            $$"""{"recipient":{{recipient}},"message":{{Text}}}""");
    }

    [Fact]
    public async Task The_era_of_text_takes_nothing_else()
    {
        await using var bed = await StoryBed.Start("2018-09-27");
        var comment = await Commented(bed);
        Assert.Equal("100/9900011", (await bed.Send(comment, Buttons)).Code());
        const string choices = """
            {"text":"When?","quick_replies":[{"content_type":"text","title":"Now","payload":"NOW"}]}
            """;
        Assert.Equal("100/9900011", (await bed.Send(comment, choices)).Code());
        Assert.Equal("ok", (await bed.Send(comment, Text)).Code());
    }

    [Theory]
    [InlineData("2018-09-27", "v2.10", true)]
    [InlineData("2018-09-27", "v3.2", true)]
    [InlineData("2018-09-27", "v3.3", false)]
    [InlineData("2020-03-04", "v2.10", false)]
    public async Task The_older_edge_lives_to_its_version_and_day(string edition, string version, bool lives)
    {
        await using var bed = await StoryBed.Start(edition);
        var comment = (await bed.Act("comment", Comment)).Ok().Text("comment_id");
        var post = (await bed.Act("visitor_post", Comment)).Ok().Text("post_id");
        foreach (var id in (string[])[comment, post])
        {
            var told = await Edge(id, """{"message":"We are at the market"}""");
            Assert.Equal(lives ? "ok" : "100/33", told.Code());
            if (!lives) continue;
            Assert.StartsWith("m_", told.Text("id"), StringComparison.Ordinal);
            Assert.Equal("10900", (await Edge(id, """{"message":"again"}""")).Code());
            Assert.Equal("100", (await Edge(id, "{}")).Code());
            Assert.Equal("100", (await Edge(id, """{"message":{"text":"x"}}""")).Code());
            Assert.Equal("100", (await Edge(id, $$"""{"message":"{{new string('x', 2001)}}"}""")).Code());
        }

        Assert.Equal("100/33", (await Edge("1_2", """{"message":"x"}""")).Code());

        Task<Told> Edge(string id, string body) =>
            bed.Tell(HttpMethod.Post, $"/{version}/{id}/private_replies?access_token={bed.Token}", body);
    }

    [Fact]
    public async Task Of_two_answers_to_one_comment_at_once_exactly_one_goes_out()
    {
        await using var bed = await StoryBed.Start(Edition);
        for (var round = 0; round < 16; round++)
        {
            var comment = await Commented(bed);
            var told = await Task.WhenAll(bed.Send(comment, Text), bed.Send(comment, Text));
            Assert.Equal(["10900", "ok"], told.Select(GraphAnswers.Code).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_restart_forgets_neither_the_comment_nor_its_answer()
    {
        var store = Path.Combine(Path.GetTempPath(), "parley-tests", Guid.NewGuid().ToString("N"));
        try
        {
            var bed = await StoryBed.Start("2021-11-09", store: store);
            var (open, used) = (await Commented(bed), await Commented(bed));
            var live = (await bed.Act("comment", Live, "instagram")).Ok();
            (await bed.Act("end_broadcast", "", "instagram")).Ok();
            (await bed.Send(used, Text)).Ok();
            await using var again = await bed.Restart("2021-11-09", store, Rebuild);
            Assert.Equal("10900", (await again.Send(used, Text)).Code());
            Assert.Equal("ok", (await again.Send(open, Text)).Code());
            Assert.Equal(Gone, (await again.Send(By(live), Text)).Code());
        }
        finally
        {
            if (Directory.Exists(store)) Directory.Delete(store, recursive: true);
        }
    }

    [Fact]
    public async Task A_question_is_judged_like_the_send()
    {
        await using var bed = await StoryBed.Start(Edition);
        var comment = await Commented(bed);
        var asked = await Decide();
        Assert.Equal((true, "private_reply"), (
            asked.GetProperty("wire").GetProperty("accept").GetBoolean(), asked.GetProperty("lane").GetString()));
        (await bed.Send(comment, Text)).Ok();
        var refused = (await Decide()).GetProperty("wire");
        Assert.Equal((10900, "already_replied"), (
            refused.GetProperty("code").GetInt32(), refused.GetProperty("reason").GetString()));

        async Task<JsonElement> Decide() => (await bed.Api("decide", $$"""
            {"page":"{{bed.Page}}","request":{"recipient":{{comment}},"message":{{Text}} } }
            """)).Ok().Json;
    }

    // As `parley store rebuild` does: every snapshot anew from the journal, which then agrees with itself.
    private static async Task Rebuild(string folder)
    {
        await using var store = StoreFactory.Open(folder, new StoreOptions());
        StoreMaintenance.Rebuild(store, (_, _) => Moment.Never);
        Assert.Empty(StoreMaintenance.Check(store));
    }

    private static async Task<string> Commented(StoryBed bed) => By((await bed.Act("comment", Comment)).Ok());

    private static string By(Told comment) => $$"""{"comment_id":"{{comment.Text("comment_id")}}"}""";
}
