using DbUp;
using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Brings a file to the newest schema by numbered migrations, and refuses files that are not ours or newer.
/// </summary>
internal sealed class Schema
{
    // "Prly": marks the file as ours, so that another program's database is not mistaken for an empty store.
    private const int ApplicationId = 0x50726C79;

    private readonly string path;
    private readonly string prefix;
    private readonly int newest;
    private long version;

    private Schema(string path, string folder)
    {
        this.path = path;
        prefix = $"{typeof(Schema).Namespace}.Migrations.{folder}.";
        newest = typeof(Schema).Assembly.GetManifestResourceNames().Count(IsOurs);
    }

    /// <summary>Looks at a file before anything in it is touched.</summary>
    /// <param name="database">The file; there may be none yet.</param>
    /// <param name="folder">The folder of its migrations: <c>journal</c> or <c>readers</c>.</param>
    /// <exception cref="StoreException">It is not ours, or of a newer build.</exception>
    public static Schema Recognize(Database database, string folder)
    {
        var schema = new Schema(database.Path, folder);
        if (!File.Exists(database.Path)) return schema;
        try
        {
            using var connection = database.OpenReader();
            schema.Look(connection);
            return schema;
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Explain(error, database.Path);
        }
    }

    /// <summary>Runs the migrations the file lacks.</summary>
    public void Upgrade(SqliteConnection connection)
    {
        // The number spares a start the migration engine and its reflection.
        if (version == newest) return;
        Migrate(connection);
        Database.Execute(connection, $"PRAGMA application_id = {ApplicationId}");
        Database.Execute(connection, $"PRAGMA user_version = {newest}");
        version = newest;
    }

    private void Look(SqliteConnection connection)
    {
        version = Database.Number(connection, "PRAGMA user_version");
        var ours = Database.Number(connection, "PRAGMA application_id") == ApplicationId;
        var tables = Database.Number(connection, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'");
        var begun = Database.Number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'") > 0;
        if (!ours && !begun && tables > 0)
        {
            throw new StoreException(
                $"{path} is a database of another program, not a Parley store; choose another directory.");
        }

        if (version > newest)
        {
            throw new StoreException(
                $"{path} was written by a newer Parley (schema {version}, this build knows {newest}); use that one.");
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        using var shared = new DbUp.Sqlite.Helpers.SharedConnection(connection);
        var result = DeployChanges.To
            .SqliteDatabase(shared)
            .JournalToSqliteTable("migrations")
            .WithScriptsEmbeddedInAssembly(typeof(Schema).Assembly, IsOurs)
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (result.Successful) return;
        throw result.Error is SqliteException error
            ? SqliteErrors.Explain(error, path)
            : new StoreException(
                $"{path} could not be brought to the schema of this build: {result.Error.Message}", result.Error);
    }

    private bool IsOurs(string resource) => resource.StartsWith(prefix, StringComparison.Ordinal);
}
