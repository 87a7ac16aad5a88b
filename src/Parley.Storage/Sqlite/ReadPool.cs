using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>Connections that read what is committed, one per reading thread at a time, beside the writer.</summary>
internal sealed class ReadPool(Database database) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> idle = [];
    private volatile bool closed;

    /// <summary>Runs a read. Errors come as <see cref="StoreException"/> with the path.</summary>
    public T Read<T>(Func<SqliteSession, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(IStore));
        if (!idle.TryTake(out var session)) session = new SqliteSession(database.OpenReader());
        try
        {
            return read(session);
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Explain(error, database.Path);
        }
        finally
        {
            idle.Add(session);
            if (closed) Drain();
        }
    }

    public void Dispose()
    {
        closed = true;
        Drain();
    }

    private void Drain()
    {
        while (idle.TryTake(out var session)) session.Dispose();
    }
}
