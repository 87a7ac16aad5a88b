using Parley.Storage.InMemory;
using Parley.Storage.Sqlite;

namespace Parley.Storage;

/// <summary>Opens stores by their location.</summary>
public static class StoreFactory
{
    /// <summary>The location of a store that lives and dies with the process.</summary>
    public const string Memory = "memory:";

    /// <summary>Opens a store, and creates it if there is none.</summary>
    /// <param name="location"><c>memory:</c>, or the path of a directory.</param>
    /// <param name="options">How it is created and kept.</param>
    /// <exception cref="StoreException">It cannot be opened; the message names the path and says why.</exception>
    public static IStore Open(string location, StoreOptions options)
    {
        options.Validate();
        if (location == Memory) return new InMemoryStore(options);
        if (string.IsNullOrWhiteSpace(location) || location.Contains('\0', StringComparison.Ordinal))
        {
            throw new StoreException(
                $"A store's location is the path of a directory or \"{Memory}\", not \"{location}\".");
        }

        return SqliteStore.Open(Path.GetFullPath(location), options);
    }
}
