using Parley.Policy;
using Parley.Server.Ids;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>What apps hear of comments and posts, and of their end.</summary>
internal sealed class ActivityEvents(PostIds ids)
{
    /// <summary>The event of a row as one kind of webhook tells it; null where another kind does.</summary>
    public WebhookEvent.Change? Of(StoredEvent row, WebhookKind kind)
    {
        WebhookEvent.Change happened = row.Kind switch
        {
            EventKind.VisitorPost => PostOf(row),
            EventKind.CommentRemoved => RemovedOf(row),
            _ when row.Channel is Channel.Instagram => MediaCommentOf(row),
            _ => CommentOf(row),
        };
        return happened.Kind == kind ? happened : null;
    }

    private WebhookEvent.FeedItem PostOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.VisitorPostBody);
        return new(ids.Of(row), CommentId: null, InGroup: false) { Author = body.Name ?? "", Text = body.Text };
    }

    private WebhookEvent.FeedItem CommentOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.CommentBody);
        return ItemOf(body, ids.Of(row)) with { Author = body.Name ?? "", Text = body.Text };
    }

    private WebhookEvent.FeedItem RemovedOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.CommentRemovedBody);
        if (body.Comment is not { } comment)
        {
            var post = ids.VisitorPost(row.Shard, row.Thread, body.Row);
            return new(post, CommentId: null, InGroup: false) { Author = body.Name ?? "", Removed = true };
        }

        var id = ids.Comment(row.Channel, comment.Post, row.Shard, row.Thread, body.Row);
        return ItemOf(comment, id) with { Author = body.Name ?? "", Removed = true };
    }

    private WebhookEvent.MediaComment MediaCommentOf(StoredEvent row)
    {
        var body = Stored.Read(row, StoredJson.Default.CommentBody);
        return new(ids.Of(row), body.Post, ProductOf(body.Place), body.Place is CommentPlace.Live)
        {
            Author = body.Name ?? "",
            Text = body.Text,
            ParentId = body.Parent,
            AdId = body.AdId,
            AdTitle = body.AdTitle,
        };
    }

    private static WebhookEvent.FeedItem ItemOf(CommentBody body, string id) =>
        new(body.Post, id, body.Place is CommentPlace.Group)
        {
            Author = "",
            ParentId = body.Parent,
            StatusType = body.Place switch
            {
                CommentPlace.Live => "added_video",
                CommentPlace.Reel => "reel",
                _ => "mobile_status_update",
            },
        };

    private static string? ProductOf(CommentPlace place) => place switch
    {
        CommentPlace.Reel => "REELS",
        CommentPlace.Ad => "AD",
        CommentPlace.Story => "STORY",
        CommentPlace.Live => null,
        _ => "FEED",
    };
}
