using System.Globalization;
using Parley.Policy;

namespace Parley.Storage.InMemory;

internal sealed class InMemoryDocuments(InMemoryJournal journal) : IDocumentStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(PageId Page, DocumentKind Kind), Shelf> shelves = [];

    public DocumentRecord? Find(PageId page, DocumentKind kind, string key)
    {
        lock (gate) return shelves.GetValueOrDefault((page, kind))?.Find(key);
    }

    public IReadOnlyList<DocumentRecord> List(PageId page, DocumentKind kind, string after, int most)
    {
        lock (gate) return shelves.TryGetValue((page, kind), out var shelf) ? [.. shelf.Above(after).Take(most)] : [];
    }

    public Task Save(DocumentRecord document) => Change(() => Of(document.Page, document.Kind).Put(document));

    public async Task<DocumentAdding> Add(DocumentRecord document, int most)
    {
        var adding = DocumentAdding.Added;
        await Change(() =>
        {
            var shelf = Of(document.Page, document.Kind);
            adding = shelf.Find(document.Key) is not null ? DocumentAdding.KeyTaken
                : shelf.Count >= most ? DocumentAdding.TooMany
                : DocumentAdding.Added;
            if (adding is DocumentAdding.Added) shelf.Put(document);
        });
        return adding;
    }

    public async Task<string?> Change(PageId page, DocumentKind kind, string key, Func<string?, string?> change)
    {
        string? body = null;
        await Change(() =>
        {
            var shelf = Of(page, kind);
            body = change(shelf.Find(key)?.Body);
            if (body is null) shelf.Remove(key);
            else shelf.Put(new DocumentRecord(page, kind, key, body));
        });
        return body;
    }

    public async Task<bool> Delete(PageId page, DocumentKind kind, string key)
    {
        var deleted = false;
        await Change(() => deleted = Of(page, kind).Remove(key));
        return deleted;
    }

    public Task Replace(PageId page, IReadOnlyList<DocumentKind> kinds, IReadOnlyList<DocumentRecord> documents) =>
        Change(() =>
        {
            foreach (var kind in kinds) shelves.Remove((page, kind));
            foreach (var document in documents) Of(document.Page, document.Kind).Put(document);
        });

    /// <summary>The world was replaced: documents of pages and people that are gone go too. Within a change.</summary>
    public void Prune(Func<long, bool> pageIsThere, Func<ThreadKey, bool> personIsThere)
    {
        lock (gate)
        {
            foreach (var (page, kind) in shelves.Keys.ToList())
            {
                if (!pageIsThere(page.Value)) shelves.Remove((page, kind));
                else if (kind is DocumentKind.PersonSettings)
                    shelves[(page, kind)].RemoveUnless(document => personIsThere(PersonOf(document)));
            }
        }
    }

    private static ThreadKey PersonOf(DocumentRecord document) =>
        new(document.Page, new Psid(long.Parse(document.Key, CultureInfo.InvariantCulture)));

    private Shelf Of(PageId page, DocumentKind kind)
    {
        if (!shelves.TryGetValue((page, kind), out var shelf)) shelves.Add((page, kind), shelf = new Shelf());
        return shelf;
    }

    private Task Change(Action change) => journal.Change(() =>
    {
        lock (gate) change();
    });

    /// <summary>Documents of one page and kind, found by key and walked in the order of keys.</summary>
    private sealed class Shelf
    {
        // Keys are ASCII: nothing sorts behind this.
        private const string End = "\uffff";

        private readonly Dictionary<string, DocumentRecord> byKey = [];
        private readonly SortedSet<string> keys = new(StringComparer.Ordinal);

        public int Count => byKey.Count;

        public DocumentRecord? Find(string key) => byKey.GetValueOrDefault(key);

        public IEnumerable<DocumentRecord> Above(string after) =>
            keys.GetViewBetween(after + "\0", End).Select(key => byKey[key]);

        public void Put(DocumentRecord document)
        {
            byKey[document.Key] = document;
            keys.Add(document.Key);
        }

        public bool Remove(string key) => byKey.Remove(key) && keys.Remove(key);

        public void RemoveUnless(Func<DocumentRecord, bool> stays)
        {
            foreach (var document in byKey.Values.Where(document => !stays(document)).ToList()) Remove(document.Key);
        }
    }
}
