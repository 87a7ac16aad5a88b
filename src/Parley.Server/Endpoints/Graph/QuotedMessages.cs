using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Messages a send refers to: the one it answers, the one it reacts to. Both must stand in its own thread.
/// </summary>
internal sealed class QuotedMessages(Mids mids, IStore store, IShards shards)
{
    /// <summary>
    /// The error of a reference to nothing; null if there is none, or if the policy refuses the send anyway.
    /// </summary>
    public async ValueTask<GraphReply?> Refuse(ThreadKey thread, SendEnvelope send, SendCommand command)
    {
        var row = send.ReplyTo is { } answered && !Stands(thread, answered) ? "reply_unknown"
            : send.ReactTo is { } reacted && !Stands(thread, reacted) ? "reaction_unknown"
            : null;
        if (row is null) return null;

        // References are checked after the policy: a shut window is named first.
        var state = await shards.Look(thread) is { } view ? view.State : ThreadState.Empty;
        var outcome = command.Edition.Decide(in state, command.Standing, command.Request, command.At);
        return outcome.Accepted ? GraphReply.Bad(row) : null;
    }

    private bool Stands(ThreadKey thread, string mid) =>
        mids.TryRead(mid, out var named, out var seq)
        && named == thread
        && store.Journal.Find(shards.ShardOf(thread), seq) is { Kind: EventKind.Message or EventKind.Sent } row
        && row.Thread == thread;
}
