using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Policy;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /threads/{page}</c></summary>
internal static class ListThreads
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/threads/{page}", Handle)
        .Describe("threads", "Lists a page's threads, by PSID")
        .Pages()
        .Produces<Listed<ThreadSummary>>()
        .Refuses(400, 404);

    private static async Task<IResult> Handle(
        string page, HttpRequest request, WorldDirectory world, World.People people, IShards shards)
    {
        var faults = new Faults();
        var (after, most) = Paging.Read(request, faults);
        if (faults.Any) return faults.ToProblem();
        if (GetPage.Find(page, world) is not { } known) return Problem.NotFound("page", page, "page");
        var views = await shards.List(new PageId(known.Id), new Psid(after), most + 1);
        var threads = views.Select(view => Summary(view, people)).ToList();
        return Answer.Ok(Paging.Page(threads, most, thread => thread.Psid), Answer.Json.ListedThreadSummary);
    }

    private static ThreadSummary Summary(ThreadView view, World.People people)
    {
        var contact = people.Find(view.Thread);
        PersonRecord? person = contact is null ? null : people.Find(contact.Person);
        return ThreadSummary.Of(view.Thread, contact?.Channel ?? view.State.Channel, view.State, person);
    }
}
