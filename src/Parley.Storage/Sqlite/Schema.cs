using System.Reflection;
using DbUp;
using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Brings a file to the newest schema by numbered migrations, and refuses files that are not ours or newer.
/// </summary>
internal static class Schema
{
    // "Prly": marks the file as ours, so that another program's database is not mistaken for an empty store.
    private const int ApplicationId = 0x50726C79;

    /// <param name="connection">A connection that writes the file.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="folder">The folder of migrations: <c>journal</c> or <c>readers</c>.</param>
    public static void Upgrade(SqliteConnection connection, string path, string folder)
    {
        var prefix = $"{typeof(Schema).Namespace}.Migrations.{folder}.";
        var assembly = typeof(Schema).Assembly;
        var newest = assembly.GetManifestResourceNames()
            .Count(name => name.StartsWith(prefix, StringComparison.Ordinal));
        var version = Database.Number(connection, "PRAGMA user_version");
        RefuseForeign(connection, path);
        if (version > newest)
        {
            throw new StoreException(
                $"{path} was written by a newer Parley (schema {version}, this build knows {newest}); use that one.");
        }

        // The number spares a start the migration engine and its reflection.
        if (version == newest) return;
        Migrate(connection, path, assembly, prefix);
        Database.Execute(connection, $"PRAGMA application_id = {ApplicationId}");
        Database.Execute(connection, $"PRAGMA user_version = {newest}");
    }

    private static void RefuseForeign(SqliteConnection connection, string path)
    {
        if (Database.Number(connection, "PRAGMA application_id") == ApplicationId) return;
        var foreign = Database.Number(
            connection, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        var begun = Database.Number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'");
        if (foreign > 0 && begun == 0)
        {
            throw new StoreException(
                $"{path} is a database of another program, not a Parley store; choose another directory.");
        }
    }

    private static void Migrate(SqliteConnection connection, string path, Assembly assembly, string prefix)
    {
        using var shared = new DbUp.Sqlite.Helpers.SharedConnection(connection);
        var result = DeployChanges.To
            .SqliteDatabase(shared)
            .JournalToSqliteTable("migrations")
            .WithScriptsEmbeddedInAssembly(assembly, name => name.StartsWith(prefix, StringComparison.Ordinal))
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
}
