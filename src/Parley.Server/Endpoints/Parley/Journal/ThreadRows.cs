using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// Reads the rows of one thread along <c>prev</c>: other threads' rows cost nothing, however many there are.
/// </summary>
internal static class ThreadRows
{
    private const int Step = 256;

    /// <summary>
    /// The thread's first rows after a place that are asked for, oldest first; moves the cursor past them.
    /// </summary>
    /// <param name="thread">The thread.</param>
    /// <param name="query">Which rows are asked for.</param>
    /// <param name="cursor">The place.</param>
    /// <param name="most">At most this many.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="mids">Makes mids.</param>
    /// <param name="posts">Makes ids of comments and posts.</param>
    public static (List<JournalRow> Rows, bool More) After(
        ThreadView thread,
        JournalQuery query,
        JournalCursor cursor,
        int most,
        IJournal journal,
        Mids mids,
        PostIds posts)
    {
        // The walk goes from the newest row to the oldest, so the ones wanted are the last it meets.
        var (stream, found) = (journal.StreamOf(thread.Shard), new Queue<StoredEvent>());
        var more = false;
        foreach (var row in journal.NewestFirst(thread.Shard, thread.Head, Step))
        {
            if (row.Seq <= cursor[stream]) break;
            if (!query.Wants(row)) continue;
            found.Enqueue(row);
            if (found.Count <= most) continue;
            found.Dequeue();
            more = true;
        }

        var told = new List<JournalRow>(found.Count);
        foreach (var row in found.Reverse())
        {
            cursor.Pass(stream, row.Seq);
            told.Add(JournalRow.Of(row, cursor.ToString(), mids, posts));
        }

        return (told, more);
    }
}
