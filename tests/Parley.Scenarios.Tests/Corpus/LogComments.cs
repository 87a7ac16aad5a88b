using System.Text.Json.Nodes;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>The values of webhooks that tell of comments and visitors' posts.</summary>
/// <param name="page">The page.</param>
/// <param name="instagram">Its Instagram account, if the story plays there.</param>
/// <param name="person">The person's id.</param>
internal sealed class LogComments(string page, string? instagram, string person)
{
    private bool OnInstagram => instagram is not null;

    /// <summary>The field a change is posted under.</summary>
    public string Field(Deed deed) => (OnInstagram, deed.Flag("live"), deed.Flag("group")) switch
    {
        (true, true, _) => "live_comments",
        (true, false, _) => "comments",
        (false, _, true) => "group_feed",
        _ => "feed",
    };

    /// <summary>What is told of a comment or a visitor's post.</summary>
    public JsonObject Of(Deed deed) => OnInstagram ? InstagramComment(deed) : FeedItem(deed);

    private JsonObject InstagramComment(Deed deed)
    {
        var media = new JsonObject { ["id"] = deed.Text("post") ?? "18" };
        media["media_product_type"] = deed.Flag("reel") ? "REELS"
            : deed.Body["ad"] is not null ? "AD"
            : deed.Flag("story") ? "STORY"
            : "FEED";
        return new JsonObject
        {
            ["id"] = deed.Id,
            ["text"] = deed.Text("text"),
            ["from"] = Author(deed),
            ["media"] = media,
        };
    }

    private JsonObject FeedItem(Deed deed)
    {
        var post = deed.Act == "visitor_post";
        var item = new JsonObject
        {
            ["item"] = post ? "post" : "comment",
            ["verb"] = "add",
            ["post_id"] = post ? deed.Id : deed.Text("post") ?? $"{page}_5",
            ["message"] = deed.Text("text"),
            ["from"] = Author(deed),
            ["created_time"] = deed.At.ToUnixTimeSeconds(),
        };
        if (!post) item["comment_id"] = deed.Id;
        if (deed.Flag("reel")) item["post"] = new JsonObject { ["status_type"] = "reel" };
        return item;
    }

    /// <summary>That a comment was removed.</summary>
    public static JsonObject Removed(Deed deed) => new()
    {
        ["item"] = "comment",
        ["verb"] = "remove",
        ["comment_id"] = deed.Text("comment"),
        ["created_time"] = deed.At.ToUnixTimeSeconds(),
    };

    private JsonObject Author(Deed deed) =>
        new() { ["id"] = deed.Text("as_page") is null ? person : instagram ?? page };
}
