using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Shards;
using Parley.Server.World;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /threads/{page}/{psid}</c></summary>
internal static class GetThread
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/threads/{page}/{psid}", Handle)
        .Describe("threads", "Shows a thread and how every lane stands", "Open or shut, since and until when, and why.")
        .WithMetadata(
            new QueryParameter("edition", "Under this edition instead of the page's: an ISO day or `auto`."),
            new QueryParameter("app", "As this app sees it; the page's only app if absent."))
        .Speaks()
        .Produces<ThreadAnswer>()
        .Refuses(400, 404);

    private static async Task<IResult> Handle(
        string page,
        string psid,
        HttpRequest request,
        WorldDirectory world,
        World.People people,
        IShards shards,
        IPlatformClock clock)
    {
        var faults = new Faults();
        Paging.RefuseUnknown(request, faults, "edition", "app", Language.Parameter);
        var sentences = Language.Read(request, faults);
        var app = Paging.Id(request.Query["app"], "app", faults);
        if (app is { } named && world.App(named) is null) faults.Add("app", $"There is no app `{named}`.");
        string? edition = request.Query["edition"];
        if (edition is not null && !Editions.IsName(edition)) faults.Add("edition", Editions.Expected);
        if (faults.Any) return faults.ToProblem();
        if (PathThread.Find(page, psid, world, people, out var problem) is not { } thread) return problem!;

        var now = clock.GetCurrentInstant();
        var state = (await shards.Look(thread.Key))?.State ?? ThreadState.Empty;
        var decision = Explain(thread, state, edition, app, world, now);
        var person = people.Find(thread.Contact.Person);
        var summary = ThreadSummary.Of(thread.Key, thread.Contact.Channel, state, person);
        Language.Tell(request.HttpContext.Response, sentences);
        var told = sentences.About(world.Page(thread.Key.Page)?.Name, person?.Name);
        return Answer.Ok(ThreadAnswer.Of(summary, decision, told), Answer.Json.ThreadAnswer);
    }

    private static Decision Explain(
        PathThread thread, in ThreadState state, string? edition, long? app, WorldDirectory world, NodaTime.Instant now)
    {
        var standing = Askers.StandingOf(world, thread.Contact.Page, app ?? Askers.OnlyApp(world, thread.Contact.Page));
        var judge = edition is null ? world.EditionOf(thread.Contact.Page, now) : world.Editions.Of(edition, now);
        var plain = new SendRequest(
            thread.Contact.Channel, SendKind.Message, MessagingType.Response, null, Author.Human);
        return judge.Explain(in state, standing, in plain, now);
    }
}
