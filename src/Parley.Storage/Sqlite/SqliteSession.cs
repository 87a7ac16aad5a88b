using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>A connection with the statements it has prepared.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> prepared = [];

    public SqliteConnection Connection => connection;

    /// <summary>A statement, ready to be bound. Whoever reads ends it with <see cref="Statement.Reset"/>.</summary>
    public Statement Prepared(string sql)
    {
        if (!prepared.TryGetValue(sql, out var statement))
            prepared.Add(sql, statement = new Statement(connection, sql));
        statement.Reset();
        return statement;
    }

    /// <summary>Statements until the result is disposed see the same moment of the file.</summary>
    public Together ReadTogether()
    {
        Prepared("BEGIN").Run();
        return new Together(this);
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values) statement.Dispose();
        connection.Dispose();
    }

    /// <summary>A read transaction.</summary>
    public readonly struct Together(SqliteSession session) : IDisposable
    {
        public void Dispose() => session.Prepared("COMMIT").Run();
    }
}
