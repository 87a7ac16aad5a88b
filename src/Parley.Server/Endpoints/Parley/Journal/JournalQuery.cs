using Microsoft.AspNetCore.Http;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>Which rows of the journal are asked for.</summary>
/// <param name="Page">Of this page, or null.</param>
/// <param name="Person">Of this person's thread with the page, or null.</param>
/// <param name="Kinds">Of these kinds; empty = all.</param>
internal sealed record JournalQuery(PageId? Page, Psid? Person, IReadOnlyCollection<EventKind> Kinds)
{
    /// <summary>The thread asked for, where one is.</summary>
    public ThreadKey? Thread => Page is { } page && Person is { } person ? new ThreadKey(page, person) : null;

    /// <summary>
    /// Reads <c>page</c>, <c>thread</c> (a PSID beside <c>page</c>, or <c>page/psid</c>) and <c>kind</c> (one or
    /// several, separated by commas).
    /// </summary>
    public static JournalQuery Read(IQueryCollection query, Faults faults)
    {
        var page = Paging.Id(query["page"], "page", faults);
        long? person = null;
        if ((string?)query["thread"] is { } thread)
        {
            var cut = thread.IndexOf('/', StringComparison.Ordinal);
            if (cut >= 0) page = Paging.Id(thread[..cut], "thread", faults);
            person = Paging.Id(thread[(cut + 1)..], "thread", faults);
            if (page is null && cut < 0)
                faults.Add("thread", "needs the `page` beside it, or in front of it as page/psid");
        }

        return new JournalQuery(
            page is { } pageId ? new PageId(pageId) : null,
            person is { } psid ? new Psid(psid) : null,
            ReadKinds(query["kind"], faults));
    }

    /// <summary>Whether a row is asked for.</summary>
    public bool Wants(StoredEvent row) =>
        (Page is not { } page || row.Thread.Page == page)
        && (Person is not { } person || row.Thread.Person == person)
        && (Kinds.Count == 0 || Kinds.Contains(row.Kind));

    private static string KnownKinds =>
        string.Join(", ", JournalRow.Kinds.OrderBy(one => one.Value).Select(one => one.Key));

    private static HashSet<EventKind> ReadKinds(string? text, Faults faults)
    {
        var kinds = new HashSet<EventKind>();
        if (text is null) return kinds;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (JournalRow.Kinds.TryGetValue(name, out var kind)) kinds.Add(kind);
            else faults.Add("kind", $"must be one or several of {KnownKinds}");
        }

        return kinds;
    }
}
