using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>
/// The embedded store, a directory: <c>journal.db</c> is the truth, <c>readers.db</c> can be made again from it,
/// <c>media</c> holds the files of attachments, <c>lock</c> keeps a second process out.
/// </summary>
internal sealed class SqliteStore : IStore, ISoundness
{
    private readonly StoreLock held;
    private readonly CommitQueue queue;
    private readonly CommitSignal signal;
    private readonly Checkpointer checkpointer;
    private readonly JournalWriter writer;
    private readonly ReadPool pool;
    private readonly ReadersFile readers;
    private int disposed;

    private SqliteStore(
        string directory,
        StoreLock held,
        Database database,
        SqliteConnection connection,
        Founding founding,
        Epochs epochs,
        ReadersFile readers,
        StoreOptions options)
    {
        this.held = held;
        this.readers = readers;
        Description = directory;
        Key = founding.Key;
        Created = founding.Created;
        queue = new CommitQueue(founding.LastSeq);
        signal = new CommitSignal();
        signal.Advance(founding.LastSeq);
        pool = new ReadPool(database);
        checkpointer = new Checkpointer(database);
        writer = new JournalWriter(database, connection, queue, signal, epochs, checkpointer);
        Journal = new SqliteJournal(founding.Shards, queue, signal, pool);
        World = new SqliteWorld(queue, pool);
        Labels = new SqliteLabels(queue, pool);
        Documents = new SqliteDocuments(queue, pool);
        Campaigns = new SqliteCampaigns(queue, pool);
        Snapshots = new SqliteSnapshots(readers);
        Deliveries = new SqliteDeliveries(readers, options);
        Blobs = new FileBlobs(directory);
        Violations = new SqliteViolations(readers);
    }

    public ReadOnlyMemory<byte> Key { get; }

    public bool Created { get; }

    public string Description { get; }

    public IJournal Journal { get; }

    public ISnapshots Snapshots { get; }

    public IWorldStore World { get; }

    public ILabelStore Labels { get; }

    public IDocumentStore Documents { get; }

    public ICampaignStore Campaigns { get; }

    public IBlobStore Blobs { get; }

    public IDeliveryStore Deliveries { get; }

    public IViolationStore Violations { get; }

    /// <summary>Where the journal's commits queue: tests break a commit from within through it.</summary>
    internal CommitQueue Queue => queue;

    public static SqliteStore Open(string directory, StoreOptions options)
    {
        CreateDirectory(directory);
        var database = new Database(Path.Combine(directory, "journal.db"), Durable: true);
        var held = StoreLock.Take(directory, () => Epochs.OwnerOf(database));
        SqliteConnection? connection = null;
        ReadersFile? readers = null;
        try
        {
            var schema = Schema.Recognize(database, "journal");
            connection = database.OpenWriter();
            schema.Upgrade(connection);
            var founding = Founding.Of(connection, options);
            readers = ReadersFile.Open(Path.Combine(directory, "readers.db"), founding.Key, founding.LastSeq);
            var epochs = Epochs.Claim(connection, founding.Shards);
            return new SqliteStore(directory, held, database, connection, founding, epochs, readers, options);
        }
        catch (Exception error)
        {
            readers?.Dispose();
            connection?.Dispose();
            held.Dispose();
            if (error is SqliteException refused) throw SqliteErrors.Explain(refused, database.Path);
            throw;
        }
    }

    /// <summary>Commits what is queued, brings the logs into the files and lets the next process in.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        queue.Close();
        await Task.Run(() =>
        {
            writer.Dispose();
            checkpointer.Dispose();
        });
        signal.Close();
        pool.Dispose();
        readers.Dispose();
        held.Dispose();
    }

    /// <inheritdoc/>
    public IEnumerable<string> Complaints() =>
        Complaints("journal.db", pool).Concat(Complaints("readers.db", readers.Pool));

    private static List<string> Complaints(string name, ReadPool pool) => pool.Read(session =>
    {
        var rows = session.Prepared("PRAGMA quick_check");
        var complaints = new List<string>();
        while (rows.Step())
        {
            if (rows.Text(0) is var complaint && complaint != "ok") complaints.Add($"{name}: {complaint}");
        }

        rows.Reset();
        return complaints;
    });

    private static void CreateDirectory(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{directory} cannot be made a directory for the store: {error.Message}", error);
        }
    }

    /// <summary>What was decided when the store was created, and how far it has come.</summary>
    private sealed record Founding(byte[] Key, int Shards, bool Created, long LastSeq)
    {
        public static Founding Of(SqliteConnection connection, StoreOptions options)
        {
            var created = Database.Number(connection, "SELECT count(*) FROM store") == 0;
            if (created) Found(connection, options.Shards);
            using var store = new Statement(connection, "SELECT key, shards FROM store");
            store.Step();
            return new Founding(
                store.Bytes(0).ToArray(),
                (int)store.Number(1),
                created,
                Database.Number(connection, "SELECT coalesce(max(seq), 0) FROM journal"));
        }

        private static void Found(SqliteConnection connection, int shards)
        {
            Database.Execute(connection, "BEGIN IMMEDIATE");
            using var store = new Statement(connection, "INSERT INTO store (id, key, shards) VALUES (1, ?1, ?2)");
            store.Bind(1, RandomNumberGenerator.GetBytes(32));
            store.Bind(2, shards);
            store.Run();
            using var epoch = new Statement(connection, "INSERT INTO epochs (shard, epoch, owner) VALUES (?1, 0, '')");
            for (var shard = 0; shard < shards; shard++)
            {
                epoch.Bind(1, shard);
                epoch.Run();
            }

            Database.Execute(connection, "COMMIT");
        }
    }
}
