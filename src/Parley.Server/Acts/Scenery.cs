using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Ids;
using Parley.Server.Profiles;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>Sets the scene for an act: the thread as it stands, and what of the page people can act on.</summary>
internal sealed class Scenery(
    IShards shards,
    IStore store,
    WorldDirectory world,
    IPlatformClock clock,
    Mids mids,
    OptInTokens tokens,
    PostBoard posts,
    AccountLinks links,
    UserRefs references,
    ProfileBook profiles)
{
    // The newest rows decide in almost every thread.
    private const int FewRows = 4;

    /// <summary>The scene of an act.</summary>
    public async Task<ActScene> Of(
        PersonRecord person, PageRecord page, Channel channel, ContactRecord? contact, IAct act, Instant? at)
    {
        ThreadKey? thread = contact is null ? null : new ThreadKey(contact.Page, contact.Psid);
        var view = thread is { } known ? await shards.Look(known) : null;
        var when = at ?? Later(clock.GetCurrentInstant(), view?.State.LastEvent.ToInstant());
        var scene = new ActScene(channel, view, store.Journal, mids)
        {
            At = when,
            Edition = world.EditionOf(new PageId(page.Id), when),
            Tokens = tokens,
            Page = page,
            Person = person,
            Thread = thread,
            Posts = posts,
            Links = links,
            References = references,
            Profiles = profiles,
        };
        return act.Answers && channel is Channel.Messenger && await PriorOf(scene) is { } prior
            ? scene.After(prior)
            : scene;
    }

    private static Instant Later(Instant now, Instant? last) => last > now ? last.Value : now;

    // The reference of a checkbox ticked since the person last wrote or tapped, if the page has sent to it.
    private async ValueTask<string?> PriorOf(ActScene scene)
    {
        foreach (var row in scene.NewestFirst(FewRows))
        {
            if (row.Kind is EventKind.Message or EventKind.Postback) return null;
            if (row.Kind is not EventKind.CheckboxTicked) continue;
            var ticked = JsonSerializer.Deserialize(row.Body.Span, StoredJson.Default.OptInBody);
            if (ticked?.UserRef is not { } reference) continue;
            var view = await shards.Look(references.ThreadOf(row.Thread.Page, reference));
            if (view is { State.LastPageMessage.Happened: true }) return reference;
        }

        return null;
    }
}
