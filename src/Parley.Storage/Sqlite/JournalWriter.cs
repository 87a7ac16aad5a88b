using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>The one thread that writes <c>journal.db</c>: a group, a transaction, an fsync, all answers.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly Database database;
    private readonly CommitQueue queue;
    private readonly CommitSignal signal;
    private readonly Epochs epochs;
    private readonly Checkpointer checkpointer;
    private readonly Thread thread;
    private Session session;

    /// <param name="database">The file.</param>
    /// <param name="connection">A connection that writes it; ours from now on.</param>
    /// <param name="queue">What is to be written.</param>
    /// <param name="signal">Who hears of it.</param>
    /// <param name="epochs">Under which epochs.</param>
    /// <param name="checkpointer">Who brings the log into the file.</param>
    public JournalWriter(
        Database database,
        SqliteConnection connection,
        CommitQueue queue,
        CommitSignal signal,
        Epochs epochs,
        Checkpointer checkpointer)
    {
        this.database = database;
        this.queue = queue;
        this.signal = signal;
        this.epochs = epochs;
        this.checkpointer = checkpointer;
        session = new Session(connection);
        thread = new Thread(Run) { Name = "journal writer", IsBackground = true };
        thread.Start();
    }

    /// <summary>Waits until everything queued is written; the queue must be closed.</summary>
    public void Dispose()
    {
        thread.Join();
        session.Dispose();
    }

    private void Run()
    {
        while (queue.Take() is { } group)
        {
            var last = group.Rows.Count > 0 ? group.Rows[^1].Seq : 0;
            if (TryCommit(group) is { } failure)
            {
                queue.Failed(group, failure);
                continue;
            }

            var weight = Checkpointer.PagesOf(group);
            if (last > 0) signal.Advance(last);
            queue.Succeeded(group);
            checkpointer.Written(weight, session.Connection);
        }
    }

    private CommitFailedException? TryCommit(CommitGroup group)
    {
        try
        {
            session.Begin.Run();
            epochs.Verify(session.Connection, session.Version(), group);
            foreach (ref readonly var row in CollectionsMarshal.AsSpan(group.Rows))
                Insert(session.Insert, in row, group.BodyOf(in row));
            foreach (var change in group.Changes) change(session.Connection);
            session.Commit.Run();
            return null;
        }
        catch (Exception error)
        {
            RollBack();
            return error switch
            {
                CommitFailedException failure => failure,
                SqliteException refused => SqliteErrors.CommitFailed(refused, database.Path),
                _ => new CommitFailedException($"Nothing was stored: {error.Message}", error),
            };
        }
    }

    private static void Insert(Statement insert, in CommitGroup.Row row, ReadOnlySpan<byte> body)
    {
        insert.Bind(1, row.Seq);
        insert.Bind(2, row.Shard);
        insert.Bind(3, row.Thread.Page.Value);
        insert.Bind(4, row.Thread.Person.Value);
        insert.Bind(5, (long)row.Channel);
        insert.Bind(6, row.Prev);
        insert.Bind(7, row.At.Milliseconds);
        insert.Bind(8, (long)row.Kind);
        insert.Bind(9, body);
        insert.Bind(10, row.Owner);
        insert.Run();
    }

    // A connection that cannot even roll back is of no more use; a new one starts from what is on disk.
    private void RollBack()
    {
        try
        {
            session.RollBack();
        }
        catch (SqliteException)
        {
            Reopen();
        }
    }

    private void Reopen()
    {
        try
        {
            var fresh = new Session(database.OpenWriter());
            session.Dispose();
            session = fresh;
            epochs.Forget();
        }
        catch (StoreException)
        {
            // The disk is gone for now. The old session stays: the next commit fails on it with the reason, and
            // comes here again.
        }
    }

    /// <summary>A connection with the statements of a commit, prepared once.</summary>
    private sealed class Session(SqliteConnection connection) : IDisposable
    {
        private readonly Statement version = new(connection, "PRAGMA data_version");

        public SqliteConnection Connection => connection;

        public Statement Begin { get; } = new(connection, "BEGIN IMMEDIATE");

        public Statement Commit { get; } = new(connection, "COMMIT");

        public Statement Insert { get; } = new(
            connection,
            """
            INSERT INTO journal (seq, shard, page, psid, channel, prev, at, kind, body, owner)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """);

        public long Version()
        {
            version.Step();
            var read = version.Number(0);
            version.Reset();
            return read;
        }

        public void RollBack()
        {
            // Some failures end the transaction by themselves.
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0) Database.Execute(connection, "ROLLBACK");
        }

        public void Dispose()
        {
            Begin.Dispose();
            Commit.Dispose();
            Insert.Dispose();
            version.Dispose();
            connection.Dispose();
        }
    }
}
