using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Parley.Server.Hosting;

/// <summary>The probes of an orchestrator: the process lives; the server takes requests.</summary>
internal sealed class Health(IHostApplicationLifetime lifetime)
{
    /// <summary>Answers as long as the process can answer at all; needs no operator key.</summary>
    public const string LivePath = "/_parley/health/live";

    /// <summary>Answers 200 between the end of the start and the beginning of the stop, else 503.</summary>
    public const string ReadyPath = "/_parley/health/ready";

    /// <summary>Answers a probe; false if the path is none.</summary>
    public bool TryAnswer(HttpContext context, out Task answer)
    {
        answer = Task.CompletedTask;
        var path = context.Request.Path;
        if (path.Equals(LivePath, StringComparison.Ordinal)) answer = Say(context, StatusCodes.Status200OK, "live");
        else if (path.Equals(ReadyPath, StringComparison.Ordinal)) answer = Ready(context);
        else return false;
        return true;
    }

    private Task Ready(HttpContext context) =>
        lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested
            ? Say(context, StatusCodes.Status200OK, "ready")
            : Say(context, StatusCodes.Status503ServiceUnavailable, "not_ready");

    private static Task Say(HttpContext context, int status, string word)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"status":"{{word}}"}""", context.RequestAborted);
    }
}
