using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /alerts</c></summary>
internal static class ListAlerts
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/alerts", Handle)
        .Describe("deliveries", "Lists what developers were told about failing webhooks, newest first")
        .WithMetadata(new QueryParameter("limit", "At most this many, 1 to 1000; 100 if absent."))
        .Produces<Listed<AlertAnswer>>()
        .Refuses(400);

    private static IResult Handle(HttpRequest request, Delivery.Deliveries deliveries)
    {
        var faults = new Faults();
        Paging.RefuseUnknown(request, faults, "limit");
        var most = Paging.Limit(request.Query["limit"], faults);
        if (faults.Any) return faults.ToProblem();
        var alerts = deliveries.Alerts(most).Select(AlertAnswer.Of).ToList();
        return Answer.Ok(new Listed<AlertAnswer>(alerts, null), Answer.Json.ListedAlertAnswer);
    }
}
