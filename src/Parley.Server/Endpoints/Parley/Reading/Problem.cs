using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// What every error of this API looks like: a problem document of RFC 9457 that names the fields at fault.
/// </summary>
/// <param name="Type">A URI reference for the kind of problem; <c>about:blank</c> where the status says it all.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened, for a person.</param>
/// <param name="Errors">By field (a path such as <c>pages[0].name</c>): what is wrong and what was expected.</param>
internal sealed record Problem(
    string Type, string Title, int Status, string Detail, IReadOnlyDictionary<string, string[]>? Errors)
{
    /// <summary>The media type of a problem document.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>A problem with one field.</summary>
    public static IResult Of(int status, string field, string message) =>
        Of(status, message, new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>A problem with several fields, or with none.</summary>
    public static IResult Of(int status, string detail, IReadOnlyDictionary<string, string[]>? errors = null) =>
        new Written(new Problem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, errors));

    /// <summary>The path names something that does not exist.</summary>
    public static IResult NotFound(string field, string value, string what) =>
        Of(StatusCodes.Status404NotFound, field, $"There is no {what} `{Shorten(value)}`.");

    /// <summary>A value as quoted in a message: never longer than a line.</summary>
    public static string Shorten(string value) => value.Length <= 80 ? value : value[..80] + "…";

    private sealed class Written(Problem problem) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = problem.Status;
            httpContext.Response.ContentType = MediaType;
            await JsonSerializer.SerializeAsync(
                httpContext.Response.Body, problem, Answer.Json.Problem, httpContext.RequestAborted);
        }
    }
}
