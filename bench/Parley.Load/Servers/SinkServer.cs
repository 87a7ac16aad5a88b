using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Parley.Load.Servers;

/// <summary>
/// A webhook receiver that does next to nothing: notes who a message went to and its number, and says 200. It can hold
/// all answers back until its gate is opened, so that deliveries pile up first.
/// </summary>
internal static class SinkServer
{
    public static Task<int> Serve(bool held)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!held) gate.SetResult();
        var received = new ConcurrentQueue<(long Person, long Number)>();
        var app = Role.Builder().Build();
        app.MapPost("/hook", async (HttpContext http) =>
        {
            var buffered = await http.Request.BodyReader.ReadAtLeastAsync((int)http.Request.ContentLength!.Value);
            var noted = buffered.Buffer.IsSingleSegment
                ? Read(buffered.Buffer.FirstSpan)
                : Read(System.Buffers.BuffersExtensions.ToArray(buffered.Buffer));
            http.Request.BodyReader.AdvanceTo(buffered.Buffer.End);
            await gate.Task;
            received.Enqueue(noted);
        });
        app.MapPost("/gate", () => gate.TrySetResult());
        app.MapGet("/count", () => received.Count);
        app.MapGet("/all", () => received.Aggregate(
            new StringBuilder(), (text, one) => text.Append(one.Person).Append(' ').Append(one.Number).Append('\n'))
                .ToString());
        return Role.Serve(app);
    }

    private static (long Person, long Number) Read(ReadOnlySpan<byte> body) =>
        (After(body, "\"recipient\":{\"id\":\""u8), After(body, ", number "u8));

    private static long After(ReadOnlySpan<byte> body, ReadOnlySpan<byte> mark)
    {
        var at = body.IndexOf(mark);
        return at >= 0 && Utf8Parser.TryParse(body[(at + mark.Length)..], out long value, out _) ? value : -1;
    }
}
