using System.Text.Json;
using Parley.Policy;

namespace Parley.Storage.Tests.Specs;

public abstract class WorldStoreSpec(TestEngine engine) : StoreSpec(engine)
{
    private static readonly AppRecord Bot = new()
    {
        Id = 11,
        Name = "Bot",
        Secret = "s3cret",
        VerifyToken = "verify",
        Automated = false,
        Features = ["human_agent"],
        Permissions = ["pages_messaging"],
        RequiresProof = true,
        Bot = "hybrid",
        HumanRoute = false,
    };

    private static readonly PageRecord Shop = new()
    {
        Id = 1,
        Name = "Shop «Ö»",
        Country = "DE",
        Admins = ["a@example.org", "b@example.org"],
        InstagramId = 17_841_400_000_000_001,
        InstagramUsername = "shop",
        Edition = "2021-10-01",
        Mode = "strict",
        Region = "BE",
        EuPrivacy = true,
        Npi = true,
        Otn = true,
        Rn = false,
        SubscriptionApproved = true,
        Templates = [new TemplateRecord("order", "en_US", "approved")],
        TermsEnforcedFrom = 1_633_046_400_000,
        TermsAccepted = true,
        Restrictions = [new RestrictionRecord("tags", Channel.Instagram, 5, null, "spam")],
        EndedBroadcasts = [new EndedBroadcastRecord("9", 7)],
    };

    private static readonly InstallRecord Installed = new()
    {
        Page = 1,
        App = 11,
        Token = "EAAx",
        InstagramToken = "IGx",
        Fields = ["messages", "messaging_postbacks"],
        DisabledBecause = "an hour of failures",
    };

    private static readonly SubscriptionRecord Subscribed = new()
    {
        App = 11,
        Object = "page",
        CallbackUrl = "http://127.0.0.1:3000/hook",
        Fields = ["messages"],
    };

    private static readonly PersonRecord Anne = new()
    {
        Id = 900,
        Name = "Anne Example",
        Locale = "de_DE",
        Timezone = "Europe/Berlin",
        Country = "DE",
        Region = "Berlin",
        Gender = "female",
    };

    private IWorldStore World => Store.World;

    [Fact]
    public async Task Everything_comes_back_as_it_was_saved()
    {
        await World.Save(Bot);
        await World.Save(Shop);
        await World.Save(Installed);
        await World.Save(Subscribed);
        await World.Save(Anne);

        var world = World.Load();
        AssertSame(Bot, Assert.Single(world.Apps));
        AssertSame(Shop, Assert.Single(world.Pages));
        AssertSame(Installed, Assert.Single(world.Installs));
        AssertSame(Subscribed, Assert.Single(world.Subscriptions));
        AssertSame(Anne, World.FindPerson(900)!);
    }

    [Fact]
    public async Task What_was_left_out_stays_left_out()
    {
        await World.Save(new AppRecord { Id = 1, Name = "Plain", Secret = "s" });
        await World.Save(new PageRecord { Id = 2, Name = "Plain" });

        var app = Assert.Single(World.Load().Apps);
        Assert.True(app.Automated);
        Assert.Null(app.Permissions);
        Assert.Empty(app.Features);
        Assert.Empty(Assert.Single(World.Load().Pages).Admins);
        Assert.Null(World.FindPerson(3));
    }

    [Fact]
    public async Task Saving_again_replaces()
    {
        await World.Save(Shop);
        await World.Save(Shop with { Name = "Renamed" });
        await World.Save(Installed);
        await World.Save(Installed with { Fields = [] });

        Assert.Equal("Renamed", Assert.Single(World.Load().Pages).Name);
        Assert.Empty(Assert.Single(World.Load().Installs).Fields);
    }

    [Fact]
    public async Task A_subscription_can_be_removed()
    {
        await World.Save(Subscribed);
        await World.Save(Subscribed with { Object = "instagram" });
        await World.DeleteSubscription(11, "page");
        await World.DeleteSubscription(11, "user");

        Assert.Equal("instagram", Assert.Single(World.Load().Subscriptions).Object);
    }

    [Fact]
    public async Task People_are_listed_by_id()
    {
        foreach (var id in (long[])[30, 10, 20]) await World.Save(Anne with { Id = id });

        Assert.Equal([10, 20, 30], World.ListPeople(0, 10).Select(person => person.Id));
        Assert.Equal([20], World.ListPeople(10, 1).Select(person => person.Id));
        Assert.Empty(World.ListPeople(30, 10));
    }

    [Fact]
    public async Task A_contact_is_found_from_both_sides()
    {
        var messenger = new ContactRecord(900, new PageId(1), Channel.Messenger, new Psid(101));
        var instagram = new ContactRecord(900, new PageId(1), Channel.Instagram, new Psid(102));
        await World.Save(messenger);
        await World.Save(instagram);

        Assert.Equal(messenger, World.FindContact(Anna));
        Assert.Equal(instagram, World.FindContact(900, new PageId(1), Channel.Instagram));
        Assert.Equal([messenger, instagram], World.ContactsOf(900));
        Assert.Null(World.FindContact(Carl));
        Assert.Null(World.FindContact(900, new PageId(2), Channel.Messenger));
        Assert.Empty(World.ContactsOf(901));
    }

    [Fact]
    public async Task A_person_has_one_id_at_a_page_and_an_id_one_person()
    {
        await World.Save(new ContactRecord(900, new PageId(1), Channel.Messenger, new Psid(101)));
        var moved = new ContactRecord(900, new PageId(1), Channel.Messenger, new Psid(102));
        await World.Save(moved);
        Assert.Null(World.FindContact(Anna));
        Assert.Equal(moved, World.FindContact(900, new PageId(1), Channel.Messenger));

        var taken = new ContactRecord(901, new PageId(1), Channel.Messenger, new Psid(102));
        await World.Save(taken);
        Assert.Equal(taken, World.FindContact(Bert));
        Assert.Null(World.FindContact(900, new PageId(1), Channel.Messenger));
        Assert.Empty(World.ContactsOf(900));
    }

    [Fact]
    public async Task Settings_are_kept_by_name()
    {
        Assert.Null(World.Setting("clock"));
        await World.SaveSetting("clock", "{\"mode\":\"virtual\"}");
        await World.SaveSetting("clock", "{\"mode\":\"real\"}");
        Assert.Equal("{\"mode\":\"real\"}", World.Setting("clock"));
    }

    [Fact]
    public async Task A_new_world_replaces_the_old_one_but_not_the_settings()
    {
        await World.Save(Bot);
        await World.Save(Anne);
        await World.Save(new ContactRecord(900, new PageId(1), Channel.Messenger, Anna.Person));
        await World.SaveSetting("clock", "kept");

        var contact = new ContactRecord(901, new PageId(2), Channel.Messenger, Carl.Person);
        await World.Replace(
            new WorldData([Bot with { Id = 12 }], [Shop], [Installed], [Subscribed]),
            [Anne with { Id = 901 }],
            [contact]);

        Assert.Equal(12, Assert.Single(World.Load().Apps).Id);
        AssertSame(Shop, Assert.Single(World.Load().Pages));
        Assert.Equal([901], World.ListPeople(0, 10).Select(person => person.Id));
        Assert.Null(World.FindContact(Anna));
        Assert.Equal(contact, World.FindContact(Carl));
        Assert.Equal("kept", World.Setting("clock"));
    }

    [Fact]
    public async Task A_change_that_did_not_reach_the_disk_did_not_happen()
    {
        await World.Save(Shop);
        using (BreakCommits())
            await Assert.ThrowsAsync<CommitFailedException>(() => RenamedWithARow());
        Assert.Equal(Shop.Name, Assert.Single(World.Load().Pages).Name);

        await World.Save(Shop with { Name = "Renamed" });
        Assert.Equal("Renamed", Assert.Single(World.Load().Pages).Name);
    }

    // The row is what breaks; the change shares its commit.
    private async Task RenamedWithARow()
    {
        Task renamed;
        using (HoldCommits())
        {
            _ = Append(Anna).Commit.ContinueWith(
                failed => failed.Exception, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
            renamed = World.Save(Shop with { Name = "Doomed" });
        }

        await renamed;
    }

    private static void AssertSame<T>(T expected, T actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
