using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Server.Clock;
using Parley.Server.Hosting;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Answers every request outside <c>/_parley</c> as the Graph API does: one handler with its own path grammar, and an
/// order of checks in which the first failure wins.
/// </summary>
internal sealed class GraphDispatcher(
    IPlatformClock clock,
    GraphAccess access,
    GraphNodes nodes,
    GraphOperations operations,
    SeveralNodes several,
    Batch batch,
    GraphResponse response,
    UploadRoom uploads,
    ILogger<GraphDispatcher> logger)
{
    /// <summary>Answers one request; never throws but for a caller who left.</summary>
    public Task Handle(HttpContext http) => Handle(new GraphCall(http, clock.GetCurrentInstant()));

    private async Task Handle(GraphCall call)
    {
        var reply = await Answer(call);
        try
        {
            response.Write(call, reply);
        }
        catch (Exception failure)
        {
            response.Write(call, AnswerFor(failure, call.Http));
        }
    }

    private async ValueTask<GraphReply> Answer(GraphCall call)
    {
        var body = default(GraphBody);
        try
        {
            var request = call.Http.Request;
            if (call.Around is { Fault: { } fault }) return GraphReply.Bad(fault);
            call.InstagramLogin = GraphAccess.OnInstagramHost(request);
            // A client may put an empty JSON object under a GET; it means nothing.
            var bodiless = HttpMethods.IsGet(call.Method) || HttpMethods.IsHead(call.Method);
            if (!bodiless)
                body = UploadRoom.Takes(request) ? await uploads.Read(request) : await GraphBody.Read(request);
            var decoded = GraphParameters.Decode(request.ContentType, request.QueryString.Value ?? "", body.Bytes);
            if (!decoded.Try(out var parameters, out var error)) return GraphReply.Bad(error);
            using (parameters)
            {
                call.Parameters = parameters;
                if (ReadPath(call) is { } unreadable) return unreadable;
                if (Gathers(call, HttpMethods.Post, Batch.Parameter)) return await RunBatch(call);
                if (Understand(call) is { } refused) return refused;
                if (Gathers(call, HttpMethods.Get, SeveralNodes.Parameter) && several.Fits(call.Path))
                    return await several.Run(call);
                await nodes.Resolve(call);
                return await Run(call);
            }
        }
        catch (Exception failure)
        {
            return AnswerFor(failure, call.Http);
        }
        finally
        {
            body.Release();
        }
    }

    private static GraphReply? ReadPath(GraphCall call)
    {
        call.Path = GraphPath.Read(call.Http.Request.Path.Value ?? "");
        if (call.Path.Version is { } asked)
        {
            if (!ApiVersion.TryParse(asked, out var version)) return GraphReply.Bad("path_unknown", asked);
            call.Version = version;
        }

        if (HttpMethods.IsHead(call.Method)) call.Method = HttpMethods.Get;
        else if (HttpMethods.IsPost(call.Method)) call.Method = call.Parameters.MethodOverride ?? HttpMethods.Post;
        if (call.Around is { Files.Count: > 0 } around) call.Parameters.Attach(around.Files);
        return null;
    }

    // Steps after transport, JSON and version: token, proof, path.
    private GraphReply? Understand(GraphCall call)
    {
        if (access.Admit(call) is { } refused) return refused;
        return call.Path.Beyond is { } beyond ? GraphReply.Bad("path_unknown", beyond[1..]) : null;
    }

    private static bool Gathers(GraphCall call, string method, string parameter) =>
        call.Path.Edge is null && call.Method == method && !call.Parameters[parameter].IsAbsent;

    // Every item may show a token of its own, so that around them there need be none.
    private async ValueTask<GraphReply> RunBatch(GraphCall call)
    {
        call.Weight = 0;
        if (GraphAccess.OwnToken(call) is not null && access.Admit(call) is { } refused) return refused;
        return await batch.Run(call, Handle);
    }

    private ValueTask<GraphReply> Run(GraphCall call)
    {
        var running = operations.Run(call);
        call.WaitsFrom = Stopwatch.GetTimestamp();
        return running;
    }

    private GraphReply AnswerFor(Exception failure, HttpContext http)
    {
        switch (failure)
        {
            case UploadRefusedException refused:
                return refused.Reply;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return GraphReply.Bad("body_too_large", $"{GraphParameters.MostBodyBytes}");
            case BadHttpRequestException bad:
                return GraphReply.Bad("body_malformed", bad.Message);
            case OperationCanceledException or IOException when http.RequestAborted.IsCancellationRequested:
                return GraphReply.Bad("unavailable");
            case CommitFailedException commit:
                logger.CommitFailed(commit.Message);
                return GraphReply.Bad("unavailable");
            default:
                logger.RequestFailed(failure, http.Request.Method, http.Request.Path);
                return GraphReply.Bad("unknown");
        }
    }
}
