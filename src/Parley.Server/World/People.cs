using Parley.Policy;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.World;

/// <summary>
/// Simulated humans, and under which id each page sees them. Read from the store, for there may be millions.
/// </summary>
/// <param name="store">Where they are written down.</param>
/// <param name="mint">Makes the ids.</param>
internal sealed class People(IWorldStore store, IdMint mint) : IDisposable
{
    private const int Stripes = 64;

    private readonly SemaphoreSlim[] turns =
        [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>A person by our own id, or null.</summary>
    public PersonRecord? Find(long person) => store.FindPerson(person);

    /// <summary>Who is behind an id a page knows, or null.</summary>
    public ContactRecord? Find(ThreadKey thread) => store.FindContact(thread);

    /// <summary>The id under which a page already sees a person, or null.</summary>
    public ContactRecord? Find(long person, PageId page, Channel channel) => store.FindContact(person, page, channel);

    /// <summary>Under which ids pages see a person: by page, then channel.</summary>
    public IReadOnlyList<ContactRecord> ContactsOf(long person) => store.ContactsOf(person);

    /// <summary>People by id above <paramref name="after"/>, ascending.</summary>
    public IReadOnlyList<PersonRecord> List(long after, int most) => store.ListPeople(after, most);

    /// <summary>Adds or replaces a person.</summary>
    public Task Save(PersonRecord person) => store.Save(person);

    /// <summary>Adds a new person under an id made from their name.</summary>
    /// <param name="person">The person; its id is replaced.</param>
    public async Task<PersonRecord> Add(PersonRecord person)
    {
        var turn = TurnOf(person.Name.GetHashCode(StringComparison.Ordinal));
        await turn.WaitAsync();
        try
        {
            var added = person with { Id = mint.Person(person.Name, id => store.FindPerson(id) is not null) };
            await store.Save(added);
            return added;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// The contact of a person and a page on a channel, made if there is none: a page's PSID never changes.
    /// </summary>
    public async Task<ContactRecord> ContactAt(long person, PageId page, Channel channel)
    {
        if (store.FindContact(person, page, channel) is { } known) return known;
        var turn = TurnOf(HashCode.Combine(person, page, channel));
        await turn.WaitAsync();
        try
        {
            if (store.FindContact(person, page, channel) is { } made) return made;
            var psid = mint.Contact(
                person, page, channel, id => store.FindContact(new ThreadKey(page, id)) is not null);
            var contact = new ContactRecord(person, page, channel, psid);
            await store.Save(contact);
            return contact;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Remembers a contact made elsewhere, as in a world file.</summary>
    public Task Save(ContactRecord contact) => store.Save(contact);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var turn in turns) turn.Dispose();
    }

    private SemaphoreSlim TurnOf(int hash) => turns[(uint)hash % Stripes];
}
