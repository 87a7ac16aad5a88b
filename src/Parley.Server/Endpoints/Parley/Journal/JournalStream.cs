using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// The journal as server-sent events. A reader is served at its own pace: rows are read when there is room to send
/// them, so a slow one costs the server a cursor and nothing else.
/// </summary>
internal static class JournalStream
{
    public const string MediaType = "text/event-stream";

    private const int Step = 100;

    /// <summary>How often an idle stream says that it lives, in real time.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Writes rows until the reader or the server goes.</summary>
    public static async Task Write(HttpResponse response, JournalReading reading, CancellationToken cancel)
    {
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await response.WriteAsync(": the journal, from here on\nretry: 1000\n\n", cancel);
            await response.Body.FlushAsync(cancel);
            while (true)
            {
                var (rows, more) = reading.Next(Step);
                foreach (var row in rows) await Write(response, row, cancel);
                if (rows.Count > 0) await response.Body.FlushAsync(cancel);
                if (!more) await Wait(response, reading, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left, or the server stops: either way the stream ends here.
        }
        catch (ObjectDisposedException)
        {
            // The store was closed under a stream that was still open.
        }
    }

    private static async Task Write(HttpResponse response, JournalRow row, CancellationToken cancel)
    {
        await response.WriteAsync($"id: {row.Id}\nevent: {row.Kind}\ndata: ", cancel);
        await JsonSerializer.SerializeAsync(response.Body, row, Answer.Json.JournalRow, cancel);
        await response.WriteAsync("\n\n", cancel);
    }

    private static async Task Wait(HttpResponse response, JournalReading reading, CancellationToken cancel)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        idle.CancelAfter(Heartbeat);
        try
        {
            await reading.WaitForMore(idle.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await response.WriteAsync(": still here\n\n", cancel);
            await response.Body.FlushAsync(cancel);
        }
    }
}
