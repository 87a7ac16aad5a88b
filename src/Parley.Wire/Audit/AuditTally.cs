using System.Runtime.InteropServices;
using NodaTime;
using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>How many sends came to what.</summary>
public sealed record AuditCount
{
    /// <summary>Sends the wire took.</summary>
    public long Accepted { get; internal set; }

    /// <summary>Sends the wire refused.</summary>
    public long Refused { get; internal set; }

    /// <summary>Sends the rules call a violation, whether the wire took them or not.</summary>
    public long Violated { get; internal set; }

    /// <summary>All sends.</summary>
    public long Sends => Accepted + Refused;
}

/// <summary>
/// Counts the judgements of an audit by page, lane, reason, rule and day. Bounded by what there is to count.
/// </summary>
public sealed class AuditTally
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private readonly Dictionary<PageId, AuditCount> pages = [];
    private readonly Dictionary<string, AuditCount> lanes = [];
    private readonly Dictionary<int, AuditCount> days = [];
    private readonly Dictionary<string, long> reasons = [];
    private readonly Dictionary<string, long> violations = [];
    private readonly Dictionary<string, long> advice = [];

    /// <summary>All sends.</summary>
    public AuditCount All { get; } = new();

    /// <summary>Sends by page.</summary>
    public SortedDictionary<string, AuditCount> Pages => Sorted(pages, page => page.ToString(), StringComparer.Ordinal);

    /// <summary>Accepted sends by the lane that carried them.</summary>
    public SortedDictionary<string, AuditCount> Lanes => new(lanes, StringComparer.Ordinal);

    /// <summary>Refused sends by reason.</summary>
    public SortedDictionary<string, long> Reasons => new(reasons, StringComparer.Ordinal);

    /// <summary>Violations by rule.</summary>
    public SortedDictionary<string, long> Violations => new(violations, StringComparer.Ordinal);

    /// <summary>Advice by rule.</summary>
    public SortedDictionary<string, long> Advice => new(advice, StringComparer.Ordinal);

    /// <summary>Sends by day, in UTC.</summary>
    public SortedDictionary<LocalDate, AuditCount> Days =>
        Sorted(days, day => Epoch.PlusDays(day), Comparer<LocalDate>.Default);

    /// <summary>Other calls judged, and how many of them were refused.</summary>
    public (long Judged, long Refused) Calls { get; private set; }

    /// <summary>Sends judged with later events in sight: the log is too far out of order there.</summary>
    public long Uncertain { get; private set; }

    /// <summary>Whether no send was refused and none violates a rule.</summary>
    public bool Clean => All is { Refused: 0, Violated: 0 };

    /// <summary>Counts one more judgement.</summary>
    public void Add(AuditEntry entry)
    {
        foreach (var finding in entry.Decision.Outcome.Findings)
            Raise(finding.Level is FindingLevel.Violation ? violations : advice, finding.Rule);
        if (entry.Kind is EntryKind.Received) return;
        if (entry.Refused) Raise(reasons, entry.Reason!);
        if (entry.Kind is EntryKind.Called)
        {
            Calls = (Calls.Judged + 1, Calls.Refused + (entry.Refused ? 1 : 0));
            return;
        }

        if (entry.Uncertain) Uncertain++;
        Count(All, entry);
        Count(Of(pages, entry.Page), entry);
        Count(Of(days, (entry.At - NodaConstants.UnixEpoch).Days), entry);
        if (entry.Accepted) Count(Of(lanes, entry.Decision.Outcome.Lane ?? "sender_action"), entry);
    }

    private static void Count(AuditCount count, AuditEntry entry)
    {
        if (entry.Accepted) count.Accepted++;
        else count.Refused++;
        if (entry.Violates) count.Violated++;
    }

    private static AuditCount Of<T>(Dictionary<T, AuditCount> counts, T key)
        where T : notnull
    {
        if (!counts.TryGetValue(key, out var count)) counts[key] = count = new AuditCount();
        return count;
    }

    private static void Raise(Dictionary<string, long> counts, string key) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;

    private static SortedDictionary<TShown, AuditCount> Sorted<T, TShown>(
        Dictionary<T, AuditCount> counts, Func<T, TShown> shown, IComparer<TShown> order)
        where T : notnull
        where TShown : notnull
    {
        var sorted = new SortedDictionary<TShown, AuditCount>(order);
        foreach (var (key, count) in counts) sorted[shown(key)] = count;
        return sorted;
    }
}
