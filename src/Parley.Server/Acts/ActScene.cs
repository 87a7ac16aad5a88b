using NodaTime;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>Where an act would happen: the thread as it stands, and its messages.</summary>
/// <param name="channel">The channel.</param>
/// <param name="view">The thread as committed, or null if nothing ever happened in it.</param>
/// <param name="journal">Where its messages are.</param>
/// <param name="mids">Reads message ids.</param>
internal sealed class ActScene(Channel channel, ThreadView? view, IJournal journal, Mids mids)
{
    private const int Step = 64;

    /// <summary>The channel.</summary>
    public Channel Channel => channel;

    /// <summary>When the act would happen.</summary>
    public required Instant At { get; init; }

    /// <summary>The edition the page's sends are judged by then.</summary>
    public required Edition Edition { get; init; }

    /// <summary>Makes notification tokens.</summary>
    public required OptInTokens Tokens { get; init; }

    /// <summary>The state as committed; the empty state if nothing ever happened.</summary>
    public ThreadState State => view?.State ?? ThreadState.Empty;

    /// <summary>
    /// The message of this thread a mid names, from either side; null if it is unknown, forged or of another thread.
    /// </summary>
    public StoredEvent? FindMessage(string mid)
    {
        if (view is null || !mids.TryRead(mid, out var thread, out var seq) || thread != view.Thread) return null;
        return journal.Find(view.Shard, seq) is { } row && row.Thread == thread && IsMessage(row) ? row : null;
    }

    /// <summary>The thread's rows, newest first, read as they are asked for.</summary>
    public IEnumerable<StoredEvent> NewestFirst()
    {
        for (var head = view?.Head ?? 0; head > 0;)
        {
            var rows = journal.History(view!.Shard, head, Step);
            foreach (var row in rows) yield return row;
            head = rows.Count > 0 ? rows[^1].Prev : 0;
        }
    }

    /// <summary>A row's mid.</summary>
    public string MidOf(StoredEvent row) => mids.For(channel, row.Thread, row.Seq);

    private static bool IsMessage(StoredEvent row) =>
        row.Kind is EventKind.Message or EventKind.Postback or EventKind.Sent;
}
