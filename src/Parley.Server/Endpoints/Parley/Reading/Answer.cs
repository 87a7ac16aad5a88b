using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Endpoints.V1;

/// <summary>Answers that succeeded.</summary>
internal static class Answer
{
    /// <summary>What to write with: it escapes only what JSON must, so that people can read it in a terminal.</summary>
    public static readonly ApiJson Json =
        new(new JsonSerializerOptions(ApiJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    /// <summary>Status 200 with a body.</summary>
    public static IResult Ok<T>(T value, JsonTypeInfo<T> shape) => TypedResults.Json(value, shape);

    /// <summary>Status 201 with a body and the place of what was made.</summary>
    public static IResult Created<T>(string location, T value, JsonTypeInfo<T> shape) =>
        new Made<T>(location, value, shape);

    private sealed class Made<T>(string location, T value, JsonTypeInfo<T> shape) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return TypedResults.Json(value, shape, statusCode: StatusCodes.Status201Created).ExecuteAsync(httpContext);
        }
    }
}
