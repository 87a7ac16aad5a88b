using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.Clock;
using Parley.Server.World;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /pages</c></summary>
internal static class CreatePage
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/pages", Handle)
        .Describe(
            "pages",
            "Makes a page",
            "With its apps installed and a token for each; without `apps` every app there is. An app hears of the page "
            + "once it calls `subscribed_apps`.")
        .Takes<PageInput>("""{"name":"Corner Bakery","country":"DE","instagram":{"username":"corner.bakery"}}""")
        .Produces<PageAnswer>(201)
        .Refuses(400, 409, 422);

    private static async Task<IResult> Handle(
        HttpRequest request, WorldDirectory world, WorldEdits edits, PageWriter pages, IPlatformClock clock)
    {
        var body = await JsonBody.Read(request, PageInput.ReadNew);
        if (!body.TryGet(out var input, out var problem)) return problem;
        return await edits.Alone(async () =>
        {
            if (pages.Check(input, null) is { } against) return against;
            var page = await pages.Add(input);
            return Answer.Created(
                $"{ParleyApi.Root}/pages/{page.Id}",
                PageAnswer.Of(page, world, clock.GetCurrentInstant()),
                Answer.Json.PageAnswer);
        });
    }
}
