using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Clock;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>POST /</c>, <c>/v21.0</c> or <c>/me</c> with a <c>batch</c>: several calls in one, carried out one after another
/// and answered in their order. Each is a call in every respect; only the token may come from around it.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Graph API "Batch requests". A named item to which a later one refers is left out of
/// the answer when it succeeds, unless it says otherwise.
/// </remarks>
internal sealed class Batch(IPlatformClock clock)
{
    /// <summary>The parameter that holds it.</summary>
    public const string Parameter = "batch";

    /// <summary>How many calls one batch may hold.</summary>
    public const int MostItems = 50;

    /// <summary>Carries a batch out.</summary>
    /// <param name="call">The call it came in; its token is accepted, or it has none.</param>
    /// <param name="handle">Answers one call of it into its own exchange.</param>
    public async ValueTask<GraphReply> Run(GraphCall call, Func<GraphCall, Task> handle)
    {
        if (call.Around is not null) return GraphReply.Bad("batch_nested");
        if (!call.Parameters[Parameter].TryArray(Parameter, out var list, out var error)) return GraphReply.Bad(error);
        if (list.GetArrayLength() > MostItems) return GraphReply.Bad("batch_too_long", $"{MostItems}");
        var headers = call.Parameters["include_headers"];
        var withHeaders = true;
        if (!headers.IsAbsent && !headers.TryBoolean("include_headers", out withHeaders, out error))
            return GraphReply.Bad(error);

        var items = list.EnumerateArray().Select(BatchItem.Read).ToArray();
        var done = new Finished(items);
        var output = new ArrayBufferWriter<byte>(1024);
        await using var json = new Utf8JsonWriter(output, GraphReply.Readable);
        json.WriteStartArray();
        for (var at = 0; at < items.Length; at++)
        {
            if (await Perform(call, items[at], at, done, handle) is not { } inner)
            {
                json.WriteNullValue();
                continue;
            }

            var body = await BatchExchange.Answered(inner);
            if (done.Note(at, inner.Response.StatusCode, body)) json.WriteNullValue();
            else BatchExchange.Write(json, inner.Response, body.Span, withHeaders);
        }

        json.WriteEndArray();
        await json.FlushAsync();
        return new GraphReply.Body(output.WrittenMemory);
    }

    // Null for an item that rests on one that failed.
    private async ValueTask<HttpContext?> Perform(
        GraphCall call, Parsed<BatchItem> read, int at, Finished done, Func<GraphCall, Task> handle)
    {
        if (!read.Try(out var item, out var error)) return await Refused(call, error, handle);
        foreach (var name in item.Dependencies)
        {
            if (!done.IsEarlier(name, at))
                return await Refused(call, GraphErrors.Get("batch_name_unknown", $"batch[{at}]", name), handle);
            if (!done.Succeeded(name)) return null;
        }

        var url = BatchReference.Fill(item.RelativeUrl, done.AnswerOf, out var malformed);
        var body = BatchReference.Fill(item.Body, done.AnswerOf, out var malformedInBody);
        if ((malformed ?? malformedInBody) is { } wrong)
            return await Refused(call, GraphErrors.Get("batch_path", wrong), handle);
        if (FilesOf(call, item, at, out error) is not { } files) return await Refused(call, error!, handle);

        var inner = BatchExchange.Open(call.Http, item, url, body);
        await handle(new GraphCall(inner, clock.GetCurrentInstant()) { Around = new Surroundings(call, files, null) });
        return inner;
    }

    private async ValueTask<HttpContext> Refused(GraphCall call, GraphError error, Func<GraphCall, Task> handle)
    {
        var inner = BatchExchange.Open(call.Http, new BatchItem(HttpMethods.Get, "", ""), "", "");
        await handle(new GraphCall(inner, clock.GetCurrentInstant()) { Around = new Surroundings(call, [], error) });
        return inner;
    }

    // A single file is what the item's message speaks of, whatever its part is called.
    private static List<FilePart>? FilesOf(GraphCall call, BatchItem item, int at, out GraphError? error)
    {
        error = null;
        var files = new List<FilePart>();
        foreach (var name in item.Files)
        {
            if (call.Parameters.Files.FirstOrDefault(file => file.Name == name) is not { } file)
            {
                error = GraphErrors.Get("batch_file_unknown", $"batch[{at}]", name);
                return null;
            }

            files.Add(item.Files.Count == 1 ? file with { Name = FilePart.FileData } : file);
        }

        return files;
    }

    private sealed class Finished(Parsed<BatchItem>[] items)
    {
        private readonly BatchItem?[] items = [.. items.Select(one => one.Try(out var item, out _) ? item : null)];
        private readonly Dictionary<string, (bool Succeeded, JsonElement Answer)> answers = [];

        public bool IsEarlier(string name, int at) => items.Take(at).Any(item => item?.Name == name);

        public bool Succeeded(string name) => answers.TryGetValue(name, out var found) && found.Succeeded;

        public JsonElement AnswerOf(string name) => answers[name].Answer;

        // Whether the answer is left out.
        public bool Note(int at, int status, ReadOnlyMemory<byte> body)
        {
            var succeeded = status < 400;
            if (items[at] is not { } item) return false;
            if (item.Name is not { } name) return succeeded && item.Omitted is true;
            answers[name] = (succeeded, JsonElement.Parse(body.Span));
            return succeeded && (item.Omitted ?? IsAwaited(name, at));
        }

        private bool IsAwaited(string name, int at) =>
            items.Skip(at + 1).Any(item => item is not null && item.Dependencies.Contains(name));
    }
}
