using Parley.Policy;

namespace Parley.Storage.Tests.Specs;

public abstract class DocumentStoreSpec(TestEngine engine) : StoreSpec(engine)
{
    private static readonly PageId Shop = Anna.Page;
    private static readonly PageId Cafe = Carl.Page;
    private static readonly DocumentRecord Maria = new(Shop, DocumentKind.Persona, "70", """{"name":"María «é»"}""");

    private IDocumentStore Documents => Store.Documents;

    [Fact]
    public async Task A_document_is_found_by_page_kind_and_key()
    {
        await Documents.Save(Maria);
        Assert.Equal(Maria, Documents.Find(Shop, DocumentKind.Persona, "70"));
        Assert.Null(Documents.Find(Cafe, DocumentKind.Persona, "70"));
        Assert.Null(Documents.Find(Shop, DocumentKind.FormerPersona, "70"));
        Assert.Null(Documents.Find(Shop, DocumentKind.Persona, "7"));
    }

    [Fact]
    public async Task Saving_again_replaces_and_deleting_says_whether_it_was_there()
    {
        await Documents.Save(Maria);
        await Documents.Save(Maria with { Body = "{}" });
        Assert.Equal("{}", Documents.Find(Shop, DocumentKind.Persona, "70")!.Body);
        Assert.True(await Documents.Delete(Shop, DocumentKind.Persona, "70"));
        Assert.False(await Documents.Delete(Shop, DocumentKind.Persona, "70"));
        Assert.Null(Documents.Find(Shop, DocumentKind.Persona, "70"));
    }

    [Fact]
    public async Task Documents_are_listed_by_key_from_behind_any_key()
    {
        foreach (var key in (string[])["30", "10", "200", "20"]) await Documents.Save(Maria with { Key = key });
        await Documents.Save(Maria with { Key = "25", Page = Cafe });
        await Documents.Save(Maria with { Key = "25", Kind = DocumentKind.Profile });
        Assert.Equal(["10", "20", "200", "30"], Keys("", 10));
        Assert.Equal(["200", "30"], Keys("20", 10));
        Assert.Equal(["20", "200"], Keys("15", 2));
        Assert.Empty(Keys("30", 10));
        Assert.Empty(Documents.List(Shop, DocumentKind.Attachment, "", 10));
    }

    [Fact]
    public async Task A_page_has_no_more_of_a_kind_than_it_may()
    {
        Assert.Equal(DocumentAdding.Added, await Documents.Add(Maria, 2));
        Assert.Equal(DocumentAdding.KeyTaken, await Documents.Add(Maria with { Body = "{}" }, 2));
        Assert.Equal(Maria, Documents.Find(Shop, DocumentKind.Persona, "70"));
        Assert.Equal(DocumentAdding.Added, await Documents.Add(Maria with { Key = "71" }, 2));
        Assert.Equal(DocumentAdding.TooMany, await Documents.Add(Maria with { Key = "72" }, 2));
        Assert.Equal(DocumentAdding.Added, await Documents.Add(Maria with { Page = Cafe }, 2));
        Assert.Equal(["70", "71"], Keys("", 10));
    }

    [Fact]
    public async Task Of_two_additions_at_once_into_the_last_place_one_is_there()
    {
        Task<DocumentAdding>[] both;
        using (HoldCommits()) both = [Documents.Add(Maria, 1), Documents.Add(Maria with { Key = "71" }, 1)];
        Assert.Equal([DocumentAdding.Added, DocumentAdding.TooMany], await Task.WhenAll(both));
    }

    [Fact]
    public async Task A_change_sees_what_the_change_before_it_made()
    {
        Task<string?>[] all;
        using (HoldCommits())
            all = [Changed(body => (body ?? "") + "a"), Changed(body => body + "b"), Changed(body => body + "c")];
        Assert.Equal(["a", "ab", "abc"], await Task.WhenAll(all));
        Assert.Equal("abc", Documents.Find(Shop, DocumentKind.Persona, "70")!.Body);
        Assert.Null(await Changed(_ => null));
        Assert.Empty(Keys("", 10));
    }

    [Fact]
    public async Task A_change_that_did_not_reach_the_disk_did_not_happen()
    {
        await Documents.Save(Maria);
        using (BreakCommits())
        {
            Task lost;
            using (HoldCommits())
            {
                _ = Append(Anna).Commit.ContinueWith(
                    failed => failed.Exception, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
                lost = Documents.Save(Maria with { Body = "{}" });
            }

            await Assert.ThrowsAsync<CommitFailedException>(() => lost);
        }

        Assert.Equal(Maria, Documents.Find(Shop, DocumentKind.Persona, "70"));
    }

    [Fact]
    public async Task Replacing_touches_the_named_kinds_of_the_page_alone()
    {
        await Documents.Save(Maria);
        await Documents.Save(Maria with { Key = "71" });
        await Documents.Save(Maria with { Page = Cafe });
        await Documents.Save(Maria with { Kind = DocumentKind.Attachment });
        var newer = Maria with { Key = "72" };
        var profile = new DocumentRecord(Shop, DocumentKind.Profile, "messenger", "{}");
        await Documents.Replace(Shop, [DocumentKind.Persona, DocumentKind.Profile], [newer, profile]);
        Assert.Equal(["72"], Keys("", 10));
        Assert.Equal(profile, Documents.Find(Shop, DocumentKind.Profile, "messenger"));
        Assert.NotNull(Documents.Find(Cafe, DocumentKind.Persona, "70"));
        Assert.NotNull(Documents.Find(Shop, DocumentKind.Attachment, "70"));
    }

    [Fact]
    public async Task Documents_go_with_their_page_and_settings_with_their_person()
    {
        var annas = new DocumentRecord(Shop, DocumentKind.PersonSettings, "101", "{}");
        await Documents.Save(Maria);
        await Documents.Save(Maria with { Page = Cafe });
        await Documents.Save(annas);
        await Documents.Save(annas with { Key = "102" });
        await Store.World.Replace(
            new WorldData([], [new PageRecord { Id = Shop.Value, Name = "Shop" }], [], []),
            [],
            [new ContactRecord(9, Shop, Channel.Messenger, Anna.Person)]);
        Assert.Equal(Maria, Documents.Find(Shop, DocumentKind.Persona, "70"));
        Assert.Null(Documents.Find(Cafe, DocumentKind.Persona, "70"));
        Assert.Equal([annas], Documents.List(Shop, DocumentKind.PersonSettings, "", 10));
    }

    private Task<string?> Changed(Func<string?, string?> change) =>
        Documents.Change(Shop, DocumentKind.Persona, "70", change);

    private IEnumerable<string> Keys(string after, int most) =>
        Documents.List(Shop, DocumentKind.Persona, after, most).Select(document => document.Key);
}
