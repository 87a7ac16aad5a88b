using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>One SQLite file: how connections to it are made.</summary>
/// <param name="Path">The file.</param>
/// <param name="Durable">Whether a commit waits for the disk.</param>
internal sealed record Database(string Path, bool Durable)
{
    private const int BusyTimeoutMilliseconds = 5_000;

    /// <summary>A connection that writes. Checkpoints are the caller's matter where the file is durable.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            // A database in write-ahead mode stays in it; the answer tells whether the file system can do it.
            var mode = Text(connection, "PRAGMA journal_mode = WAL");
            if (mode != "wal")
            {
                throw new StoreException(
                    $"{Path} cannot use a write-ahead log here (it answers \"{mode}\"); choose a local disk.");
            }

            Execute(connection, Durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            Execute(connection, Durable ? "PRAGMA wal_autocheckpoint = 0" : "PRAGMA wal_autocheckpoint = 4000");
            return connection;
        }
        catch (Exception error)
        {
            connection.Dispose();
            if (error is SqliteException refused) throw SqliteErrors.Explain(refused, Path);
            throw;
        }
    }

    /// <summary>A connection that only reads what is committed.</summary>
    public SqliteConnection OpenReader()
    {
        var connection = Open(SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA query_only = ON");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql) =>
        Check(connection, raw.sqlite3_exec(connection.Handle, sql));

    public static long Number(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    public static string Text(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    public static void Check(SqliteConnection connection, int result) =>
        SqliteException.ThrowExceptionForRC(result, connection.Handle);

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Check(connection, raw.sqlite3_busy_timeout(connection.Handle, BusyTimeoutMilliseconds));
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw SqliteErrors.Explain(error, Path);
        }
    }
}
