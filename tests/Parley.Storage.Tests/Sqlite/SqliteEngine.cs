using Microsoft.Data.Sqlite;
using Parley.Storage.Tests.Specs;

namespace Parley.Storage.Tests.Sqlite;

/// <summary>A store in a directory of its own, disturbed from outside as another program would.</summary>
public sealed class SqliteEngine : TestEngine
{
    public string Directory { get; } =
        System.IO.Directory.CreateTempSubdirectory("parley-storage-").FullName;

    public string JournalPath => Path.Combine(Directory, "journal.db");

    public string ReadersPath => Path.Combine(Directory, "readers.db");

    public override IStore Open() => StoreFactory.Open(Directory, Options);

    public override IDisposable BreakCommits(IStore store)
    {
        Execute(JournalPath, "CREATE TRIGGER broken BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'broken'); END");
        return new Undo(() => Execute(JournalPath, "DROP TRIGGER broken"));
    }

    public override IDisposable HoldCommits(IStore store)
    {
        var other = Connect(JournalPath);
        Execute(other, "BEGIN IMMEDIATE");
        return new Undo(() =>
        {
            Execute(other, "ROLLBACK");
            other.Dispose();
        });
    }

    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    public static void Execute(string path, string sql)
    {
        using var connection = Connect(path);
        Execute(connection, sql);
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Ask(string path, string sql)
    {
        using var connection = Connect(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public static bool HasJournal(string path) =>
        Ask(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'journal'") is 1L;

    protected override void Clean() => System.IO.Directory.Delete(Directory, recursive: true);
}
