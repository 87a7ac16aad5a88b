namespace Parley.Storage.Sqlite;

/// <summary>One process at a time: a locked file in the store's directory, released by the system if we die.</summary>
internal sealed class StoreLock : IDisposable
{
    private const string FileName = "lock";

    // flock(2) answers EWOULDBLOCK, Windows ERROR_SHARING_VIOLATION.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream file;

    private StoreLock(FileStream file) => this.file = file;

    /// <param name="directory">The store's directory.</param>
    /// <param name="owner">Asked who holds the store if it is not to be had.</param>
    public static StoreLock Take(string directory, Func<string?> owner)
    {
        try
        {
            return new StoreLock(new FileStream(
                Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreException(
                $"{directory} may not be written by this user; give it the right or choose another.", error);
        }
        catch (IOException error) when (HeldByAnother.Contains(error.HResult))
        {
            var who = owner() is { } known ? $" ({known})" : "";
            throw new StoreException(
                $"{directory} is in use by another Parley{who}; stop it or choose another directory.", error);
        }
        catch (IOException error)
        {
            throw new StoreException($"{directory} cannot be locked: {error.Message}", error);
        }
    }

    public void Dispose() => file.Dispose();
}
