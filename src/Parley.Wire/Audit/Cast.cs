using Parley.Policy;

namespace Parley.Wire.Audit;

/// <summary>One page of the log: who it is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">A small number for it, for compact keys.</param>
internal sealed record AuditedPage(PageId Id, int Number);

/// <summary>The pages and names that lines speak of, as far as the log is read.</summary>
internal sealed class Cast
{
    private const int MostTexts = 16_384;

    private readonly Dictionary<long, AuditedPage> pages = [];
    private readonly Dictionary<long, long> pageOfInstagram = [];
    private readonly Dictionary<string, long> named = [];
    private readonly HashSet<string> texts = [];
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

    /// <summary>The same text, once for many: posts and countries come again and again.</summary>
    public string? Shared(string? text)
    {
        if (text is null) return null;
        if (texts.TryGetValue(text, out var known)) return known;
        if (texts.Count >= MostTexts) texts.Clear();
        texts.Add(text);
        return text;
    }

    /// <summary>A number for somebody who is known by a name that is no id, as a checkbox reference.</summary>
    /// <remarks>Negative, so that it is nobody's id.</remarks>
    public long Named(string name)
    {
        if (!named.TryGetValue(name, out var number)) named[name] = number = -1 - named.Count;
        return number;
    }
}
