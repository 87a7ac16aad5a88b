using Parley.Server.Tests.Optins;

namespace Parley.Server.Tests.Comments;

/// <summary>What people can comment on, and what they cannot.</summary>
public sealed class CommentActTests
{
    private const string Edition = "2021-10-01";
    private const string Text = "\"text\":\"Where are you?\"";

    [Fact]
    public async Task Ids_of_comments_have_the_form_of_their_channel()
    {
        await using var bed = await StoryBed.Start(Edition);
        var here = (await bed.Act("comment", Text)).Ok();
        Assert.Matches($"^{bed.Page}_[0-9]{{18}}$", here.Text("post_id"));
        Assert.Matches("^[0-9]{18}_[0-9]{18}$", here.Text("comment_id"));
        Assert.StartsWith(here.Text("post_id").Split('_')[1] + "_", here.Text("comment_id"), StringComparison.Ordinal);
        var there = (await bed.Act("comment", Text, "instagram")).Ok();
        Assert.Matches("^[0-9]{18}$", there.Text("comment_id"));
        Assert.Matches("^[0-9]{18}$", there.Text("post_id"));
        var again = (await bed.Act("comment", Text)).Ok();
        Assert.Equal(here.Text("post_id"), again.Text("post_id"));
        Assert.NotEqual(here.Text("comment_id"), again.Text("comment_id"));
    }

    [Fact]
    public async Task A_comment_stands_under_a_post_there_is_or_answers_a_comment()
    {
        await using var bed = await StoryBed.Start(Edition);
        var post = (await bed.Act("visitor_post", Text)).Ok().Text("post_id");
        var first = (await bed.Act("comment", $"{Text},\"post\":\"{post}\"")).Ok();
        Assert.Equal(post, first.Text("post_id"));
        var nested = (await bed.Act("comment", $"{Text},\"parent\":\"{first.Text("comment_id")}\"")).Ok();
        Assert.Equal(post, nested.Text("post_id"));
        var usual = (await bed.Act("comment", Text)).Ok().Text("post_id");
        Assert.NotEqual(post, usual);
        (await bed.Act("comment", $"{Text},\"parent\":\"{first.Text("comment_id")}\",\"post\":\"{usual}\""))
            .Refuses(422, "post");
        (await bed.Act("comment", $"{Text},\"post\":\"{usual}\",\"reel\":true")).Refuses(422, "reel");
        (await bed.Act("comment", $"{Text},\"post\":\"{post}0\"")).Refuses(422, "post");
        (await bed.Act("comment", $"{Text},\"post\":\"{bed.Page}_555\"")).Refuses(422, "post");
        (await bed.Act("comment", $"{Text},\"post\":\"{usual}\"", "instagram")).Refuses(422, "post");
        (await bed.Act("comment", $"{Text},\"parent\":\"{usual}\"")).Refuses(422, "parent");
        (await bed.Act("comment", $"{Text},\"as_page\":\"1\"")).Refuses(422, "as_page");
        (await bed.Act("comment", $"{Text},\"group\":true", "instagram")).Refuses(422, "group");
        (await bed.Act("comment", $"{Text},\"story\":true")).Refuses(422, "story");
        (await bed.Act("visitor_post", Text, "instagram")).Refuses(422, "act");
        (await bed.Act("end_broadcast", $"\"post\":\"{usual}\"")).Refuses(422, "post");
        var other = (await bed.Api("pages", """{"name":"No Instagram"}""")).Ok().Text("id");
        (await bed.Act("comment", $"{Text},\"as_page\":\"{other}\"", "instagram")).Refuses(422, "as_page");
    }

    [Fact]
    public async Task A_person_removes_what_is_theirs_once()
    {
        await using var bed = await StoryBed.Start(Edition);
        var comment = (await bed.Act("comment", Text)).Ok().Text("comment_id");
        var post = (await bed.Act("visitor_post", Text)).Ok().Text("post_id");
        var ada = bed.Ada;
        bed.Ada = (await bed.Api("people", """{"name":"Bo"}""")).Ok().Text("id");
        (await bed.Act("remove_comment", $"\"comment\":\"{comment}\"")).Refuses(422, "comment");
        bed.Ada = ada;
        (await bed.Act("remove_comment", $"\"post\":\"{comment}\"")).Refuses(422, "post");
        (await bed.Act("remove_comment", $"\"comment\":\"{comment}\"")).Ok();
        (await bed.Act("remove_comment", $"\"comment\":\"{comment}\"")).Refuses(422, "act");
        (await bed.Act("remove_comment", $"\"post\":\"{post}\"")).Ok();
    }

    [Fact]
    public async Task A_block_of_messages_forbids_no_comment_and_a_comment_lifts_no_block()
    {
        await using var bed = await StoryBed.Start(Edition);
        (await bed.Act("message", "\"text\":\"hi\"")).Ok();
        (await bed.Act("block")).Ok();
        var id = (await bed.Act("comment", Text)).Ok().Text("comment_id");
        var told = await bed.Send($$"""{"comment_id":"{{id}}"}""", """{"text":"hello"}""");
        Assert.Equal("551/1545041", told.Code());
        (await bed.Act("report")).Ok();
    }

    [Fact]
    public async Task Whoever_only_commented_has_no_thread_yet()
    {
        await using var bed = await StoryBed.Start(Edition);
        (await bed.Act("comment", Text)).Ok();
        (await bed.Act("link", "\"ref\":\"spring\"")).Refuses(422, "act");
        (await bed.Act("get_started")).Ok();
        (await bed.Act("link", "\"ref\":\"spring\"")).Ok();
    }

    [Fact]
    public async Task The_journal_tells_comments_by_their_ids()
    {
        await using var bed = await StoryBed.Start(Edition);
        var comment = (await bed.Act("comment", Text)).Ok();
        var post = (await bed.Act("visitor_post", Text)).Ok();
        (await bed.Act("remove_comment", $"\"comment\":\"{comment.Text("comment_id")}\"")).Ok();
        var rows = (await bed.Read("journal")).Ok().Data
            .Where(row => row.GetProperty("kind").GetString() is "comment" or "visitor_post" or "comment_removed")
            .ToArray();
        Assert.Equal(
            [comment.Text("post_id"), post.Text("post_id"), comment.Text("post_id")],
            rows.Select(row => row.GetProperty("post_id").GetString()));
        Assert.Equal(comment.Text("comment_id"), rows[2].GetProperty("comment_id").GetString());
        Assert.Equal("Where are you?", rows[0].GetProperty("text").GetString());
    }
}
