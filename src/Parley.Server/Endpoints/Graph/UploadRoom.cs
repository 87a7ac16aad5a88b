using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Where multipart bodies, which may be large, are read: a few of the large ones at a time, in a limited time. One that
/// is too large is heard to its end, within reason, so that its sender hears the answer.
/// </summary>
internal sealed class UploadRoom : IDisposable
{
    private const int AtOnce = 8;
    private const int SmallBytes = 1024 * 1024;
    private const long MostHeard = 4L * GraphParameters.MostUploadBytes;
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MostHearing = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>Whether a request's body is read here.</summary>
    public static bool Takes(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="UploadRefusedException">It is too large, too slow, or there is no room.</exception>
    /// <exception cref="BadHttpRequestException">It was broken off.</exception>
    public async Task<GraphBody> Read(HttpRequest request)
    {
        var features = request.HttpContext.Features;
        // Judged here, because the answer to one that is too large is the platform's own.
        if (features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (request.ContentLength > GraphParameters.MostUploadBytes)
        {
            await Hear(request);
            throw new UploadRefusedException("attachment_too_large");
        }

        if (request.ContentLength <= SmallBytes) return await ReadAll(request);
        if (!await places.WaitAsync(MostWait)) throw new UploadRefusedException("unavailable");
        try
        {
            // Its place is given back with its memory.
            return await ReadAll(request) with { Place = places };
        }
        catch
        {
            places.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private static async Task<GraphBody> ReadAll(HttpRequest request)
    {
        using var limit = new CancellationTokenSource(MostTime);
        var body = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? SmallBytes) + 1);
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(limit.Token);
                foreach (var part in read.Buffer) body.Write(part.Span);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                if (body.WrittenCount > GraphParameters.MostUploadBytes)
                {
                    await Hear(request);
                    throw new UploadRefusedException("attachment_too_large");
                }

                if (read.IsCompleted) return new GraphBody(body.WrittenMemory, Reader: null, default);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new UploadRefusedException("body_malformed", "it did not come in time");
        }
    }

    // Whoever still writes while the connection is closed on them hears no answer. A sender who asked first has not
    // begun to write.
    private static async Task Hear(HttpRequest request)
    {
        if (request.Headers.Expect.Count > 0) return;
        using var limit = new CancellationTokenSource(MostHearing);
        try
        {
            for (var heard = 0L; heard < MostHeard;)
            {
                var read = await request.BodyReader.ReadAsync(limit.Token);
                heard += read.Buffer.Length;
                request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) return;
            }
        }
        catch (OperationCanceledException)
        {
            // It goes on for longer than anybody listens.
        }
    }
}

/// <summary>A body is not read; the row says what its sender hears.</summary>
internal sealed class UploadRefusedException(string row, params string[] arguments) : Exception
{
    /// <summary>The answer.</summary>
    public GraphReply Reply => GraphReply.Bad(row, arguments);
}
