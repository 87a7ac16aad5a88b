using System.Text.Json;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// What people can comment on: every page has one post, one reel, one group, one ad's post, and one broadcast after the
/// other; visitors' posts come to these on Facebook.
/// </summary>
internal sealed class PostBoard(PostIds ids, WorldDirectory world)
{
    /// <summary>The page's own post of a kind; of broadcasts the one that runs.</summary>
    public Post Usual(PageRecord page, Channel channel, CommentPlace place)
    {
        var ordinal = place is CommentPlace.Live ? Running(page, channel) : 1;
        return new Post(ids.OwnPost(new PageId(page.Id), channel, place, ordinal), place, HasEnded: false);
    }

    /// <summary>The post of a page an id names, or null if there is none.</summary>
    public Post? Find(PageRecord page, Channel channel, string id)
    {
        var owner = new PageId(page.Id);
        if (ids.TryOwnPost(owner, channel, id, out var place, out var ordinal))
        {
            var newest = place is CommentPlace.Live ? Running(page, channel) : 1;
            return ordinal > newest ? null : new Post(id, place, HasEnded(page, id));
        }

        return channel is Channel.Messenger && ids.Find(id, EventKind.VisitorPost)?.Thread.Page == owner
            ? new Post(id, CommentPlace.Post, HasEnded: false)
            : null;
    }

    /// <summary>The comment or visitor's post of a page an id names, or null if there is none.</summary>
    public StoredEvent? Find(PageRecord page, Channel channel, string id, EventKind kind) =>
        ids.Find(id, kind) is { } row && row.Thread.Page.Value == page.Id && row.Channel == channel ? row : null;

    /// <summary>A page by its id, or null.</summary>
    public PageRecord? Page(long page) => world.Page(new PageId(page));

    /// <summary>What a comment's row tells.</summary>
    public static CommentBody BodyOf(StoredEvent comment) =>
        JsonSerializer.Deserialize(comment.Body.Span, StoredJson.Default.CommentBody)
        ?? throw new JsonException($"Row {comment.Seq} of thread {comment.Thread} has no body.");

    // Broadcasts are numbered; those that ended are written down, so the next one runs.
    private int Running(PageRecord page, Channel channel)
    {
        var newest = 0;
        foreach (var ended in page.EndedBroadcasts ?? [])
        {
            if (ids.TryOwnPost(new PageId(page.Id), channel, ended.Media, out var place, out var ordinal)
                && place is CommentPlace.Live)
                newest = Math.Max(newest, ordinal);
        }

        return newest + 1;
    }

    private static bool HasEnded(PageRecord page, string post) =>
        page.EndedBroadcasts is { } ended && ended.Any(one => one.Media == post);
}

/// <summary>Something people can comment on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Place">Where a comment under it stands.</param>
/// <param name="HasEnded">Whether it is a broadcast that ended.</param>
internal sealed record Post(string Id, CommentPlace Place, bool HasEnded);
