using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /deliveries</c></summary>
internal static class ListDeliveries
{
    private static readonly string[] States = ["delivered", "retrying", "waiting", "dropped"];

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/deliveries", Handle)
        .Describe(
            "deliveries",
            "Lists attempts to deliver webhooks, newest first",
            "With `state=waiting`: what stands behind a failed delivery of its thread and has not been tried.")
        .WithMetadata(
            new QueryParameter("app", "Only to this app."),
            new QueryParameter("page", "Only of this page."),
            new QueryParameter("thread", "Only of this thread: a PSID, or `page/psid`."),
            new QueryParameter("state", "Only in this state: delivered, retrying, waiting or dropped."),
            new QueryParameter("id", "Only this delivery."))
        .Pages()
        .Produces<Listed<DeliveryAnswer>>()
        .Refuses(400);

    private static IResult Handle(HttpRequest request, Delivery.Deliveries deliveries)
    {
        var faults = new Faults();
        Paging.RefuseUnknown(request, faults, "app", "page", "thread", "state", "id", "after", "limit");
        var (page, person) = ReadThread(request, faults);
        string? state = request.Query["state"];
        if (state is not null && !States.Contains(state))
            faults.Add("state", $"must be one of {string.Join(", ", States)}");
        var after = Paging.After(request.Query["after"], faults);
        var filter = new AttemptFilter(
            Paging.Id(request.Query["app"], "app", faults),
            page,
            person,
            state,
            request.Query["id"],
            after > 0 ? after : null,
            Paging.Limit(request.Query["limit"], faults));
        if (faults.Any) return faults.ToProblem();
        var found = deliveries.List(filter);
        var data = found.Attempts.Select(DeliveryAnswer.Of).ToList();
        return Answer.Ok(
            new Listed<DeliveryAnswer>(data, found.Next?.ToString(CultureInfo.InvariantCulture)),
            Answer.Json.ListedDeliveryAnswer);
    }

    /// <summary>Reads <c>page</c> and <c>thread</c>, a PSID or <c>page/psid</c>.</summary>
    internal static (long? Page, long? Person) ReadThread(HttpRequest request, Faults faults)
    {
        var page = Paging.Id(request.Query["page"], "page", faults);
        if ((string?)request.Query["thread"] is not { } thread) return (page, null);
        var cut = thread.IndexOf('/', StringComparison.Ordinal);
        if (cut >= 0) page = Paging.Id(thread[..cut], "thread", faults);
        return (page, Paging.Id(thread[(cut + 1)..], "thread", faults));
    }
}
