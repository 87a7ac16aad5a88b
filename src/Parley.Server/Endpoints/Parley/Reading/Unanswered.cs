using Microsoft.AspNetCore.Http;

namespace Parley.Server.Endpoints.V1;

/// <summary>What routing refuses by itself, with a status and nothing else, told as a problem document.</summary>
internal static class Unanswered
{
    /// <summary>The document for a response that has a status only; null where there is nothing to explain.</summary>
    public static IResult? Explain(HttpContext context) => context.Response switch
    {
        { HasStarted: true } or { ContentType: not null } => null,
        { StatusCode: StatusCodes.Status405MethodNotAllowed } response => Problem.Of(
            response.StatusCode, $"{context.Request.Method} is not possible here; {response.Headers.Allow} is."),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } response => Problem.Of(
            response.StatusCode, JsonBody.ContentType, JsonBody.ContentTypeExpected),
        _ => null,
    };
}
