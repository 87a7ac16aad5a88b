using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person removes a comment or a post of theirs: it can be answered privately no more.</summary>
/// <remarks>Source: developers.facebook.com, Page webhooks "feed", verb "remove"; Instagram tells nobody.</remarks>
/// <param name="Comment">The comment, or null.</param>
/// <param name="Post">The post, or null.</param>
internal sealed record RemoveComment(string? Comment, string? Post) : IAct
{
    public bool PassesBlock => true;

    public static IAct Read(Fields fields)
    {
        var (comment, post) = (fields.Text("comment"), fields.Text("post"));
        if (!fields.Has("comment") && !fields.Has("post"))
            fields.Refuse("comment", "is required unless `post` is given");
        else if (fields.Has("comment") && fields.Has("post"))
            fields.Refuse("post", "stands beside `comment`: one thing is removed at a time");
        return new RemoveComment(comment, post);
    }

    public ActPlan Plan(ActScene scene)
    {
        var row = Comment is { } comment
            ? scene.Posts.Find(scene.Page, scene.Channel, comment, EventKind.Comment)
            : scene.Posts.Find(scene.Page, scene.Channel, Post!, EventKind.VisitorPost);
        if (row is null || row.Thread != scene.Thread)
        {
            return Comment is not null
                ? new ActPlan.Impossible("comment", "The person has no such comment on this page.")
                : new ActPlan.Impossible("post", "The person has no such post on this page.");
        }

        var body = new CommentRemovedBody
        {
            Row = row.Seq,
            Comment = row.Kind is EventKind.Comment ? PostBoard.BodyOf(row) with { Text = null } : null,
            Name = WriteComment.NameOf(scene),
        };
        return new ActPlan.Possible(
            EventKind.CommentRemoved, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.CommentRemovedBody))
        {
            Refusal = state => state.Promises.CommentOf(StoredEvents.NameOf(row.Seq)) is { Removed.Happened: true }
                ? "It was removed already."
                : null,
        };
    }
}
