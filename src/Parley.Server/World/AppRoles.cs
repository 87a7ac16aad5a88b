using System.Text.Json;
using Parley.Policy;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Server.World;

/// <summary>
/// Tells a page's apps that its default app is another one now: a row of the page itself, in the thread of nobody, for
/// each of its accounts.
/// </summary>
internal sealed class AppRoles(IShards shards)
{
    /// <summary>Tells it, if it is so.</summary>
    public async Task Tell(PageRecord before, PageRecord after)
    {
        if (before.DefaultApp == after.DefaultApp) return;
        await Tell(after, Channel.Messenger, before.DefaultApp);
        if (after.InstagramId is not null) await Tell(after, Channel.Instagram, before.DefaultApp);
    }

    private async Task Tell(PageRecord page, Channel channel, long? previous) => await shards.Act(
        new ThreadKey(new PageId(page.Id), default),
        new ActCommand
        {
            Kind = EventKind.RolesChanged,
            Channel = channel,
            Body = JsonSerializer.SerializeToUtf8Bytes(
                new RolesBody(previous, page.DefaultApp), StoredJson.Default.RolesBody),
        });
}
