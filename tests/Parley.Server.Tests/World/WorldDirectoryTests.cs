using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.World;
using Parley.Storage;
using Parley.Storage.InMemory;

namespace Parley.Server.Tests.World;

public sealed class WorldDirectoryTests : IAsyncDisposable
{
    private static readonly PageId Page = new(100_000_000_000_001);
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 1, 0, 0);

    private readonly InMemoryStore store = new(new StoreOptions());

    [Fact]
    public async Task A_change_shows_when_it_is_on_disk_and_only_then()
    {
        var world = Open();
        var changes = 0;
        world.Changed += () => changes++;

        store.FailNextCommit();
        await Assert.ThrowsAsync<CommitFailedException>(() => world.Save(Bakery));
        var afterFailure = (world.Page(Page), changes);
        await world.Save(Bakery);

        Assert.Equal((null, 0), afterFailure);
        Assert.Equal(("Bakery", 1), (world.Page(Page)?.Name, changes));
        Assert.Equal("Bakery", Open().Page(Page)?.Name);
    }

    [Fact]
    public async Task A_token_tells_who_calls_until_it_is_replaced()
    {
        var world = Open();
        await world.Save(new AppRecord { Id = 5, Name = "Bot", Secret = "s" });
        await world.Save(Bakery);
        await world.Save(Installed("old", "ig"));
        await world.Save(Installed("new", null));

        Assert.True(world.TryToken("new", out var page));
        Assert.Equal(new TokenIdentity(TokenKind.Page, 5, Page), page);
        Assert.True(world.TryToken("5|s", out var app));
        Assert.Equal(TokenKind.App, app.Kind);
        Assert.False(world.TryToken("old", out _));
        Assert.False(world.TryToken("ig", out _));
        Assert.True(Open().TryToken("new", out _));
    }

    [Fact]
    public async Task An_apps_new_secret_ends_its_old_token()
    {
        var world = Open();
        await world.Save(new AppRecord { Id = 5, Name = "Bot", Secret = "s" });
        await world.Save(new AppRecord { Id = 5, Name = "Bot", Secret = "t" });

        Assert.False(world.TryToken("5|s", out _));
        Assert.True(world.TryToken("5|t", out _));
    }

    [Fact]
    public async Task A_standing_is_the_same_object_until_the_world_changes()
    {
        var world = Open();
        await world.Save(Bakery);
        await world.Save(new AppRecord { Id = 5, Name = "Bot", Secret = "s" });
        var before = world.StandingOf(Page, 5);
        Assert.Same(before, world.StandingOf(Page, 5));

        await world.Save(new AppRecord { Id = 5, Name = "Bot", Secret = "s", Features = ["human_agent"] });
        await world.Save(Bakery with { Mode = "strict", Country = "DE" });

        Assert.Equal((Mode.Emulate, false), (before.Mode, before.Has("human_agent")));
        var after = world.StandingOf(Page, 5);
        Assert.Equal((Mode.Strict, true), (after.Mode, after.Has("human_agent")));
        Assert.Equal((new Place("DE", null), true), (after.Place, after.Automated));
    }

    [Fact]
    public async Task A_page_without_an_edition_takes_the_servers()
    {
        var world = Open(new ServerOptions { Edition = EditionCatalogue.Auto });
        await world.Save(Bakery);
        var byClock = world.EditionOf(Page, Now);

        await world.Save(Bakery with { Edition = "2021-10-01" });

        Assert.Same(EditionCatalogue.InForce(Now), byClock);
        Assert.Equal("2021-10-01", world.EditionOf(Page, Now).Name);
        Assert.Same(EditionCatalogue.Default, Open().EditionOf(new PageId(9), Now));
    }

    [Fact]
    public async Task A_page_that_changes_its_account_is_not_found_by_the_old_one()
    {
        var world = Open();
        await world.Save(Bakery with { InstagramId = 17_841_000_000_000_001 });
        await world.Save(Bakery with { InstagramId = 17_841_000_000_000_002 });

        Assert.Null(world.PageOfInstagram(17_841_000_000_000_001));
        Assert.Equal(Page.Value, world.PageOfInstagram(17_841_000_000_000_002)?.Id);
    }

    [Fact]
    public async Task Subscriptions_are_replaced_and_removed_by_app_and_object()
    {
        var world = Open();
        await world.Save(new SubscriptionRecord { App = 5, Object = "page", CallbackUrl = "http://a/" });
        await world.Save(new SubscriptionRecord { App = 5, Object = "instagram", CallbackUrl = "http://b/" });
        await world.Save(new SubscriptionRecord { App = 5, Object = "page", CallbackUrl = "http://c/" });
        await world.DeleteSubscription(5, "instagram");

        Assert.Equal("http://c/", Assert.Single(world.SubscriptionsOf("page")).CallbackUrl);
        Assert.Empty(world.SubscriptionsOf("instagram"));
        Assert.Null(world.Subscription(5, "instagram"));
    }

    [Fact]
    public async Task Apps_of_one_name_added_at_once_get_ids_of_their_own()
    {
        var world = Open();

        var apps = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.AddApp(
            "Bot", id => new AppRecord { Id = id, Name = "Bot", Secret = "s" }))));

        Assert.Equal(20, apps.Select(app => app.Id).Distinct().Count());
        Assert.Equal(20, world.Apps.Count());
    }

    [Fact]
    public async Task A_page_sees_a_person_under_one_id_for_ever_and_another_page_under_another()
    {
        using var people = new People(store.World, new IdMint(new KeyRing(store)));
        var ann = await people.Add(new PersonRecord { Id = 0, Name = "Ann" });

        var seen = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () => people.ContactAt(ann.Id, Page, Channel.Messenger))));
        var elsewhere = await people.ContactAt(ann.Id, new PageId(2), Channel.Messenger);
        var instagram = await people.ContactAt(ann.Id, Page, Channel.Instagram);

        var psid = Assert.Single(seen.Select(contact => contact.Psid).Distinct());
        Assert.Equal(3, new[] { psid, elsewhere.Psid, instagram.Psid }.Distinct().Count());
        Assert.Equal(ann.Id, people.Find(new ThreadKey(Page, psid))?.Person);
        Assert.Equal(ann, people.Find(ann.Id));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private static PageRecord Bakery => new() { Id = Page.Value, Name = "Bakery" };

    private static InstallRecord Installed(string token, string? instagram) =>
        new() { Page = Page.Value, App = 5, Token = token, InstagramToken = instagram };

    private WorldDirectory Open(ServerOptions? options = null) =>
        new(store.World, new IdMint(new KeyRing(store)), options ?? new ServerOptions());
}
