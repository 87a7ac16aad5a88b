using Parley.Policy;

namespace Parley.Storage.InMemory;

internal sealed class InMemoryWorld(InMemoryJournal journal, InMemoryLabels labels, InMemoryDocuments documents)
    : IWorldStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, AppRecord> apps = [];
    private readonly SortedDictionary<long, PageRecord> pages = [];
    private readonly SortedDictionary<(long Page, long App), InstallRecord> installs = [];
    private readonly SortedDictionary<(long App, string Object), SubscriptionRecord> subscriptions = [];
    private readonly Dictionary<long, PersonRecord> people = [];
    private readonly SortedSet<long> peopleInOrder = [];
    private readonly Dictionary<ThreadKey, ContactRecord> contacts = [];
    private readonly Dictionary<long, SortedList<(long Page, Channel Channel), ContactRecord>> contactsByPerson = [];
    private readonly Dictionary<string, string> settings = [];

    public WorldData Load()
    {
        lock (gate)
            return new WorldData([.. apps.Values], [.. pages.Values], [.. installs.Values], [.. subscriptions.Values]);
    }

    public Task Save(AppRecord app) => Change(() => Put(app));

    public Task Save(PageRecord page) => Change(() => Put(page));

    public Task Save(InstallRecord install) => Change(() => Put(install));

    public Task Save(SubscriptionRecord subscription) => Change(() => Put(subscription));

    public Task DeleteSubscription(long app, string @object) => Change(() => subscriptions.Remove((app, @object)));

    public Task Save(PersonRecord person) => Change(() => Put(person));

    public PersonRecord? FindPerson(long person)
    {
        lock (gate) return people.GetValueOrDefault(person);
    }

    public IReadOnlyList<PersonRecord> ListPeople(long after, int most)
    {
        if (after == long.MaxValue) return [];
        lock (gate)
            return [.. peopleInOrder.GetViewBetween(after + 1, long.MaxValue).Take(most).Select(id => people[id])];
    }

    public Task Save(ContactRecord contact) => Change(() => Put(contact));

    public ContactRecord? FindContact(ThreadKey thread)
    {
        lock (gate) return contacts.GetValueOrDefault(thread);
    }

    public ContactRecord? FindContact(long person, PageId page, Channel channel)
    {
        lock (gate) return contactsByPerson.GetValueOrDefault(person)?.GetValueOrDefault((page.Value, channel));
    }

    public IReadOnlyList<ContactRecord> ContactsOf(long person)
    {
        lock (gate) return contactsByPerson.TryGetValue(person, out var known) ? [.. known.Values] : [];
    }

    public string? Setting(string name)
    {
        lock (gate) return settings.GetValueOrDefault(name);
    }

    public Task SaveSetting(string name, string value) => Change(() => settings[name] = value);

    public Task Replace(
        WorldData world, IReadOnlyList<PersonRecord> people, IReadOnlyList<ContactRecord> contacts) =>
        Change(() =>
        {
            Clear();
            foreach (var app in world.Apps) Put(app);
            foreach (var page in world.Pages) Put(page);
            foreach (var install in world.Installs) Put(install);
            foreach (var subscription in world.Subscriptions) Put(subscription);
            foreach (var person in people) Put(person);
            foreach (var contact in contacts) Put(contact);
            labels.Prune(pages.ContainsKey, this.contacts.ContainsKey);
            documents.Prune(pages.ContainsKey, this.contacts.ContainsKey);
        });

    private Task Change(Action change) => journal.Change(() =>
    {
        lock (gate) change();
    });

    private void Put(AppRecord app) => apps[app.Id] = app;

    private void Put(PageRecord page) => pages[page.Id] = page;

    private void Put(InstallRecord install) => installs[(install.Page, install.App)] = install;

    private void Put(SubscriptionRecord subscription) =>
        subscriptions[(subscription.App, subscription.Object)] = subscription;

    private void Put(PersonRecord person)
    {
        people[person.Id] = person;
        peopleInOrder.Add(person.Id);
    }

    // One id per person, page and channel, and one person per id: whatever stood in the way is replaced.
    private void Put(ContactRecord contact)
    {
        var thread = new ThreadKey(contact.Page, contact.Psid);
        if (contacts.Remove(thread, out var former))
            contactsByPerson[former.Person].Remove((former.Page.Value, former.Channel));
        if (!contactsByPerson.TryGetValue(contact.Person, out var known))
            contactsByPerson.Add(contact.Person, known = []);
        if (known.Remove((contact.Page.Value, contact.Channel), out var formerId))
            contacts.Remove(new ThreadKey(formerId.Page, formerId.Psid));
        contacts[thread] = contact;
        known[(contact.Page.Value, contact.Channel)] = contact;
    }

    private void Clear()
    {
        apps.Clear();
        pages.Clear();
        installs.Clear();
        subscriptions.Clear();
        people.Clear();
        peopleInOrder.Clear();
        contacts.Clear();
        contactsByPerson.Clear();
    }
}
