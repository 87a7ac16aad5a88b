using System.Text.Json;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>What an act that happened is answered with: the ids of what it made.</summary>
internal sealed class Outcomes(Mids mids, PostIds posts, AccountLinks links)
{
    /// <summary>The answer to an act, from the row that tells it.</summary>
    /// <param name="plan">What was planned.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="thread">The thread to answer with.</param>
    /// <param name="result">The row.</param>
    public Performed.Done Of(ActPlan.Possible plan, Channel channel, ThreadKey thread, in ActResult result)
    {
        var done = new Performed.Done(thread.Person, result.At);
        switch (plan.Kind)
        {
            case EventKind.Message or EventKind.Postback:
                return done with { Mid = mids.For(channel, thread, result.Seq) };
            case EventKind.Comment:
                var post = JsonSerializer.Deserialize(plan.Body, StoredJson.Default.CommentBody)!.Post;
                var comment = posts.Comment(channel, post, result.Shard, thread, result.Seq);
                return done with { CommentId = comment, PostId = post };
            case EventKind.VisitorPost:
                return done with { PostId = posts.VisitorPost(result.Shard, thread, result.Seq) };
            case EventKind.AccountLinkOpened:
                return done with { AccountLinkingToken = links.For(thread, result.Seq) };
            default:
                return done with { Token = plan.Token, UserRef = plan.UserRef };
        }
    }
}
