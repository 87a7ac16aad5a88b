using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person taps an item of the persistent menu: their own if they have one, else the page's, in their language.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform and Instagram messaging, "Persistent Menu".</remarks>
/// <param name="Item">Its title, or its place counted from 0 over the whole menu.</param>
internal sealed record TapMenu(string? Item) : IAct
{
    public bool Answers => true;

    public static IAct Read(Fields fields)
    {
        fields.Require("item", "a title, or an index from 0");
        return new TapMenu(Choice.Read(fields, "item"));
    }

    public ActPlan Plan(ActScene scene)
    {
        if (ProfileOffers.Menu(scene) is not { } items)
            return new ActPlan.Impossible("act", "The page has no persistent menu on this channel.");
        if (Choice.Find(items, one => one.Title, Item) is not { } item)
        {
            return new ActPlan.Impossible(
                "item", $"The menu has no such item; it has {Choice.Listed(items, one => one.Title)}.");
        }

        if (item.Payload is null)
            return new ActPlan.Impossible("item", "That item opens a page: tapping it tells the page nothing.");
        var body = new PostbackBody
        {
            Title = item.Title,
            Payload = item.Payload,
            App = item.App,
            Prior = scene.Prior,
        };
        return new ActPlan.Possible(
            EventKind.Postback, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.PostbackBody));
    }
}
