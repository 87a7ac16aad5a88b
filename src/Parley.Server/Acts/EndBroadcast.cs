using Parley.Policy;
using Parley.Server.Endpoints.V1;

namespace Parley.Server.Acts;

/// <summary>
/// A broadcast of the page ends. On Instagram its comments can be answered privately no more; the next live comment
/// begins another one.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Instagram "Private replies": live comments only while broadcasting.
/// </remarks>
/// <param name="Post">The broadcast; null = the one that runs.</param>
internal sealed record EndBroadcast(string? Post) : IAct
{
    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new EndBroadcast(fields.Text("post"));

    public ActPlan Plan(ActScene scene)
    {
        if (Post is null) return Ends(scene.Posts.Usual(scene.Page, scene.Channel, CommentPlace.Live));
        return scene.Posts.Find(scene.Page, scene.Channel, Post) switch
        {
            { Place: CommentPlace.Live, HasEnded: false } running => Ends(running),
            { Place: CommentPlace.Live } => new ActPlan.Impossible("post", "The broadcast has ended already."),
            _ => new ActPlan.Impossible("post", "There is no such broadcast on this page."),
        };
    }

    private static ActPlan.BroadcastEnds Ends(Post broadcast) => new(broadcast.Id);
}
