using System.Globalization;

namespace Parley.Storage.Sqlite;

/// <summary>One process at a time: a locked file in the store's directory, released by the system if we die.</summary>
internal sealed class StoreLock : IDisposable
{
    private const string FileName = "lock";

    private readonly FileStream file;

    private StoreLock(FileStream file) => this.file = file;

    public static StoreLock Take(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new StoreLock(file);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreException($"{directory} may not be written by this user; give it the right or choose another.", error);
        }
        catch (IOException error) when (Holder(path) is { } holder)
        {
            throw new StoreException($"{directory} is in use by another Parley ({holder}); stop it or choose another directory.", error);
        }
        catch (IOException error)
        {
            throw new StoreException($"{directory} cannot be locked: {error.Message}", error);
        }
    }

    public void Dispose() => file.Dispose();

    // Null if nobody holds it, so that the trouble is another one.
    private static string? Holder(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd() is { Length: > 0 } pid ? $"pid {pid}" : null;
        }
        catch (IOException)
        {
            return "its process id is not readable";
        }
    }
}
