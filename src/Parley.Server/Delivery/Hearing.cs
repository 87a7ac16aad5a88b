using Parley.Policy;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>
/// Which events an app hears of which page: the two layers of subscription, put together and remembered.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Page subscribed_apps and App subscriptions. On Messenger a field must be named in
/// both layers. On Instagram any field installs the app on the page, and the <c>instagram</c> subscription selects,
/// unless the app chose fields of the account itself on the Instagram-login host.
/// Not thread-safe; its outbox guards it.
/// </remarks>
internal sealed class Hearing(long app, WorldDirectory world)
{
    private static readonly int Kinds = Enum.GetValues<WebhookKind>().Length;

    private readonly Dictionary<PageId, ulong> known = [];
    private readonly HashSet<PageId> silenced = [];

    /// <summary>Whether both layers name a field.</summary>
    public static bool Hears(InstallRecord? install, SubscriptionRecord? subscription, Channel channel, string field) =>
        install is not null
        && subscription is not null
        && subscription.Fields.Contains(field)
        && (channel is Channel.Instagram ? OnInstagram(install, field) : install.Fields.Contains(field));

    /// <summary>Whether a kind of event of a page is to be delivered to the app.</summary>
    public bool Hears(PageId page, Channel channel, WebhookKind kind)
    {
        if (!known.TryGetValue(page, out var heard)) known[page] = heard = Ask(page);
        return (heard & BitOf(channel, kind)) != 0;
    }

    /// <summary>The world changed: what was remembered may be wrong.</summary>
    public void Forget() => known.Clear();

    /// <summary>Nothing of this page is heard until <see cref="Unsilence"/>: it is about to be unsubscribed.</summary>
    public void Silence(PageId page)
    {
        silenced.Add(page);
        known.Remove(page);
    }

    /// <summary>The world knows by now what is heard of the page.</summary>
    public void Unsilence(PageId page)
    {
        silenced.Remove(page);
        known.Remove(page);
    }

    private ulong Ask(PageId page)
    {
        if (silenced.Contains(page)) return 0;
        return Ask(page, Channel.Messenger) | Ask(page, Channel.Instagram);
    }

    private ulong Ask(PageId page, Channel channel)
    {
        var install = world.Install(page, app);
        var subscription = world.Subscription(app, WebhookFields.ObjectOf(channel));
        var heard = 0UL;
        for (var kind = 0; kind < Kinds; kind++)
        {
            var field = WebhookFields.Of((WebhookKind)kind, channel);
            if (field is not null && Hears(install, subscription, channel, field))
                heard |= BitOf(channel, (WebhookKind)kind);
        }

        return heard;
    }

    private static bool OnInstagram(InstallRecord install, string field) =>
        install.InstagramFields is { } own ? own.Contains(field) : install.Fields.Length > 0;

    private static ulong BitOf(Channel channel, WebhookKind kind) => 1UL << ((int)channel * Kinds + (int)kind);
}
