using Dapper;
using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Fences a former owner of shards out. Opening a store raises the epoch of every shard; each commit proves within its
/// own transaction that nobody has raised them since, or fails as a whole.
/// </summary>
internal sealed class Epochs
{
    private readonly long[] claimed;
    private long? verifiedVersion;

    private Epochs(long[] claimed) => this.claimed = claimed;

    /// <summary>Takes all shards over.</summary>
    public static Epochs Claim(SqliteConnection connection, int shards)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(
            "UPDATE epochs SET epoch = epoch + 1, owner = @owner",
            new { owner = $"pid {Environment.ProcessId} on {Environment.MachineName}" },
            transaction);
        var claimed = new long[shards];
        var epochs = connection.Query<(long Shard, long Epoch)>("SELECT shard, epoch FROM epochs", null, transaction);
        foreach (var (shard, epoch) in epochs) claimed[shard] = epoch;
        transaction.Commit();
        return new Epochs(claimed);
    }

    /// <summary>
    /// Who claimed the shards of a store that another process holds, for a person; null if it cannot be told.
    /// </summary>
    public static string? OwnerOf(Database database)
    {
        if (!File.Exists(database.Path)) return null;
        try
        {
            using var connection = database.OpenReader();
            var owner = Database.Text(connection, "SELECT owner FROM epochs LIMIT 1");
            return owner.Length > 0 ? owner : null;
        }
        catch (Exception error) when (error is StoreException or SqliteException)
        {
            return null;
        }
    }

    /// <summary>Within the transaction of the group's commit.</summary>
    /// <param name="connection">The connection that commits.</param>
    /// <param name="version">
    /// The connection's data version: SQLite changes it whenever another connection has committed. While it stands,
    /// so do the epochs, and nothing needs to be read.
    /// </param>
    /// <param name="group">What is committed.</param>
    /// <exception cref="CommitFailedException">A shard of the group has a new owner.</exception>
    public void Verify(SqliteConnection connection, long version, CommitGroup group)
    {
        if (version == verifiedVersion) return;
        verifiedVersion = null;
        var lost = Lost(connection);
        foreach (var row in group.Rows)
        {
            if (!lost.Contains(row.Shard)) continue;
            throw new CommitFailedException(
                $"Nothing was stored: shard {row.Shard} was taken over by another process.");
        }

        if (lost.Count == 0) verifiedVersion = version;
    }

    /// <summary>The connection is another one, so its data version says nothing of what was verified.</summary>
    public void Forget() => verifiedVersion = null;

    private HashSet<long> Lost(SqliteConnection connection)
    {
        var lost = new HashSet<long>();
        using var epochs = new Statement(connection, "SELECT shard, epoch FROM epochs");
        while (epochs.Step())
        {
            if (claimed[epochs.Number(0)] != epochs.Number(1)) lost.Add(epochs.Number(0));
        }

        return lost;
    }
}
