using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Brings the write-ahead log into the database file beside the commits instead of inside one of them: a thread of its
/// own copies the bulk while commits go on, the writer copies the small rest, and the log starts over.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private const int PageBytes = 4096;
    private const int RowOverheadBytes = 48;

    // 16 MB: long enough that the copying is cheap, short enough that a start after a crash reads it at once.
    private const long PagesBetween = (16L << 20) / PageBytes;

    // Readers keep the log from starting over. Past this length the writer waits for them.
    private const long MostPages = 16 * PagesBetween;

    private readonly Database database;
    private readonly AutoResetEvent wake = new(false);
    private readonly Thread thread;
    private long pages;
    private volatile Stage stage = Stage.Idle;
    private volatile bool closed;

    public Checkpointer(Database database)
    {
        this.database = database;
        thread = new Thread(Run) { Name = "checkpointer", IsBackground = true };
        thread.Start();
    }

    private enum Stage
    {
        Idle,
        Copying,
        Rest,
    }

    /// <summary>About how many pages a group adds to the log.</summary>
    public static long PagesOf(CommitGroup group) =>
        2 + ((group.BodyBytes + ((long)group.Rows.Count * RowOverheadBytes)) / PageBytes) + (2L * group.Changes.Count);

    /// <summary>After a commit, by the writer, between two transactions.</summary>
    public void Written(long morePages, SqliteConnection writer)
    {
        pages += morePages;
        if (stage is Stage.Idle && pages >= PagesBetween)
        {
            stage = Stage.Copying;
            wake.Set();
        }
        else if (stage is Stage.Rest)
        {
            var (inLog, copied) = Copy(writer, "PASSIVE");
            if (inLog >= MostPages) (inLog, copied) = Copy(writer, "RESTART");
            pages = inLog - copied;
            stage = Stage.Idle;
        }
    }

    public void Dispose()
    {
        closed = true;
        wake.Set();
        thread.Join();
        wake.Dispose();
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        while (wake.WaitOne() && !closed)
        {
            try
            {
                connection ??= database.OpenWriter();

                // The second round takes what was committed during the first, so that little is left for the writer.
                Copy(connection, "PASSIVE");
                Copy(connection, "PASSIVE");
            }
            catch (StoreException)
            {
                // No connection to be had just now. Nothing is lost, the log still holds it: next time.
            }

            stage = Stage.Rest;
        }

        connection?.Dispose();
    }

    // A copy that fails loses nothing: the log still holds everything, and the next round starts where this one ended.
    private static (long InLog, long Copied) Copy(SqliteConnection connection, string mode)
    {
        try
        {
            using var checkpoint = new Statement(connection, $"PRAGMA wal_checkpoint({mode})");
            return checkpoint.Step() ? (checkpoint.Number(1), checkpoint.Number(2)) : default;
        }
        catch (SqliteException)
        {
            return default;
        }
    }
}
