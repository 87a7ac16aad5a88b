using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>
/// <c>readers.db</c>: everything that can be made again from the journal, in a file of its own so that writing it never
/// contends with a commit. A crash may lose the last writes, never tear them.
/// </summary>
internal sealed class ReadersFile : IDisposable
{
    private readonly Lock gate = new();
    private readonly Database database;
    private readonly SqliteSession writer;

    private ReadersFile(Database database, SqliteConnection connection)
    {
        this.database = database;
        writer = new SqliteSession(connection);
        Pool = new ReadPool(database);
    }

    /// <summary>For reading.</summary>
    public ReadPool Pool { get; }

    /// <param name="path">The file.</param>
    /// <param name="key">The store's key, by which the file knows its journal.</param>
    /// <param name="committed">The journal's last number.</param>
    public static ReadersFile Open(string path, ReadOnlySpan<byte> key, long committed)
    {
        var database = new Database(path, Durable: false);
        var schema = Schema.Recognize(database, "readers");
        var connection = database.OpenWriter();
        try
        {
            schema.Upgrade(connection);
            BelongTo(connection, path, SHA256.HashData(key), committed);
            return new ReadersFile(database, connection);
        }
        catch (Exception error)
        {
            connection.Dispose();
            if (error is SqliteException refused) throw SqliteErrors.Explain(refused, path);
            throw;
        }
    }

    /// <summary>Runs a write in a transaction of its own: all of it or nothing.</summary>
    /// <exception cref="StoreException">Nothing was written.</exception>
    public void Write(Action<SqliteSession> write)
    {
        lock (gate)
        {
            try
            {
                Database.Execute(writer.Connection, "BEGIN IMMEDIATE");
                write(writer);
                Database.Execute(writer.Connection, "COMMIT");
            }
            catch (Exception error)
            {
                RollBack();
                if (error is SqliteException refused) throw SqliteErrors.Explain(refused, database.Path);
                throw;
            }
        }
    }

    public void Dispose()
    {
        Pool.Dispose();
        lock (gate) writer.Dispose();
    }

    private void RollBack()
    {
        // Some failures end the transaction by themselves.
        if (SQLitePCL.raw.sqlite3_get_autocommit(writer.Connection.Handle) == 0)
            Database.Execute(writer.Connection, "ROLLBACK");
    }

    private static void BelongTo(SqliteConnection connection, string path, byte[] store, long committed)
    {
        using var session = new Statement(connection, "SELECT store, codec FROM origin");
        var known = session.Step();
        if (known && !session.Bytes(0).SequenceEqual(store))
            throw new StoreException($"{path} was made from another journal; delete it, it is made again.");
        var codec = known ? session.Number(1) : ThreadStateCodec.Version;
        session.Reset();

        using var origin = new Statement(
            connection, "INSERT OR REPLACE INTO origin (id, store, codec) VALUES (1, ?1, ?2)");
        origin.Bind(1, store);
        origin.Bind(2, ThreadStateCodec.Version);
        origin.Run();

        // Snapshots this build cannot read, or of rows the journal does not have (it was restored from a copy), are
        // forgotten: the replay makes them again.
        var ahead = Database.Number(connection, $"SELECT count(*) FROM snapshot_positions WHERE seq > {committed}") > 0;
        if (codec != ThreadStateCodec.Version || ahead) SqliteSnapshots.Clear(connection);
        if (Database.Number(connection, $"SELECT count(*) FROM reader_positions WHERE seq > {committed}") > 0)
            SqliteViolations.Clear(connection);
        Database.Execute(connection, $"UPDATE reader_positions SET seq = {committed} WHERE seq > {committed}");
        Database.Execute(connection, $"UPDATE delivery_positions SET seq = {committed} WHERE seq > {committed}");
    }
}
