using System.Collections.Concurrent;

namespace Parley.Storage.InMemory;

/// <summary>Files that end with the process.</summary>
internal sealed class InMemoryBlobs : IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> files = [];

    public BlobWriter Begin() => new Writer(files);

    public Stream? Open(string hash) =>
        files.TryGetValue(hash, out var bytes) ? new MemoryStream(bytes, writable: false) : null;

    // Whatever is here came in since the opening.
    public int Sweep(IReadOnlySet<string> referred) => 0;

    private sealed class Writer(ConcurrentDictionary<string, byte[]> files) : BlobWriter
    {
        private readonly MemoryStream bytes = new();

        protected override ValueTask Store(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
        {
            this.bytes.Write(bytes.Span);
            return ValueTask.CompletedTask;
        }

        protected override ValueTask Keep(string hash)
        {
            files.TryAdd(hash, bytes.ToArray());
            return ValueTask.CompletedTask;
        }

        protected override ValueTask Drop() => bytes.DisposeAsync();
    }
}
