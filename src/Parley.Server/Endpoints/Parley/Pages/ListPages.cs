using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.Clock;
using Parley.Server.World;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /pages</c></summary>
internal static class ListPages
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/pages", Handle)
        .Describe("pages", "Lists all pages, by id")
        .Pages()
        .Produces<Listed<PageAnswer>>()
        .Refuses(400);

    private static IResult Handle(HttpRequest request, WorldDirectory world, IPlatformClock clock)
    {
        var faults = new Faults();
        var (after, most) = Paging.Read(request, faults);
        if (faults.Any) return faults.ToProblem();
        var now = clock.GetCurrentInstant();
        var found = world.Pages
            .Where(page => page.Id > after)
            .Take(most + 1)
            .Select(page => PageAnswer.Of(page, world, now))
            .ToList();
        return Answer.Ok(Paging.Page(found, most, page => page.Id), Answer.Json.ListedPageAnswer);
    }
}
