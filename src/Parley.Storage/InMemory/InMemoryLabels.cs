using Parley.Policy;

namespace Parley.Storage.InMemory;

internal sealed class InMemoryLabels(InMemoryJournal journal) : ILabelStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, LabelRecord> labels = [];
    private readonly Dictionary<ThreadKey, SortedSet<long>> carried = [];

    public LabelRecord? Find(long label)
    {
        lock (gate) return labels.GetValueOrDefault(label);
    }

    public IReadOnlyList<LabelRecord> OfPage(PageId page, long after, int most)
    {
        lock (gate) return [.. Of(page).Where(label => label.Id > after).Take(most)];
    }

    public IReadOnlyList<LabelRecord> OfPerson(ThreadKey thread, long after, int most)
    {
        lock (gate)
        {
            return carried.TryGetValue(thread, out var ids)
                ? [.. ids.Where(id => id > after).Take(most).Select(id => labels[id])]
                : [];
        }
    }

    public async Task<LabelAdding> Add(LabelRecord label, int most)
    {
        var adding = LabelAdding.Added;
        await Change(() =>
        {
            adding = Of(label.Page).Any(one => one.Key == label.Key) ? LabelAdding.NameTaken
                : Of(label.Page).Count() >= most ? LabelAdding.TooMany
                : LabelAdding.Added;
            if (adding is LabelAdding.Added) labels.Add(label.Id, label);
        });
        return adding;
    }

    public Task Delete(LabelRecord label) => Change(() =>
    {
        labels.Remove(label.Id);
        foreach (var ids in carried.Values) ids.Remove(label.Id);
    });

    public async Task<bool> Put(LabelRecord label, Psid person)
    {
        var changed = false;
        await Change(() => changed = labels.ContainsKey(label.Id) && Of(label, person).Add(label.Id));
        return changed;
    }

    public async Task<bool> TakeOff(LabelRecord label, Psid person)
    {
        var changed = false;
        await Change(() => changed = Of(label, person).Remove(label.Id));
        return changed;
    }

    /// <summary>The world was replaced: labels of pages and people that are gone go too. Within a change.</summary>
    public void Prune(Func<long, bool> pageIsThere, Func<ThreadKey, bool> personIsThere)
    {
        lock (gate)
        {
            foreach (var label in labels.Values.Where(label => !pageIsThere(label.Page.Value)).ToList())
                labels.Remove(label.Id);
            foreach (var thread in carried.Keys.Where(thread => !personIsThere(thread)).ToList())
                carried.Remove(thread);
        }
    }

    private IEnumerable<LabelRecord> Of(PageId page) => labels.Values.Where(label => label.Page == page);

    private SortedSet<long> Of(LabelRecord label, Psid person)
    {
        var thread = new ThreadKey(label.Page, person);
        if (!carried.TryGetValue(thread, out var ids)) carried.Add(thread, ids = []);
        return ids;
    }

    private Task Change(Action change) => journal.Change(() =>
    {
        lock (gate) change();
    });
}
