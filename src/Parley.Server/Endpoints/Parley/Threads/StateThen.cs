using NodaTime;
using Parley.Policy;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>What the policy knew of a thread at an instant that may lie in the past.</summary>
internal static class StateThen
{
    private const int Step = 256;

    /// <summary>The state after everything that happened up to and including an instant.</summary>
    public static ThreadState Of(ThreadView? view, Instant at, IJournal journal)
    {
        var moment = Moment.Of(at);
        if (view is null) return ThreadState.Empty;
        if (view.State.LastEvent <= moment) return view.State;

        // The walk meets them newest first; a block and an unblock of one millisecond count in the order they happened.
        var events = new Stack<ThreadEvent>();
        foreach (var row in journal.NewestFirst(view.Shard, view.Head, Step))
        {
            if (row.At <= moment && StoredEvents.ToThreadEvent(row) is { } happened) events.Push(happened);
        }

        var state = ThreadState.Empty;
        foreach (var happened in events) state = ThreadState.Evolve(in state, happened);
        return state;
    }
}
