using System.Collections.Immutable;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.World;

/// <summary>
/// Apps, pages, installs and subscriptions, in memory: reads take no lock. A change is written down first and shown
/// afterwards; changes are made one at a time.
/// </summary>
/// <param name="store">Where the world is written down.</param>
/// <param name="mint">Makes ids.</param>
/// <param name="options">The server's edition and mode, for pages that name none.</param>
internal sealed class WorldDirectory(IWorldStore store, IdMint mint, ServerOptions options) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    private volatile WorldView view = WorldView.Of(store.Load());

    /// <summary>
    /// Raised before a change shows, on the thread that makes it: what was committed before belongs to the old world.
    /// </summary>
    public event Action? Changing;

    /// <summary>Raised after a change shows, on the thread that made it.</summary>
    public event Action? Changed;

    /// <summary>The editions, built with the server's readings.</summary>
    public EditionSet Editions { get; } =
        options.Readings == Readings.Usual ? EditionCatalogue.Usual : new EditionSet(options.Readings);

    /// <summary>All apps, by id.</summary>
    public IEnumerable<AppRecord> Apps => view.Apps.Values.OrderBy(app => app.Id);

    /// <summary>All pages, by id.</summary>
    public IEnumerable<PageRecord> Pages => view.Pages.Values.OrderBy(page => page.Id);

    /// <summary>All installs, by page and app.</summary>
    public IEnumerable<InstallRecord> Installs =>
        view.Installs.Values.OrderBy(install => install.Page).ThenBy(install => install.App);

    /// <summary>All subscriptions, by object and app.</summary>
    public ImmutableArray<SubscriptionRecord> Subscriptions => view.Subscriptions;

    /// <summary>An app, or null.</summary>
    public AppRecord? App(long app) => view.Apps.GetValueOrDefault(app);

    /// <summary>A page, or null.</summary>
    public PageRecord? Page(PageId page) => view.Pages.GetValueOrDefault(page);

    /// <summary>The page an Instagram account is linked to, or null.</summary>
    public PageRecord? PageOfInstagram(long account) => view.PagesByInstagram.GetValueOrDefault(account);

    /// <summary>An app's installation on a page, or null.</summary>
    public InstallRecord? Install(PageId page, long app) => view.Installs.GetValueOrDefault((page, app));

    /// <summary>All installations on a page, by app.</summary>
    public ImmutableArray<InstallRecord> InstallsOf(PageId page) => view.InstallsByPage.GetValueOrDefault(page, []);

    /// <summary>Who subscribed to an object, <c>page</c> or <c>instagram</c>; by app.</summary>
    public ImmutableArray<SubscriptionRecord> SubscriptionsOf(string @object) =>
        [.. view.Subscriptions.Where(one => one.Object == @object)];

    /// <summary>An app's subscription of an object, or null.</summary>
    public SubscriptionRecord? Subscription(long app, string @object)
    {
        foreach (var one in view.Subscriptions)
        {
            if (one.App == app && one.Object == @object) return one;
        }

        return null;
    }

    /// <summary>Who a token speaks for.</summary>
    public bool TryToken(string token, out TokenIdentity identity) => view.Tokens.TryGetValue(token, out identity);

    /// <summary>What the policy knows of a page and an app; the same object until the world changes.</summary>
    public Standing StandingOf(PageId page, long app)
    {
        var now = view;
        return now.Standings.TryGetValue((page, app), out var known)
            ? known
            : now.Standings.GetOrAdd((page, app), Judge(now, page, app));
    }

    /// <summary>The edition a page's sends are judged by at an instant.</summary>
    public Edition EditionOf(PageId page, Instant now) => Editions.Of(Page(page)?.Edition ?? options.Edition, now);

    /// <summary>Adds an app under an id made from its name.</summary>
    /// <param name="name">The app's name.</param>
    /// <param name="make">Makes the record, given the id.</param>
    public async Task<AppRecord> AddApp(string name, Func<long, AppRecord> make)
    {
        var added = default(AppRecord)!;
        await Change(
            () =>
            {
                added = make(mint.App(name, Taken));
                return store.Save(added);
            },
            now => now.With(added));
        return added;
    }

    /// <summary>Adds a page under an id made from its name.</summary>
    /// <param name="name">The page's name.</param>
    /// <param name="make">Makes the record, given the id.</param>
    public async Task<PageRecord> AddPage(string name, Func<long, PageRecord> make)
    {
        var added = default(PageRecord)!;
        await Change(
            () =>
            {
                added = make(mint.Page(name, Taken));
                return store.Save(added);
            },
            now => now.With(added));
        return added;
    }

    /// <summary>An id for a new Instagram account.</summary>
    public long NewInstagram(string username) => mint.Instagram(username, Taken);

    /// <summary>Adds or replaces an app.</summary>
    public Task Save(AppRecord app) => Change(() => store.Save(app), now => now.With(app));

    /// <summary>Adds or replaces a page.</summary>
    public Task Save(PageRecord page) => Change(() => store.Save(page), now => now.With(page));

    /// <summary>Adds or replaces an installation.</summary>
    public Task Save(InstallRecord install) => Change(() => store.Save(install), now => now.With(install));

    /// <summary>Adds or replaces an app's subscription of one object.</summary>
    public Task Save(SubscriptionRecord subscription) =>
        Change(() => store.Save(subscription), now => now.With(subscription));

    /// <summary>Removes an app's subscription of one object.</summary>
    public Task DeleteSubscription(long app, string @object) =>
        Change(() => store.DeleteSubscription(app, @object), now => now.WithoutSubscription(app, @object));

    /// <summary>Replaces everything at once, people and contacts too.</summary>
    public Task Replace(WorldData world, IReadOnlyList<PersonRecord> people, IReadOnlyList<ContactRecord> contacts) =>
        Change(() => store.Replace(world, people, contacts), _ => WorldView.Of(world));

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task Change(Func<Task> write, Func<WorldView, WorldView> show)
    {
        await turn.WaitAsync();
        try
        {
            await write();
            Changing?.Invoke();
            view = show(view);
        }
        finally
        {
            turn.Release();
        }

        Changed?.Invoke();
    }

    private bool Taken(long id) =>
        view.Apps.ContainsKey(id) || view.Pages.ContainsKey(new PageId(id)) || view.PagesByInstagram.ContainsKey(id);

    private Standing Judge(WorldView now, PageId page, long app)
    {
        var owner = now.Pages.GetValueOrDefault(page);
        var asking = now.Apps.GetValueOrDefault(app);
        var mode = (owner?.Mode ?? options.Mode) == "strict" ? Mode.Strict : Mode.Emulate;
        return Standings.Of(owner, asking, now.Installs.GetValueOrDefault((page, app)), mode);
    }
}
