using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /journal</c></summary>
internal static class ReadJournal
{
    private const string LastEventId = "Last-Event-ID";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/journal", Handle)
        .Describe(
            "journal",
            "Reads what happened, oldest first",
            "Everything that acts and sends did, refusals included. With `Accept: text/event-stream` the answer stays "
            + "open and every new row follows as a server-sent event whose id is a cursor: without `after` it begins "
            + "now, and a reader that was cut off resumes with `Last-Event-ID`.")
        .WithMetadata(
            new QueryParameter("page", "Only of this page."),
            new QueryParameter("thread", "Only of this thread: a PSID beside `page`, or `page/psid`."),
            new QueryParameter("kind", "Only of these kinds, separated by commas, as `sent,refused`."),
            new QueryParameter(
                "after", "Rows after this cursor: the `next` of an earlier answer or the `id` of a row."),
            new QueryParameter("limit", "At most this many, 1 to 1000; 100 if absent."))
        .Produces<Listed<JournalRow>>()
        .Produces<JournalRow>(200, JournalStream.MediaType)
        .Refuses(400);

    private static async Task<IResult> Handle(
        HttpContext context, IStore store, IShards shards, Mids mids, PostIds posts, IHostApplicationLifetime lifetime)
    {
        var (request, faults, journal) = (context.Request, new Faults(), store.Journal);
        Paging.RefuseUnknown(request, faults, "page", "thread", "kind", "after", "limit");
        var query = JournalQuery.Read(request.Query, faults);
        var most = Paging.Limit(request.Query["limit"], faults);
        var live = WantsStream(request);
        var cursor = ReadCursor(request, journal, live, faults);
        if (faults.Any) return faults.ToProblem();
        var reading = new JournalReading(journal, mids, posts, query, cursor!);
        if (!live)
        {
            var (rows, more) = query.Thread is not { } thread ? reading.Next(most)
                : await shards.Look(thread) is { } view
                    ? ThreadRows.After(view, query, cursor!, most, journal, mids, posts)
                : ([], false);
            return Answer.Ok(
                new Listed<JournalRow>(rows, more ? cursor!.ToString() : null), Answer.Json.ListedJournalRow);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        await JournalStream.Write(context.Response, reading, ending.Token);
        return TypedResults.Empty;
    }

    private static JournalCursor? ReadCursor(HttpRequest request, IJournal journal, bool live, Faults faults)
    {
        var resumed = live ? (string?)request.Headers[LastEventId] : null;
        if ((resumed ?? (string?)request.Query["after"]) is not { } text)
            return live ? JournalCursor.End(journal) : JournalCursor.Start(journal);
        if (text is "0") return JournalCursor.Start(journal);
        if (JournalCursor.Parse(text, journal) is { } cursor) return cursor;
        faults.Add(
            resumed is null ? "after" : LastEventId, "must be the `next` of an earlier answer or the `id` of a row");
        return null;
    }

    private static bool WantsStream(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(
            type => type.MediaType.Equals(JournalStream.MediaType, StringComparison.OrdinalIgnoreCase));
}
