namespace Parley.Storage.Sqlite;

/// <summary>
/// Files beside the database: <c>media/ab/abcd…</c>, named by their hash and nothing a client says. A file is written
/// under <c>media/incoming</c>, forced to the disk, and only then renamed: what has its name is whole.
/// </summary>
/// <remarks>
/// INVARIANT: a hash finished since the opening is never swept, so a document that names it may be written at leisure.
/// </remarks>
internal sealed class FileBlobs : IBlobStore
{
    private const int HashCharacters = 64;

    private readonly string folder;
    private readonly string incoming;
    private readonly Lock gate = new();
    private HashSet<string>? fresh = [];

    /// <param name="store">The store's directory; what an earlier process left half written is deleted.</param>
    public FileBlobs(string store)
    {
        folder = Path.Combine(store, "media");
        incoming = Path.Combine(folder, "incoming");
        if (Directory.Exists(incoming)) Directory.Delete(incoming, recursive: true);
    }

    public BlobWriter Begin()
    {
        try
        {
            Directory.CreateDirectory(incoming);
            return new Writer(this, Path.Combine(incoming, Guid.NewGuid().ToString("N")));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommitFailedException($"A file could not be stored: {error.Message}", error);
        }
    }

    public Stream? Open(string hash)
    {
        if (!IsHash(hash)) return null;
        try
        {
            return new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public int Sweep(IReadOnlySet<string> referred)
    {
        var swept = 0;
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var name = Path.GetFileName(file);
                if (IsHash(name) && !referred.Contains(name) && Forget(name, file)) swept++;
            }
        }

        lock (gate) fresh = null;
        return swept;
    }

    private bool Forget(string hash, string file)
    {
        lock (gate)
        {
            if (fresh is null || fresh.Contains(hash)) return false;
            File.Delete(file);
            return true;
        }
    }

    private void Keep(string hash, string written)
    {
        var path = PathOf(hash);
        var shelf = Path.GetDirectoryName(path)!;
        var isNew = !Directory.Exists(shelf);
        lock (gate)
        {
            fresh?.Add(hash);
            Directory.CreateDirectory(shelf);
            File.Move(written, path, overwrite: true);
        }

        DirectorySync.Flush(shelf);
        if (!isNew) return;
        DirectorySync.Flush(folder);
        DirectorySync.Flush(Path.GetDirectoryName(folder)!);
    }

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);

    private static bool IsHash(string name) =>
        name.Length == HashCharacters && name.All(letter => char.IsAsciiHexDigitLower(letter));

    private sealed class Writer(FileBlobs blobs, string path) : BlobWriter
    {
        private readonly FileStream file = new(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);

        private bool kept;

        protected override ValueTask Store(ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
            file.WriteAsync(bytes, cancel);

        protected override async ValueTask Keep(string hash)
        {
            await Task.Run(() => file.Flush(flushToDisk: true));
            await file.DisposeAsync();
            await Task.Run(() => blobs.Keep(hash, path));
            kept = true;
        }

        protected override async ValueTask Drop()
        {
            await file.DisposeAsync();
            if (!kept) File.Delete(path);
        }
    }
}
