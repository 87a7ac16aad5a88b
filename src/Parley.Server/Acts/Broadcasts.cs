using NodaTime;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>Ends broadcasts of pages. A broadcast that ended stays so, and decisions know it at once.</summary>
internal sealed class Broadcasts(WorldDirectory world, WorldEdits edits)
{
    /// <summary>Ends a broadcast of a page, unless somebody did meanwhile.</summary>
    public Task<Performed> End(PageId page, string post, Psid psid, Instant at) => edits.Alone<Performed>(async () =>
    {
        if (world.Page(page) is not { } known) return new Performed.Refused("page", $"There is no page `{page}`.");
        var ended = known.EndedBroadcasts ?? [];
        if (ended.Any(one => one.Media == post))
            return new Performed.Refused("post", "The broadcast has ended already.");
        var record = new EndedBroadcastRecord(post, at.ToUnixTimeMilliseconds());
        await world.Save(known with { EndedBroadcasts = ended.Add(record) });
        return new Performed.Done(psid, at) { PostId = post };
    });
}
