using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Policy;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /apps/{app}</c></summary>
internal static class GetApp
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/apps/{app}", Handle)
        .Describe("apps", "Shows an app, with its secret and token")
        .Produces<AppAnswer>()
        .Refuses(404);

    /// <summary>The app a path names, or null.</summary>
    public static AppRecord? Find(string app, WorldDirectory world) =>
        Psid.TryParse(app, out var id) ? world.App(id.Value) : null;

    private static IResult Handle(string app, WorldDirectory world) => Find(app, world) is { } known
        ? Answer.Ok(AppAnswer.Of(known), Answer.Json.AppAnswer)
        : Problem.NotFound("app", app, "app");
}
