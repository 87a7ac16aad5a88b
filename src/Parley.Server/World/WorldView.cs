using System.Collections.Concurrent;
using System.Collections.Immutable;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.World;

/// <summary>One state of the world, never changed once published: a change copies the tables it touches.</summary>
internal sealed class WorldView
{
    private WorldView()
    {
    }

    public static WorldView Empty { get; } = new();

    public Dictionary<long, AppRecord> Apps { get; private init; } = [];

    public Dictionary<PageId, PageRecord> Pages { get; private init; } = [];

    public Dictionary<long, PageRecord> PagesByInstagram { get; private init; } = [];

    public Dictionary<(PageId Page, long App), InstallRecord> Installs { get; private init; } = [];

    public Dictionary<PageId, ImmutableArray<InstallRecord>> InstallsByPage { get; private init; } = [];

    public ImmutableArray<SubscriptionRecord> Subscriptions { get; private init; } = [];

    public Dictionary<string, TokenIdentity> Tokens { get; private init; } = [];

    /// <summary>Made on demand from this state alone, so a new state begins with none.</summary>
    public ConcurrentDictionary<(PageId Page, long App), Standing> Standings { get; } = [];

    public static WorldView Of(WorldData data)
    {
        var view = new WorldView
        {
            Apps = data.Apps.ToDictionary(app => app.Id),
            Pages = data.Pages.ToDictionary(page => new PageId(page.Id)),
            PagesByInstagram = data.Pages.Where(page => page.InstagramId is not null)
                .ToDictionary(page => page.InstagramId!.Value),
            Installs = data.Installs.ToDictionary(KeyOf),
            InstallsByPage = data.Installs.GroupBy(install => new PageId(install.Page))
                .ToDictionary(group => group.Key, group => group.OrderBy(install => install.App).ToImmutableArray()),
            Subscriptions =
            [
                .. data.Subscriptions.OrderBy(one => one.Object, StringComparer.Ordinal).ThenBy(one => one.App),
            ],
        };
        foreach (var app in data.Apps) view.AddTokens(app);
        foreach (var install in data.Installs) view.AddTokens(install);
        return view;
    }

    public WorldView With(AppRecord app)
    {
        var next = new WorldView(this) { Apps = new(Apps) { [app.Id] = app }, Tokens = new(Tokens) };
        if (Apps.TryGetValue(app.Id, out var old)) next.Tokens.Remove(Ids.Tokens.App(old));
        next.AddTokens(app);
        return next;
    }

    public WorldView With(PageRecord page)
    {
        var id = new PageId(page.Id);
        var accounts = new Dictionary<long, PageRecord>(PagesByInstagram);
        if (Pages.TryGetValue(id, out var old) && old.InstagramId is { } left) accounts.Remove(left);
        if (page.InstagramId is { } account) accounts[account] = page;
        return new WorldView(this) { Pages = new(Pages) { [id] = page }, PagesByInstagram = accounts };
    }

    public WorldView With(InstallRecord install)
    {
        var key = KeyOf(install);
        var others = InstallsByPage.GetValueOrDefault(key.Page, []).RemoveAll(one => one.App == install.App);
        var next = new WorldView(this)
        {
            Installs = new(Installs) { [key] = install },
            InstallsByPage = new(InstallsByPage) { [key.Page] = [.. others.Add(install).OrderBy(one => one.App)] },
            Tokens = new(Tokens),
        };
        if (Installs.TryGetValue(key, out var old)) next.RemoveTokens(old);
        next.AddTokens(install);
        return next;
    }

    public WorldView With(SubscriptionRecord subscription) => new(this)
    {
        Subscriptions = [.. Without(subscription.App, subscription.Object).Add(subscription)
            .OrderBy(one => one.Object, StringComparer.Ordinal).ThenBy(one => one.App)],
    };

    public WorldView WithoutSubscription(long app, string @object) =>
        new(this) { Subscriptions = Without(app, @object) };

    private WorldView(WorldView other)
    {
        Apps = other.Apps;
        Pages = other.Pages;
        PagesByInstagram = other.PagesByInstagram;
        Installs = other.Installs;
        InstallsByPage = other.InstallsByPage;
        Subscriptions = other.Subscriptions;
        Tokens = other.Tokens;
    }

    private static (PageId Page, long App) KeyOf(InstallRecord install) => (new PageId(install.Page), install.App);

    private ImmutableArray<SubscriptionRecord> Without(long app, string @object) =>
        Subscriptions.RemoveAll(one => one.App == app && one.Object == @object);

    private void AddTokens(AppRecord app) =>
        Tokens[Ids.Tokens.App(app)] = new TokenIdentity(TokenKind.App, app.Id, default);

    private void AddTokens(InstallRecord install)
    {
        var page = new PageId(install.Page);
        Tokens[install.Token] = new TokenIdentity(TokenKind.Page, install.App, page);
        if (install.InstagramToken is { } token)
            Tokens[token] = new TokenIdentity(TokenKind.Instagram, install.App, page);
    }

    private void RemoveTokens(InstallRecord install)
    {
        Tokens.Remove(install.Token);
        if (install.InstagramToken is { } token) Tokens.Remove(token);
    }
}
