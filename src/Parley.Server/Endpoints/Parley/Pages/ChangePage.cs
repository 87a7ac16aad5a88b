using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.World;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>PATCH /pages/{page}</c></summary>
internal static class ChangePage
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPatch("/pages/{page}", Handle)
        .Describe(
            "pages",
            "Changes a page",
            "Only what is named changes. Apps are added to those it has; an Instagram account, once linked, stays. "
            + "`null` forgets what was set of `country`, `region`, `edition`, `mode`, `npi`, `otn`, `rn`, "
            + "`eu_privacy`, `subscription`, `templates`, `products`, `contact_terms` and `default_app`. A "
            + "`restriction` holds from now on, in "
            + "place of what held for its lane and account, and changes decisions at once; an `until` that is not "
            + "ahead lifts it, and `null` lifts all.")
        .Takes<PageInput>(
            """
            {"mode":"strict","restriction":{"lane":"tags","until":"2021-10-12T09:00:00.000Z","reason":"tag abuse"}}
            """)
        .Produces<PageAnswer>()
        .Refuses(400, 404, 409, 422);

    private static async Task<IResult> Handle(
        string page,
        HttpRequest request,
        WorldDirectory world,
        WorldEdits edits,
        PageWriter pages,
        IPlatformClock clock)
    {
        if (GetPage.Find(page, world) is not { } asked) return Problem.NotFound("page", page, "page");
        var body = await JsonBody.Read(request, PageInput.ReadKnown);
        if (!body.TryGet(out var input, out var problem)) return problem;
        return await edits.Alone(async () =>
        {
            var known = world.Page(new PageId(asked.Id)) ?? asked;
            if (pages.Check(input, known) is { } against) return against;
            var changed = await pages.Change(input, known);
            return Answer.Ok(PageAnswer.Of(changed, world, clock.GetCurrentInstant()), Answer.Json.PageAnswer);
        });
    }
}
