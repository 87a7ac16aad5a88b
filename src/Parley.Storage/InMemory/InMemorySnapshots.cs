using System.Runtime.InteropServices;
using Parley.Policy;

namespace Parley.Storage.InMemory;

internal sealed class InMemorySnapshots : ISnapshots
{
    private readonly Lock gate = new();
    private readonly Dictionary<ThreadKey, ThreadSnapshot> threads = [];
    private readonly SortedSet<(long Person, long Page)> byPerson = [];
    private readonly SortedSet<(long ClosesAt, long Person, long Page)> byClosing = [];
    private readonly Dictionary<int, long> positions = [];

    public long Position(int stream)
    {
        lock (gate) return positions.GetValueOrDefault(stream);
    }

    public ThreadSnapshot? Load(ThreadKey thread)
    {
        lock (gate) return threads.GetValueOrDefault(thread);
    }

    public void Save(IReadOnlyList<ThreadSnapshot> snapshots, IReadOnlyList<StreamPosition> positions)
    {
        lock (gate)
        {
            foreach (var snapshot in snapshots) Put(snapshot);
            foreach (var position in positions) this.positions[position.Stream] = position.Seq;
        }
    }

    public IReadOnlyList<ThreadSnapshot> List(PageId page, Psid after, int most)
    {
        lock (gate)
        {
            return
            [
                .. Beyond((after.Value, long.MaxValue))
                    .Where(thread => thread.Page == page)
                    .Take(most)
                    .Select(thread => threads[thread]),
            ];
        }
    }

    public IReadOnlyList<ThreadSnapshot> ListAll(ThreadKey after, int most)
    {
        lock (gate)
            return [.. Beyond((after.Person.Value, after.Page.Value)).Take(most).Select(thread => threads[thread])];
    }

    public Moment NextClosing(Moment after)
    {
        if (after.Milliseconds == long.MaxValue) return Moment.Never;
        lock (gate)
        {
            var later = byClosing.GetViewBetween(
                (after.Milliseconds + 1, long.MinValue, long.MinValue), (long.MaxValue, long.MaxValue, long.MaxValue));
            return later.Count == 0 ? Moment.Never : new Moment(later.Min.ClosesAt);
        }
    }

    public IReadOnlyList<ThreadSnapshot> ClosedBy(Moment moment, int most)
    {
        lock (gate)
        {
            return
            [
                .. byClosing
                    .TakeWhile(entry => entry.ClosesAt <= moment.Milliseconds)
                    .Take(most)
                    .Select(entry => threads[new ThreadKey(new PageId(entry.Page), new Psid(entry.Person))]),
            ];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            threads.Clear();
            byPerson.Clear();
            byClosing.Clear();
            positions.Clear();
        }
    }

    private IEnumerable<ThreadKey> Beyond((long Person, long Page) after) => byPerson
        .GetViewBetween(after, (long.MaxValue, long.MaxValue))
        .Where(key => key != after)
        .Select(key => new ThreadKey(new PageId(key.Page), new Psid(key.Person)));

    private void Put(ThreadSnapshot snapshot)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(threads, snapshot.Thread, out var known);
        var (page, person) = (snapshot.Thread.Page.Value, snapshot.Thread.Person.Value);
        if (!known) byPerson.Add((person, page));
        if (known && slot!.ClosesAt.Happened) byClosing.Remove((slot.ClosesAt.Milliseconds, person, page));
        if (snapshot.ClosesAt.Happened) byClosing.Add((snapshot.ClosesAt.Milliseconds, person, page));
        slot = snapshot;
    }
}
