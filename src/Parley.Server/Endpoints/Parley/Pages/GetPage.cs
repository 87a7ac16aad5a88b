using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /pages/{page}</c></summary>
internal static class GetPage
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/pages/{page}", Handle)
        .Describe("pages", "Shows a page, with its tokens")
        .Produces<PageAnswer>()
        .Refuses(404);

    /// <summary>The page a path names, or null.</summary>
    public static PageRecord? Find(string page, WorldDirectory world) =>
        PageId.TryParse(page, out var id) ? world.Page(id) : null;

    private static IResult Handle(string page, WorldDirectory world, IPlatformClock clock) =>
        Find(page, world) is { } known
        ? Answer.Ok(PageAnswer.Of(known, world, clock.GetCurrentInstant()), Answer.Json.PageAnswer)
        : Problem.NotFound("page", page, "page");
}
