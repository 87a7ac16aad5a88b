using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.Clock;
using Parley.Server.Ids;
using Parley.Server.World;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /world</c></summary>
internal static class ImportWorld
{
    /// <summary>The most a world file may weigh, in bytes.</summary>
    private const long MostBytes = 256L * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/world", Handle)
        .Describe(
            "world",
            "Imports a world file",
            "Replaces apps, pages and people, or with `?merge=true` adds to them and changes those of the same id. The "
            + "file is checked as a whole: all faults are told at once, and with any of them nothing changes. What is "
            + "absent is made up: ids, secrets, tokens.")
        .WithMetadata(new QueryParameter("merge", "true: keep what the file does not name. false if absent."))
        .Takes<WorldExport>(
            """
            {"apps":[{"id":"500000000000005","name":"Echo bot"}],
             "pages":[{"name":"Corner Bakery","apps":[{"id":"500000000000005"}]}],
             "people":[{"name":"Ann Doe"}]}
            """)
        .Produces<WorldExport>()
        .Refuses(400, 422);

    private static async Task<IResult> Handle(
        HttpRequest request,
        World.WorldDirectory world,
        World.People people,
        WorldEdits edits,
        Tokens tokens,
        IdMint mint,
        IPlatformClock clock,
        Whereabouts whereabouts)
    {
        var faults = new Faults();
        Paging.RefuseUnknown(request, faults, "merge");
        string? merge = request.Query["merge"];
        if (merge is not (null or "true" or "false")) faults.Add("merge", "must be true or false");
        if (faults.Any) return faults.ToProblem();
        var body = await JsonBody.Read(request, WorldFile.Read, MostBytes);
        if (!body.TryGet(out var file, out var problem)) return problem;
        return await edits.Alone(async () =>
        {
            var draft = new WorldDraft(tokens, mint, faults, file.Clock?.Now ?? clock.GetCurrentInstant());
            if (merge is "true") draft.Take(world, people);
            draft.Put(file);
            if (faults.Any) return faults.ToProblem();

            // The clock first: it is the only part that can still refuse, and then nothing else has changed.
            if (file.Clock is { } hands) await hands.Apply(clock, request.HttpContext.RequestAborted);
            await world.Replace(draft.Data, draft.People, draft.Contacts);
            foreach (var person in draft.Named) await whereabouts.Tell(person);
            return Answer.Ok(WorldExport.Of(world, people, clock), Answer.Json.WorldExport);
        });
    }
}
