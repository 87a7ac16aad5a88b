using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Endpoints.V1;

/// <summary>What an operation says of itself in the OpenAPI document.</summary>
internal static class Describing
{
    /// <summary>Names an operation's group, its purpose in a line, and more of it.</summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder operation, string tag, string summary, string? more = null)
    {
        operation.WithTags(tag).WithSummary(summary);
        return more is null ? operation : operation.WithDescription(more);
    }

    /// <summary>The JSON body an operation takes, with an example of it.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder operation, string example)
        where T : notnull =>
        operation.Accepts<T>("application/json").WithMetadata(new BodyExample(example));

    /// <summary>Says that an operation answers a list in pages.</summary>
    public static RouteHandlerBuilder Pages(this RouteHandlerBuilder operation) => operation.WithMetadata(
        new QueryParameter("after", "The `next` of an earlier answer."),
        new QueryParameter("limit", "At most this many, 1 to 1000; 100 if absent."));

    /// <summary>The statuses an operation refuses with, each a problem document.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder operation, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) operation.Produces<Problem>(status, Problem.MediaType);
        return operation;
    }
}

/// <summary>An example of a request's body, JSON.</summary>
internal sealed record BodyExample(string Json);

/// <summary>A query parameter that a handler reads itself.</summary>
internal sealed record QueryParameter(string Name, string Description);
