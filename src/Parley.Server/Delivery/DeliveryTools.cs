using NodaTime;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire.Webhooks;

namespace Parley.Server.Delivery;

/// <summary>What every courier needs; safe to share.</summary>
internal sealed record DeliveryTools(
    DeliveryOptions Options, IClock Clock, IJournal Journal, WorldDirectory World, OwedEvents Events, Poster Poster)
{
    /// <summary>The row a delivery is made from, or null.</summary>
    public StoredEvent? Find(in DeliveryId id) =>
        id.Stream < Journal.Streams && Journal.Read(id.Stream, id.Seq - 1, 1) is [var row] && row.Seq == id.Seq
            ? row
            : null;

    /// <summary>Where a delivery goes, or null if the app does not hear it (any more).</summary>
    /// <param name="row">Its row.</param>
    /// <param name="id">Its id.</param>
    /// <param name="everything">Whether it goes to the callback whatever fields the app hears of the page.</param>
    public DeliveryAddress? AddressOf(StoredEvent row, in DeliveryId id, bool everything)
    {
        var parts = OwedEvents.PartsOf(row.Kind, row.Channel);
        if (id.Part >= parts.Length
            || Audience.KindFor(row, parts[id.Part], id.App) is not { } kind
            || WebhookFields.Of(kind, row.Channel) is not { } field)
            return null;
        if (World.App(id.App) is not { } app
            || World.Page(row.Thread.Page) is not { } page
            || World.Install(row.Thread.Page, id.App) is not { } install
            || World.Subscription(id.App, WebhookFields.ObjectOf(row.Channel)) is not { } subscription)
        {
            return null;
        }

        return everything || Hearing.Hears(install, subscription, row.Channel, field)
            ? new DeliveryAddress(subscription.CallbackUrl, app.Secret, page, field)
            : null;
    }
}

/// <summary>Where a delivery goes.</summary>
/// <param name="Url">The app's callback for the object.</param>
/// <param name="Secret">The app's secret.</param>
/// <param name="Page">The page.</param>
/// <param name="Field">The field it belongs to.</param>
internal readonly record struct DeliveryAddress(string Url, string Secret, PageRecord Page, string Field);
