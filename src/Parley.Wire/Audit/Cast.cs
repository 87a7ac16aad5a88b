using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>One page of the log.</summary>
internal sealed class AuditedPage(PageId id, int number)
{
    private (PageFacts Page, AppFacts? App, Standing Standing)? last;

    public PageId Id => id;

    /// <summary>A small number for it, for compact keys.</summary>
    public int Number => number;

    public Dated<PageFacts> Facts { get; } = new(PageFacts.Unknown);

    /// <summary>What the kernel is told; the same object as long as nothing changes.</summary>
    public Standing StandingOf(PageFacts page, AppFacts? app, Mode mode)
    {
        if (last is { } known && ReferenceEquals(known.Page, page) && ReferenceEquals(known.App, app))
            return known.Standing;
        var standing = page.With(app, mode);
        last = (page, app, standing);
        return standing;
    }
}

/// <summary>The pages, apps and names that lines speak of.</summary>
internal sealed class Cast
{
    private readonly Dictionary<long, AuditedPage> pages = [];
    private readonly Dictionary<long, long> pageOfInstagram = [];
    private readonly Dictionary<string, Dated<AppFacts>> apps = [];
    private readonly Dictionary<string, long> named = [];
    private AuditedPage? lastPage;

    /// <summary>A page, known or not.</summary>
    public AuditedPage Page(PageId id)
    {
        if (lastPage?.Id == id) return lastPage;
        if (!pages.TryGetValue(id.Value, out var page)) pages[id.Value] = page = new AuditedPage(id, pages.Count);
        return lastPage = page;
    }

    /// <summary>An Instagram account belongs to a page.</summary>
    public void Link(long instagram, PageId page) => pageOfInstagram[instagram] = page.Value;

    /// <summary>The page of an Instagram account; the account itself if no line names its page.</summary>
    public AuditedPage PageOfInstagram(long instagram) =>
        Page(new PageId(pageOfInstagram.GetValueOrDefault(instagram, instagram)));

    /// <summary>Whether a page, or a page's Instagram account, has this id.</summary>
    public bool IsPage(long id) => pages.ContainsKey(id) || pageOfInstagram.ContainsKey(id);

    /// <summary>An app, known or not.</summary>
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
    public bool OwesAnswers(PageFacts page, Moment now)
    {
        if (apps.Count == 0) return false;
        if (page.Apps.IsDefault) return AppOf(page, null, now) is { OwesAnswers: true };
        foreach (var id in page.Apps)
        {
            if (apps.GetValueOrDefault(id)?.At(now) is { OwesAnswers: true }) return true;
        }

        return false;
    }

    /// <summary>A number for somebody who is known by a name that is no id, as a checkbox reference.</summary>
    /// <remarks>Negative, so that it is nobody's id.</remarks>
    public long Named(string name)
    {
        if (!named.TryGetValue(name, out var number)) named[name] = number = -1 - named.Count;
        return number;
    }
}
