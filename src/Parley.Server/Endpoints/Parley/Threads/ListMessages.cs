using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Server.Clock;
using Parley.Server.Ids;
using Parley.Server.Media;
using Parley.Server.Profiles;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /threads/{page}/{psid}/messages</c></summary>
internal static class ListMessages
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/threads/{page}/{psid}/messages", Handle)
        .Describe(
            "threads",
            "Shows what the person sees, in order",
            "The newest messages, the oldest of them first; `next` leads to the older ones.")
        .Pages()
        .Produces<Listed<MessageAnswer>>()
        .Refuses(400, 404);

    private static async Task<IResult> Handle(
        string page,
        string psid,
        HttpRequest request,
        WorldDirectory world,
        World.People people,
        IShards shards,
        IStore store,
        Mids mids,
        PostIds posts,
        PersonaBook personas,
        ShownMedia media,
        Origins origins,
        IPlatformClock clock)
    {
        var faults = new Faults();
        var (after, most) = Paging.Read(request, faults);
        if (faults.Any) return faults.ToProblem();
        if (PathThread.Find(page, psid, world, people, out var problem) is not { } thread) return problem!;
        if (await shards.Look(thread.Key) is not { } view)
            return Answer.Ok(new Listed<MessageAnswer>([], null), Answer.Json.ListedMessageAnswer);
        var (origin, now) = (origins.Of(request), clock.GetCurrentInstant());
        AttachmentsShown shown = (row, written, ids) => media.ForAnswer(row, written, ids, origin, now);
        var history = new MessageHistory(store.Journal, mids, posts, personas, shown);
        var (messages, older) = history.Read(view, after > 0 ? after : null, most);
        var next = older?.ToString(CultureInfo.InvariantCulture);
        return Answer.Ok(new Listed<MessageAnswer>(messages, next), Answer.Json.ListedMessageAnswer);
    }
}
