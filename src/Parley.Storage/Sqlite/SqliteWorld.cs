using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Parley.Policy;

namespace Parley.Storage.Sqlite;

/// <summary>
/// The world's tables. Writes join the journal's commits, so a page and its first message share an order.
/// </summary>
internal sealed class SqliteWorld(CommitQueue queue, ReadPool pool) : IWorldStore
{
    private const string PutApp = "INSERT OR REPLACE INTO apps (id, body) VALUES (@Id, @Body)";
    private const string PutPage = "INSERT OR REPLACE INTO pages (id, body) VALUES (@Id, @Body)";
    private const string PutInstall = "INSERT OR REPLACE INTO installs (page, app, body) VALUES (@Page, @App, @Body)";
    private const string PutPerson = "INSERT OR REPLACE INTO people (id, body) VALUES (@Id, @Body)";

    private const string PutSubscription =
        "INSERT OR REPLACE INTO subscriptions (app, object, body) VALUES (@App, @Object, @Body)";

    // One id per person, page and channel, and one person per id: whatever stood in the way is replaced.
    private const string PutContact =
        "INSERT OR REPLACE INTO contacts (page, psid, channel, person) VALUES (@Page, @Psid, @Channel, @Person)";

    public WorldData Load() => pool.Read(session => new WorldData(
        All(session, "SELECT body FROM apps ORDER BY id", StoredJson.Default.AppRecord),
        All(session, "SELECT body FROM pages ORDER BY id", StoredJson.Default.PageRecord),
        All(session, "SELECT body FROM installs ORDER BY page, app", StoredJson.Default.InstallRecord),
        All(session, "SELECT body FROM subscriptions ORDER BY app, object", StoredJson.Default.SubscriptionRecord)));

    public Task Save(AppRecord app) => Write(PutApp, Row(app));

    public Task Save(PageRecord page) => Write(PutPage, Row(page));

    public Task Save(InstallRecord install) => Write(PutInstall, Row(install));

    public Task Save(SubscriptionRecord subscription) => Write(PutSubscription, Row(subscription));

    public Task DeleteSubscription(long app, string @object) =>
        Write("DELETE FROM subscriptions WHERE app = @app AND object = @object", new { app, @object });

    public Task Save(PersonRecord person) => Write(PutPerson, Row(person));

    public PersonRecord? FindPerson(long person) => pool.Read(session =>
        session.Connection.QuerySingleOrDefault<string>("SELECT body FROM people WHERE id = @person", new { person })
            is { } body
            ? JsonSerializer.Deserialize(body, StoredJson.Default.PersonRecord)
            : null);

    public IReadOnlyList<PersonRecord> ListPeople(long after, int most) => pool.Read(session => All(
        session,
        "SELECT body FROM people WHERE id > @after ORDER BY id LIMIT @most",
        StoredJson.Default.PersonRecord,
        new { after, most }));

    public Task Save(ContactRecord contact) => Write(PutContact, Row(contact));

    public ContactRecord? FindContact(ThreadKey thread) => Contacts(
        "page = @page AND psid = @psid",
        new { page = thread.Page.Value, psid = thread.Person.Value }).FirstOrDefault();

    public ContactRecord? FindContact(long person, PageId page, Channel channel) => Contacts(
        "person = @person AND page = @page AND channel = @channel",
        new { person, page = page.Value, channel = (long)channel }).FirstOrDefault();

    public IReadOnlyList<ContactRecord> ContactsOf(long person) => Contacts("person = @person", new { person });

    public string? Setting(string name) => pool.Read(session =>
        session.Connection.QuerySingleOrDefault<string>("SELECT value FROM settings WHERE name = @name", new { name }));

    public Task SaveSetting(string name, string value) =>
        Write("INSERT OR REPLACE INTO settings (name, value) VALUES (@name, @value)", new { name, value });

    public Task Replace(WorldData world, IReadOnlyList<PersonRecord> people, IReadOnlyList<ContactRecord> contacts)
    {
        // Serialized here and not in the writer: what cannot be written must not fail other people's rows.
        var apps = world.Apps.Select(Row).ToList();
        var pages = world.Pages.Select(Row).ToList();
        var installs = world.Installs.Select(Row).ToList();
        var subscriptions = world.Subscriptions.Select(Row).ToList();
        var peopleRows = people.Select(Row).ToList();
        var contactRows = contacts.Select(Row).ToList();
        return queue.Add(connection =>
        {
            foreach (var table in (string[])["apps", "pages", "installs", "subscriptions", "people", "contacts"])
                connection.Execute($"DELETE FROM {table}");
            connection.Execute(PutApp, apps);
            connection.Execute(PutPage, pages);
            connection.Execute(PutInstall, installs);
            connection.Execute(PutSubscription, subscriptions);
            connection.Execute(PutPerson, peopleRows);
            connection.Execute(PutContact, contactRows);
            SqliteLabels.Prune(connection);
            SqliteDocuments.Prune(connection);
        });
    }

    private Task Write(string sql, object row) => queue.Add(connection => connection.Execute(sql, row));

    private List<ContactRecord> Contacts(string which, object key) => pool.Read(session => session.Connection
        .Query<(long Person, long Page, long Channel, long Psid)>(
            $"SELECT person, page, channel, psid FROM contacts WHERE {which} ORDER BY person, page, channel", key)
        .Select(row => new ContactRecord(row.Person, new PageId(row.Page), (Channel)row.Channel, new Psid(row.Psid)))
        .ToList());

    private static ImmutableArray<T> All<T>(
        SqliteSession session, string sql, JsonTypeInfo<T> shape, object? key = null) =>
        [.. session.Connection.Query<string>(sql, key).Select(body => JsonSerializer.Deserialize(body, shape)!)];

    private static object Row(AppRecord app) =>
        new { app.Id, Body = JsonSerializer.Serialize(app, StoredJson.Default.AppRecord) };

    private static object Row(PageRecord page) =>
        new { page.Id, Body = JsonSerializer.Serialize(page, StoredJson.Default.PageRecord) };

    private static object Row(InstallRecord install) =>
        new { install.Page, install.App, Body = JsonSerializer.Serialize(install, StoredJson.Default.InstallRecord) };

    private static object Row(SubscriptionRecord subscription) => new
    {
        subscription.App,
        subscription.Object,
        Body = JsonSerializer.Serialize(subscription, StoredJson.Default.SubscriptionRecord),
    };

    private static object Row(PersonRecord person) =>
        new { person.Id, Body = JsonSerializer.Serialize(person, StoredJson.Default.PersonRecord) };

    private static object Row(ContactRecord contact) => new
    {
        Page = contact.Page.Value,
        Psid = contact.Psid.Value,
        Channel = (long)contact.Channel,
        contact.Person,
    };
}
