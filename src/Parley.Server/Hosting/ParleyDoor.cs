using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Hosting;

/// <summary>
/// The way into <c>/_parley</c>: probes, the operator key, and a plain answer for whatever fails behind it.
/// </summary>
internal sealed class ParleyDoor(Health health, OperatorKey key, ILogger<ParleyDoor> logger)
{
    /// <summary>Everything below this path is Parley's own.</summary>
    public static readonly PathString Prefix = new("/_parley");

    /// <summary>Lets a call through to <paramref name="next"/>, or answers it.</summary>
    public async Task Enter(HttpContext context, RequestDelegate next)
    {
        var live = context.Request.Path.Equals(Health.LivePath, StringComparison.Ordinal);
        if (!live && !key.Opens(context.Request))
        {
            await Refuse(context);
            return;
        }

        if (health.TryAnswer(context, out var answer))
        {
            await answer;
            return;
        }

        try
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false, ContentType: null })
                await NotFound(context);
            else if (Unanswered.Explain(context) is { } told)
                await told.ExecuteAsync(context);
        }
        catch (Exception failure) when (
            failure is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            await Answer(context, failure);
        }
    }

    private static async Task Refuse(HttpContext context)
    {
        const string detail = "This server has an operator key: send it as `Authorization: Bearer KEY`.";
        await Problem.Write(context, StatusCodes.Status401Unauthorized, "Operator key needed", detail, "Bearer");
    }

    private static Task NotFound(HttpContext context) =>
        Problem.Write(
            context,
            StatusCodes.Status404NotFound,
            "No such resource",
            $"Nothing answers {context.Request.Method} here; /_parley/openapi.json lists what does.");

    private async Task Answer(HttpContext context, Exception failure)
    {
        switch (failure)
        {
            case BadHttpRequestException bad:
                await Problem.Write(context, bad.StatusCode, "Bad request", bad.Message);
                break;
            case CommitFailedException commit:
                logger.CommitFailed(commit.Message);
                await Problem.Write(context, StatusCodes.Status503ServiceUnavailable, "Not stored", commit.Message);
                break;
            default:
                logger.RequestFailed(failure, context.Request.Method, context.Request.Path);
                await Problem.Write(
                    context,
                    StatusCodes.Status500InternalServerError,
                    "Internal error",
                    "Parley failed on this request; its log says where.");
                break;
        }
    }
}
