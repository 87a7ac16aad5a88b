using System.Collections.Immutable;
using System.Text.Json;
using Parley.Policy;
using Parley.Storage;
using Parley.Wire.Profiles;

namespace Parley.Server.Profiles;

/// <summary>What pages set in their Messenger Profile, and for single people; each with the app that set it.</summary>
internal sealed class ProfileBook(IDocumentStore documents)
{
    /// <summary>A page's profile on a platform; empty where nothing was ever set.</summary>
    public ProfileBody Of(PageId page, Channel channel) =>
        Read(documents.Find(page, DocumentKind.Profile, KeyOf(channel))?.Body);

    /// <summary>
    /// Sets properties; the others stay. Nothing is set where the result would be a menu without Get Started.
    /// </summary>
    /// <returns>Whether it was set.</returns>
    public Task<bool> Set(PageId page, Channel channel, long app, ImmutableArray<ProfileValue> values) =>
        Change(page, channel, profile => profile with
        {
            Properties = profile.Properties.SetItems(values.Select(one =>
                KeyValuePair.Create(one.Name, new OwnedValue(app, JsonElement.Parse(one.Json))))),
        });

    /// <summary>Deletes properties; one that is not set does no harm.</summary>
    /// <returns>Whether it was done: a menu keeps its Get Started.</returns>
    public Task<bool> Delete(PageId page, Channel channel, IEnumerable<string> names) =>
        Change(page, channel, profile => profile with { Properties = profile.Properties.RemoveRange(names) });

    /// <summary>The menu one person has instead of the page's, or null.</summary>
    public OwnedValue? MenuOf(ThreadKey thread) =>
        documents.Find(thread.Page, DocumentKind.PersonSettings, thread.Person.ToString()) is { } known
            ? JsonSerializer.Deserialize(known.Body, StoredJson.Default.PersonSettingsBody)!.Menu
            : null;

    /// <summary>Gives one person a menu.</summary>
    public Task SetMenu(ThreadKey thread, long app, string menu) => documents.Save(
        new DocumentRecord(
            thread.Page,
            DocumentKind.PersonSettings,
            thread.Person.ToString(),
            JsonSerializer.Serialize(
                new PersonSettingsBody(new OwnedValue(app, JsonElement.Parse(menu))),
                StoredJson.Default.PersonSettingsBody)));

    /// <summary>Takes one person's menu back: they see the page's again.</summary>
    public Task DeleteMenu(ThreadKey thread) =>
        documents.Delete(thread.Page, DocumentKind.PersonSettings, thread.Person.ToString());

    private async Task<bool> Change(PageId page, Channel channel, Func<ProfileBody, ProfileBody> change)
    {
        var allowed = true;
        await documents.Change(page, DocumentKind.Profile, KeyOf(channel), body =>
        {
            var next = change(Read(body));
            allowed = channel is Channel.Instagram
                || !next.Properties.ContainsKey(ProfileProperty.Menu)
                || next.Properties.ContainsKey(ProfileProperty.GetStarted);
            if (!allowed) return body;
            return next.Properties.IsEmpty ? null : JsonSerializer.Serialize(next, StoredJson.Default.ProfileBody);
        });
        return allowed;
    }

    private static string KeyOf(Channel channel) => channel is Channel.Instagram ? "instagram" : "messenger";

    private static ProfileBody Read(string? body) =>
        body is null ? new ProfileBody() : JsonSerializer.Deserialize(body, StoredJson.Default.ProfileBody)!;
}
