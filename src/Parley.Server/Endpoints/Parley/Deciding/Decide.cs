using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Content;
using Parley.Server.Endpoints.Graph;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /decide</c></summary>
internal static class Decide
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/decide", Handle)
        .Describe(
            "decide",
            "Judges a send without sending it",
            "The same reader and the same policy as the Send API. `request` is a Send API body; `at` may lie in the "
            + "past (the thread is then taken as it was) or in the future.")
        .Takes<DecideInput>(
            """
            {"page":"100000000000001",
             "request":{"recipient":{"id":"7000000000000001"},"messaging_type":"RESPONSE","message":{"text":"Hello"}}}
            """)
        .Speaks()
        .Produces<JsonElement>()
        .Refuses(400, 422);

    private static async Task<IResult> Handle(
        HttpRequest request,
        WorldDirectory world,
        World.People people,
        IShards shards,
        IStore store,
        IPlatformClock clock,
        Addressees addressees,
        SendingPages pages,
        ContentDesk content,
        DecisionIds ids)
    {
        var faults = new Faults();
        Paging.RefuseUnknown(request, faults, Language.Parameter);
        var sentences = Language.Read(request, faults);
        if (faults.Any) return faults.ToProblem();
        var body = await JsonBody.Read(request, DecideInput.Read);
        if (!body.TryGet(out var input, out var problem)) return problem;
        if (world.Page(new PageId(input.Page)) is not { } page)
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "page", $"There is no page `{input.Page}`.");
        if (input.App is { } app && world.App(app) is null)
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "app", $"There is no app `{app}`.");
        Language.Tell(request.HttpContext.Response, sentences);
        var question = new Question(input, world, people, clock.GetCurrentInstant());
        using var parsed = SendReading.Of(question, addressees, pages);
        var send = parsed.Envelope is { } read
            ? read.ToRequest(question.Author) with { Noticed = content.Notice(read) }
            : new SendRequest(parsed.Channel, SendKind.Message, MessagingType.Response, null, question.Author);
        return await Judge(question, parsed, send, shards, store, ids, sentences);
    }

    private static async Task<IResult> Judge(
        Question question,
        SendReading parsed,
        SendRequest send,
        IShards shards,
        IStore store,
        DecisionIds ids,
        Sentences sentences)
    {
        var thread = parsed.Thread;
        var state = StateThen.Of(await shards.Look(thread), question.At, store.Journal);
        var decision = question.Edition.Explain(in state, question.Standing, in send, question.At);
        var id = ids.ForQuestion(thread, in send, question.At);
        return new Told(Write(decision, id, parsed, question.Naming(sentences, thread)));
    }

    // A request that cannot even be read has its wire verdict from the reader; the lanes are told all the same.
    private static byte[] Write(Decision decision, string id, SendReading parsed, Sentences sentences)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Answer.Json.Options.Encoder }))
            DecisionJson.Write(json, decision, id, parsed.Channel, sentences);
        if (parsed.Error is not { } error) return buffer.WrittenSpan.ToArray();
        var told = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        var wire = new JsonObject { ["accept"] = false, ["code"] = error.Code };
        if (error.Subcode is { } subcode) wire["error_subcode"] = subcode;
        wire["reason"] = error.Name;
        wire["message"] = error.Message;
        told["wire"] = wire;
        told["policy"] = new JsonArray();
        told["lane"] = null;
        return Encoding.UTF8.GetBytes(told.ToJsonString(Answer.Json.Options));
    }

    private sealed class Told(byte[] decision) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.ContentLength = decision.Length;
            return httpContext.Response.Body.WriteAsync(decision, httpContext.RequestAborted).AsTask();
        }
    }
}
