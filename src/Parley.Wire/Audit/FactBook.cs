using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>What the lines taken in so far say of pages and apps, at any moment.</summary>
internal sealed class FactBook
{
    private readonly List<PageEntry> pages = [];
    private readonly Dictionary<string, Dated<AppFacts>> apps = [];

    /// <summary>What is known of a page.</summary>
    public Dated<PageFacts> Of(AuditedPage page) => EntryOf(page).Facts;

    /// <summary>What is known of an app.</summary>
    public Dated<AppFacts> App(string id)
    {
        if (!apps.TryGetValue(id, out var app)) apps[id] = app = new Dated<AppFacts>(AppFacts.Unknown);
        return app;
    }

    /// <summary>The app a send names; else the page's only one; else none.</summary>
    public AppFacts? AppOf(PageFacts page, string? named, Moment now)
    {
        if (named is not null) return apps.GetValueOrDefault(named)?.At(now);
        if (!page.Apps.IsDefault) return page.Apps is [var only] ? apps.GetValueOrDefault(only)?.At(now) : null;
        return apps.Count == 1 ? apps.Values.First().At(now) : null;
    }

    /// <summary>Whether an app on the page was declared to answer every input.</summary>
    public bool OwesAnswers(AuditedPage page, Moment now)
    {
        if (apps.Count == 0) return false;
        var facts = Of(page).At(now);
        if (facts.Apps.IsDefault) return AppOf(facts, null, now) is { OwesAnswers: true };
        foreach (var id in facts.Apps)
        {
            if (apps.GetValueOrDefault(id)?.At(now) is { OwesAnswers: true }) return true;
        }

        return false;
    }

    /// <summary>What the kernel is told; the same object as long as nothing changes.</summary>
    public Standing StandingOf(AuditedPage page, PageFacts facts, AppFacts? app, Mode mode)
    {
        var entry = EntryOf(page);
        if (entry.Last is { } known && ReferenceEquals(known.Page, facts) && ReferenceEquals(known.App, app))
            return known.Standing;
        var standing = facts.With(app, mode);
        entry.Last = (facts, app, standing);
        return standing;
    }

    private PageEntry EntryOf(AuditedPage page)
    {
        while (pages.Count <= page.Number) pages.Add(new PageEntry());
        return pages[page.Number];
    }

    private sealed class PageEntry
    {
        public Dated<PageFacts> Facts { get; } = new(PageFacts.Unknown);

        public (PageFacts Page, AppFacts? App, Standing Standing)? Last { get; set; }
    }
}
