using System.Text.Json;
using Parley.Policy;
using Parley.Storage;
using Parley.Wire.Profiles;

namespace Parley.Server.Acts;

/// <summary>What a page's Messenger Profile offers a person to tap, in their language.</summary>
internal static class ProfileOffers
{
    private const string Actions = "call_to_actions";
    private const string DefaultLocale = "default";

    /// <summary>What stands behind Get Started, or null where the page set nothing.</summary>
    public static Offer? GetStarted(ActScene scene) =>
        Property(scene, ProfileProperty.GetStarted) is { } set
            ? new Offer(set.App, TapGetStarted.Title, SentContent.Text(set.Value, "payload"))
            : null;

    /// <summary>The items of the menu the person sees, from above; null where there is no menu.</summary>
    public static IReadOnlyList<Offer>? Menu(ActScene scene) =>
        (OwnMenu(scene) ?? Property(scene, ProfileProperty.Menu)) is { } set
            ? [.. Items(set.App, EntryFor(scene.Person, set.Value))]
            : null;

    /// <summary>The questions to begin with; null where there are none.</summary>
    public static IReadOnlyList<Offer>? IceBreakers(ActScene scene)
    {
        if (Property(scene, ProfileProperty.IceBreakers) is not { } set) return null;
        var items = set.Value.EnumerateArray().ToArray();
        var questions = items.Any(one => one.TryGetProperty(Actions, out _))
            ? SentContent.List(EntryFor(scene.Person, set.Value), Actions)
            : items;
        return
        [
            .. questions.Select(one => new Offer(
                set.App, SentContent.Text(one, "question") ?? "", SentContent.Text(one, "payload"))),
        ];
    }

    private static OwnedValue? OwnMenu(ActScene scene) =>
        scene is { Channel: Channel.Messenger, Thread: { } thread } ? scene.Profiles.MenuOf(thread) : null;

    private static OwnedValue? Property(ActScene scene, string name) =>
        scene.Profiles.Of(new PageId(scene.Page.Id), scene.Channel).Properties.GetValueOrDefault(name);

    private static JsonElement EntryFor(PersonRecord person, JsonElement entries)
    {
        var all = entries.EnumerateArray().ToArray();
        return Array.Find(all, one => SentContent.Text(one, "locale") == (person.Locale ?? DefaultLocale)) is
        { ValueKind: JsonValueKind.Object } own
            ? own
            : Array.Find(all, one => SentContent.Text(one, "locale") == DefaultLocale);
    }

    // A menu within the menu is no item: its items are.
    private static IEnumerable<Offer> Items(long app, JsonElement holder)
    {
        foreach (var item in SentContent.List(holder, Actions))
        {
            if (item.TryGetProperty(Actions, out _))
            {
                foreach (var inner in Items(app, item)) yield return inner;
            }
            else yield return new Offer(
                app, SentContent.Text(item, "title") ?? "", SentContent.Text(item, "payload"));
        }
    }
}

/// <summary>Something to tap outside the thread.</summary>
/// <param name="App">The app that offers it: the only one that hears the payload.</param>
/// <param name="Title">What it says.</param>
/// <param name="Payload">What stands behind it; null for a link, which tells the page nothing.</param>
internal sealed record Offer(long App, string Title, string? Payload);
