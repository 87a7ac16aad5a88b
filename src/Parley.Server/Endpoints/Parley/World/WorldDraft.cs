using NodaTime;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// A world put together in memory and checked as a whole, before any of it is written down. Begins empty or as the
/// world that is there; a file goes over it.
/// </summary>
/// <param name="tokens">Makes tokens and secrets.</param>
/// <param name="mint">Makes ids.</param>
/// <param name="faults">Where everything wrong is collected.</param>
/// <param name="now">What time it is in this world.</param>
internal sealed class WorldDraft(Tokens tokens, IdMint mint, Faults faults, Instant now)
{
    private const string PersonKind = "person";

    private readonly Dictionary<long, AppRecord> apps = [];
    private readonly Dictionary<long, PageRecord> pages = [];
    private readonly Dictionary<(long Page, long App), InstallRecord> installs = [];
    private readonly Dictionary<(long App, string Object), SubscriptionRecord> subscriptions = [];
    private readonly Dictionary<long, PersonRecord> people = [];
    private readonly Dictionary<ThreadKey, ContactRecord> contacts = [];
    private readonly Dictionary<(long Person, PageId Page, Channel Channel), Psid> psids = [];
    private readonly HashSet<(string Kind, long Id)> named = [];

    /// <summary>Everything but people and contacts.</summary>
    public WorldData Data => new([.. apps.Values], [.. pages.Values], [.. installs.Values], [.. subscriptions.Values]);

    /// <summary>All people.</summary>
    public IReadOnlyList<PersonRecord> People => [.. people.Values];

    /// <summary>Those a file names.</summary>
    public IEnumerable<PersonRecord> Named =>
        named.Where(one => one.Kind is PersonKind).Select(one => people[one.Id]);

    /// <summary>Under which ids pages see them.</summary>
    public IReadOnlyList<ContactRecord> Contacts => [.. contacts.Values];

    /// <summary>Begins as the world that is there.</summary>
    public void Take(World.WorldDirectory world, World.People known)
    {
        foreach (var app in world.Apps) apps[app.Id] = app;
        foreach (var page in world.Pages) pages[page.Id] = page;
        foreach (var install in world.Installs) installs[(install.Page, install.App)] = install;
        foreach (var subscription in world.Subscriptions)
            subscriptions[(subscription.App, subscription.Object)] = subscription;
        foreach (var person in Everyone.In(known))
        {
            people[person.Id] = person;
            foreach (var contact in known.ContactsOf(person.Id)) Put(contact);
        }
    }

    /// <summary>Puts a file over it; every fault is noted under its path in the file.</summary>
    public void Put(WorldFile file)
    {
        foreach (var (index, app) in file.Apps.Index()) Put(app, $"apps[{index}]");
        foreach (var (index, page) in file.Pages.Index()) Put(page, $"pages[{index}]");
        foreach (var (index, person) in file.People.Index()) Put(person, $"people[{index}]");
        CheckTokens();
    }

    private void Put(WorldApp given, string path)
    {
        var id = given.Id ?? mint.App(given.Name ?? "", Taken);
        if (!IsFree("app", id, apps.ContainsKey(id), path)) return;
        var known = apps.GetValueOrDefault(id)
            ?? new AppRecord { Id = id, Name = given.Name ?? "", Secret = tokens.Secret(id) };
        apps[id] = given.Over(known);
        foreach (var (index, one) in given.Subscriptions.Index())
        {
            if (!named.Add(($"subscription of {one.Object}", id)))
                faults.Add($"{path}.subscriptions[{index}].object", "stands twice");
            subscriptions[(id, one.Object)] =
                new SubscriptionRecord
                {
                    App = id,
                    Object = one.Object,
                    CallbackUrl = one.CallbackUrl,
                    Fields = one.Fields,
                };
        }
    }

    private void Put(WorldPage given, string path)
    {
        var id = given.Id ?? mint.Page(given.Name ?? "", Taken);
        if (!IsFree("page", id, pages.ContainsKey(id), path)) return;
        var known = pages.GetValueOrDefault(id) ?? new PageRecord { Id = id, Name = given.Name ?? "" };
        var page = given.Over(known, now);
        if (given.Instagram is { } account)
        {
            var accountId = account.Id ?? page.InstagramId ?? mint.Instagram(account.Username, Taken);
            if (accountId != page.InstagramId && (Taken(accountId) || accountId == id))
                faults.Add($"{path}.instagram.id", $"the id {accountId} is taken");
            page = page with { InstagramId = accountId, InstagramUsername = account.Username };
        }

        pages[id] = page;
        foreach (var (index, install) in given.Apps.Index()) Put(install, page, $"{path}.apps[{index}]");
        if (page.DefaultApp is { } chosen && !World.Inboxes.Contains(chosen) && !installs.ContainsKey((id, chosen)))
            faults.Add($"{path}.default_app", $"the app {chosen} is not on this page, and no inbox of the platform");
    }

    private void Put(WorldInstall given, PageRecord page, string path)
    {
        if (!apps.ContainsKey(given.Id)) faults.Add($"{path}.id", $"there is no app `{given.Id}`");
        if (given.InstagramToken is not null && page.InstagramId is null)
            faults.Add($"{path}.instagram_token", "the page has no Instagram account");
        var key = (page.Id, given.Id);
        var known = installs.GetValueOrDefault(key)
            ?? new InstallRecord { Page = page.Id, App = given.Id, Token = tokens.Page(new PageId(page.Id), given.Id) };
        installs[key] = known with
        {
            Token = given.Token ?? known.Token,
            InstagramToken = page.InstagramId is null
                ? null
                : given.InstagramToken ?? known.InstagramToken ?? tokens.Instagram(new PageId(page.Id), given.Id),
            Fields = given.SubscribedFields ?? known.Fields,
            InstagramFields = given.InstagramFields ?? known.InstagramFields,
            DisabledBecause = given.DisabledBecause ?? known.DisabledBecause,
            MayTakeControl = given.MayTakeControl ?? known.MayTakeControl,
        };
    }

    private void Put(WorldPerson given, string path)
    {
        var id = given.Person.Id ?? mint.Person(given.Person.Name, people.ContainsKey);
        if (!named.Add((PersonKind, id))) faults.Add($"{path}.id", $"the id {id} stands twice");
        people[id] = given.Person.ToRecord(id);
        foreach (var (index, contact) in given.Contacts.Index())
            Put(
                new ContactRecord(id, new PageId(contact.Page), contact.Channel, new Psid(contact.Psid)),
                $"{path}.contacts[{index}]");
    }

    private void Put(ContactRecord contact, string path)
    {
        if (!pages.TryGetValue(contact.Page.Value, out var page))
            faults.Add($"{path}.page", $"there is no page `{contact.Page}`");
        else if (contact.Channel is Channel.Instagram && page.InstagramId is null)
            faults.Add($"{path}.channel", "the page has no Instagram account");
        var thread = new ThreadKey(contact.Page, contact.Psid);
        if (contacts.TryGetValue(thread, out var other) && other != contact)
            faults.Add($"{path}.psid", $"the page knows somebody else as {contact.Psid}");
        else if (psids.TryGetValue((contact.Person, contact.Page, contact.Channel), out var psid)
            && psid != contact.Psid)
            faults.Add($"{path}.psid", $"the page already sees this person as {psid}");
        else
            Put(contact);
    }

    private void Put(ContactRecord contact)
    {
        contacts[new ThreadKey(contact.Page, contact.Psid)] = contact;
        psids[(contact.Person, contact.Page, contact.Channel)] = contact.Psid;
    }

    private bool IsFree(string kind, long id, bool known, string path)
    {
        var fault = !named.Add((kind, id)) ? "stands twice" : !known && Taken(id) ? "is taken by something else" : null;
        if (fault is not null) faults.Add($"{path}.id", $"the id {id} {fault}");
        return fault is null;
    }

    private void CheckTokens()
    {
        var seen = new HashSet<string>(apps.Values.Select(Tokens.App), StringComparer.Ordinal);
        foreach (var install in installs.Values)
        {
            foreach (var token in (ReadOnlySpan<string?>)[install.Token, install.InstagramToken])
            {
                if (token is not null && !seen.Add(token))
                    faults.Add("pages", $"the token of app {install.App} on page {install.Page} is another one's too");
            }
        }
    }

    private bool Taken(long id) =>
        apps.ContainsKey(id) || pages.ContainsKey(id) || pages.Values.Any(page => page.InstagramId == id);
}
