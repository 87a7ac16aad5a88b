using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.Clock;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /world</c></summary>
internal static class ExportWorld
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/world", Handle)
        .Describe(
            "world",
            "Exports the world as one file",
            "Apps, pages, people and the clock, with every id, secret and token: an import into an empty store gives "
            + "the same world. What happened stays in the journal.")
        .Produces<WorldExport>();

    private static IResult Handle(World.WorldDirectory world, World.People people, IPlatformClock clock) =>
        Answer.Ok(WorldExport.Of(world, people, clock), Answer.Json.WorldExport);
}
