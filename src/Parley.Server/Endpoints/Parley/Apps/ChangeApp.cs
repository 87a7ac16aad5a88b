using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.World;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>PATCH /apps/{app}</c></summary>
internal static class ChangeApp
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPatch("/apps/{app}", Handle)
        .Describe("apps", "Changes an app", "Only what is named changes. A new secret signs everything from then on.")
        .Takes<AppInput>("""{"features":["human_agent"]}""")
        .Produces<AppAnswer>()
        .Refuses(400, 404);

    private static async Task<IResult> Handle(string app, HttpRequest request, WorldDirectory world, WorldEdits edits)
    {
        if (GetApp.Find(app, world) is not { } known) return Problem.NotFound("app", app, "app");
        var body = await JsonBody.Read(request, AppInput.ReadKnown);
        if (!body.TryGet(out var input, out var problem)) return problem;
        return await edits.Alone(async () =>
        {
            var changed = input.Over(world.App(known.Id) ?? known);
            await world.Save(changed);
            return Answer.Ok(AppAnswer.Of(changed), Answer.Json.AppAnswer);
        });
    }
}
