using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.World;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /apps</c></summary>
internal static class ListApps
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/apps", Handle)
        .Describe("apps", "Lists all apps, by id")
        .Pages()
        .Produces<Listed<AppAnswer>>()
        .Refuses(400);

    private static IResult Handle(HttpRequest request, WorldDirectory world)
    {
        var faults = new Faults();
        var (after, most) = Paging.Read(request, faults);
        if (faults.Any) return faults.ToProblem();
        var found = world.Apps.Where(app => app.Id > after).Take(most + 1).Select(AppAnswer.Of).ToList();
        return Answer.Ok(Paging.Page(found, most, app => app.Id), Answer.Json.ListedAppAnswer);
    }
}
