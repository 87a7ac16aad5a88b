namespace Parley.Storage.InMemory;

internal sealed class InMemoryViolations : IViolationStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(JournalReader Reader, int Stream), long> positions = [];
    private readonly List<ViolationRecord> all = [];
    private readonly HashSet<(int Shard, long Seq, int Part)> known = [];

    public long? Position(JournalReader reader, int stream)
    {
        lock (gate) return positions.TryGetValue((reader, stream), out var seq) ? seq : null;
    }

    public void Save(JournalReader reader, IReadOnlyList<StreamPosition> positions)
    {
        lock (gate)
        {
            foreach (var position in positions) this.positions[(reader, position.Stream)] = position.Seq;
        }
    }

    public void Save(IReadOnlyList<ViolationRecord> violations, IReadOnlyList<StreamPosition> positions)
    {
        lock (gate)
        {
            all.AddRange(violations.Where(one => known.Add((one.Shard, one.Seq, one.Part))));
            Save(JournalReader.Violations, positions);
        }
    }

    public ViolationList List(ViolationFilter filter)
    {
        lock (gate)
        {
            var found = all
                .Select((violation, index) => (Number: index + 1L, Violation: violation))
                .Where(one => (filter.After is not { } after || one.Number < after) && Matches(one.Violation, filter))
                .Reverse()
                .Take(filter.Most + 1)
                .ToList();
            return new ViolationList(
                [.. found.Take(filter.Most).Select(one => one.Violation)],
                found.Count > filter.Most ? found[filter.Most - 1].Number : null);
        }
    }

    public IReadOnlyList<ViolationRecord> OfRow(int shard, long seq)
    {
        lock (gate) return [.. all.Where(one => one.Shard == shard && one.Seq == seq).OrderBy(one => one.Part)];
    }

    public long Count()
    {
        lock (gate) return all.Count;
    }

    public void Clear()
    {
        lock (gate)
        {
            all.Clear();
            known.Clear();
            foreach (var key in positions.Keys.Where(key => key.Reader is JournalReader.Violations).ToList())
                positions.Remove(key);
        }
    }

    private static bool Matches(ViolationRecord violation, ViolationFilter filter) =>
        (filter.Page is not { } page || violation.Thread.Page.Value == page)
        && (filter.Person is not { } person || violation.Thread.Person.Value == person)
        && (filter.Rule is not { } rule || violation.Finding.Rule == rule)
        && (filter.Level is not { } level || violation.Finding.Level == level);
}
