using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.Ids;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /apps</c></summary>
internal static class CreateApp
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/apps", Handle)
        .Describe("apps", "Makes an app", "Id, secret and token are made up unless they are given.")
        .Takes<AppInput>(
            """{"name":"Echo bot","verify_token":"let me in","automated":true,"features":["human_agent"]}""")
        .Produces<AppAnswer>(201)
        .Refuses(400, 409);

    private static async Task<IResult> Handle(
        HttpRequest request, WorldDirectory world, WorldEdits edits, Tokens tokens)
    {
        var body = await JsonBody.Read(request, AppInput.ReadNew);
        if (!body.TryGet(out var input, out var problem)) return problem;
        return await edits.Alone(async () =>
        {
            if (input.Id is { } id && IdUse.Of(world, id) is { } user)
                return Problem.Of(StatusCodes.Status409Conflict, "id", $"The id {id} is taken by {user}.");
            var app = await Add(input, world, tokens);
            return Answer.Created($"{ParleyApi.Root}/apps/{app.Id}", AppAnswer.Of(app), Answer.Json.AppAnswer);
        });
    }

    private static async Task<AppRecord> Add(AppInput input, WorldDirectory world, Tokens tokens)
    {
        AppRecord Make(long id) =>
            input.Over(new AppRecord { Id = id, Name = input.Name!, Secret = tokens.Secret(id) });
        if (input.Id is not { } given) return await world.AddApp(input.Name!, Make);
        var app = Make(given);
        await world.Save(app);
        return app;
    }
}
