using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Parley.Server.World;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Writes an answer with the headers every answer of the platform has.</summary>
/// <remarks>Seen in public captures of Send API traffic; the revision is ours and means nothing.</remarks>
internal sealed class GraphResponse(Usage usage)
{
    private static readonly StringValues Json = "application/json; charset=UTF-8";
    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoCache = "no-cache";
    private static readonly StringValues LongAgo = "Sat, 01 Jan 2000 00:00:00 GMT";
    private static readonly StringValues Transport = "max-age=15552000; preload";
    private static readonly StringValues Revision = "1005280001";

    /// <summary>Writes status, headers and body; nothing may have been written before.</summary>
    public void Write(GraphCall call, GraphReply reply)
    {
        var http = call.Http;
        var headers = http.Response.Headers;
        headers.ContentType = Json;
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.CacheControl = NoStore;
        headers.Pragma = NoCache;
        headers.Expires = LongAgo;
        headers.StrictTransportSecurity = Transport;
        headers["facebook-api-version"] = call.Version.ToString();
        headers["x-fb-trace-id"] = call.Ids.Short;
        headers["x-fb-request-id"] = call.Ids.Trace;
        headers["x-fb-rev"] = Revision;
        headers["X-FB-Debug"] = call.Ids.Debug;
        Count(call, headers);

        switch (reply)
        {
            case GraphReply.Body body:
                Send(http.Response, body.Json.Span);
                break;
            case GraphReply.Fault fault:
                WriteFault(call, fault);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Count(GraphCall call, IHeaderDictionary headers)
    {
        if (call.Token is not { } token)
        {
            headers["x-app-usage"] = Usage.Nothing;
            return;
        }

        var time = TimeOf(call);
        if (token.Kind is TokenKind.App)
        {
            headers["x-app-usage"] = usage.CountApp(token.App, call.Now, in time);
            return;
        }

        var instagram = token.Kind is TokenKind.Instagram;
        var node = instagram ? call.Page!.InstagramId ?? token.Page.Value : token.Page.Value;
        headers["x-business-use-case-usage"] = usage.CountNode(token.App, node, instagram, call.Now, in time);
    }

    private static CallTime TimeOf(GraphCall call)
    {
        // The calls in an envelope have counted their own time.
        if (call.Weight == 0) return default;
        var ended = Stopwatch.GetTimestamp();
        var worked = (call.WaitsFrom == 0 ? ended : call.WaitsFrom) - call.BeganAt;
        return new CallTime(worked, ended - call.BeganAt, call.Weight);
    }

    private static void WriteFault(GraphCall call, GraphReply.Fault fault)
    {
        var error = call.InstagramLogin ? fault.Error.OnInstagramHost() : fault.Error;
        var response = call.Http.Response;
        response.StatusCode = error.Status;
        response.Headers.WWWAuthenticate = error.Challenge;
        var output = new ArrayBufferWriter<byte>(512);
        GraphErrorJson.Write(
            output, error, call.Ids.Trace, fault.Because is { } because && call.Explain ? because.Write : null);
        Send(response, output.WrittenSpan);
    }

    // The connection flushes when the request ends: one write for head and body.
    private static void Send(HttpResponse response, ReadOnlySpan<byte> json)
    {
        response.ContentLength = json.Length;
        response.BodyWriter.Write(json);
    }
}
