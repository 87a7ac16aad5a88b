using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Endpoints.Graph;

/// <summary>A request's body, read where the connection put it: no copy unless it came in pieces.</summary>
/// <param name="Bytes">The body; lent until <see cref="Release"/>.</param>
/// <param name="Reader">Whose memory it is; null for none.</param>
/// <param name="End">Up to where it reaches.</param>
internal readonly record struct GraphBody(ReadOnlyMemory<byte> Bytes, PipeReader? Reader, SequencePosition End)
{
    /// <summary>The place a large body takes up; null for the usual one.</summary>
    public SemaphoreSlim? Place { get; init; }

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="BadHttpRequestException">It is too long, or was broken off.</exception>
    /// <exception cref="IOException">The caller left.</exception>
    public static async ValueTask<GraphBody> Read(HttpRequest request)
    {
        if (request.ContentLength is 0) return default;
        var reader = request.BodyReader;
        while (true)
        {
            // Without a token: a caller who leaves ends the read by himself, and asking for one costs each request.
            var read = await reader.ReadAsync(CancellationToken.None);
            var buffer = read.Buffer;
            if (read.IsCompleted)
                return new GraphBody(buffer.IsSingleSegment ? buffer.First : buffer.ToArray(), reader, buffer.End);

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Gives the memory back; call once, when nothing reads the bytes any more.</summary>
    public void Release()
    {
        Reader?.AdvanceTo(End);
        Place?.Release();
    }
}
