using Parley.Storage.InMemory;

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
        throw new StoreException($"\"{location}\" is no store; expected \"{Memory}\".");
    }
}
