using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>Reads the journal from a place onwards, row by row, at the reader's own pace.</summary>
/// <param name="journal">The journal.</param>
/// <param name="mids">Makes mids.</param>
/// <param name="posts">Makes ids of comments and posts.</param>
/// <param name="query">Which rows are asked for.</param>
/// <param name="cursor">Where to begin; moved along.</param>
internal sealed class JournalReading(
    IJournal journal, Mids mids, PostIds posts, JournalQuery query, JournalCursor cursor)
{
    /// <summary>How many rows one answer looks at: a filter that hits little must not hold the server up.</summary>
    private const int MostLookedAt = 20_000;

    private const int Step = 500;

    /// <summary>
    /// The next rows, at most <paramref name="most"/>. Fewer (or none) with <c>More</c> set means: nothing else was
    /// asked for so far, ask again from where the cursor is now.
    /// </summary>
    public (List<JournalRow> Rows, bool More) Next(int most)
    {
        var rows = new List<JournalRow>();
        var lookedAt = 0;
        for (var stream = 0; stream < journal.Streams; stream++)
        {
            while (true)
            {
                var read = journal.Read(stream, cursor[stream], Math.Min(Step, MostLookedAt));
                if (read.Count == 0) break;
                foreach (var row in read)
                {
                    if (rows.Count == most || lookedAt == MostLookedAt) return (rows, true);
                    cursor.Pass(stream, row.Seq);
                    lookedAt++;
                    if (query.Wants(row)) rows.Add(JournalRow.Of(row, cursor.ToString(), mids, posts));
                }
            }
        }

        return (rows, false);
    }

    /// <summary>Completes when any stream has a row beyond the place reached.</summary>
    public async Task WaitForMore(CancellationToken cancel)
    {
        using var found = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var waits = Enumerable.Range(0, journal.Streams)
            .Select(stream => journal.WaitBeyond(stream, cursor[stream], found.Token))
            .ToArray();
        await await Task.WhenAny(waits);
        await found.CancelAsync();
    }
}
