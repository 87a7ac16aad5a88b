using Parley.Policy;

namespace Parley.Storage.Tests.Specs;

public abstract class LabelStoreSpec(TestEngine engine) : StoreSpec(engine)
{
    private static readonly LabelRecord Vip = new(50, Anna.Page, "VIP «é»");
    private static readonly LabelRecord Late = new(60, Anna.Page, "Pays late");

    private ILabelStore Labels => Store.Labels;

    [Fact]
    public async Task A_label_is_found_by_id_and_listed_by_page()
    {
        Assert.Equal(LabelAdding.Added, await Labels.Add(Late, 500));
        Assert.Equal(LabelAdding.Added, await Labels.Add(Vip, 500));
        Assert.Equal(LabelAdding.Added, await Labels.Add(new LabelRecord(55, Carl.Page, "VIP «é»"), 500));
        Assert.Equal(Vip, Labels.Find(50));
        Assert.Null(Labels.Find(51));
        Assert.Equal([Vip, Late], Labels.OfPage(Anna.Page, 0, 10));
        Assert.Equal([Late], Labels.OfPage(Anna.Page, 50, 10));
        Assert.Equal([Vip], Labels.OfPage(Anna.Page, 0, 1));
    }

    [Fact]
    public async Task A_page_has_one_label_of_a_name_in_whatever_case_and_no_more_than_it_may()
    {
        await Labels.Add(Vip, 2);
        Assert.Equal(LabelAdding.NameTaken, await Labels.Add(Vip with { Id = 51, Name = "vip «É»" }, 2));
        Assert.Equal(LabelAdding.Added, await Labels.Add(Late, 2));
        Assert.Equal(LabelAdding.TooMany, await Labels.Add(Vip with { Id = 52, Name = "third" }, 2));
        Assert.Equal([Vip, Late], Labels.OfPage(Anna.Page, 0, 10));
    }

    [Fact]
    public async Task Of_two_labels_of_one_name_added_at_once_one_is_there()
    {
        Task<LabelAdding>[] both;
        using (HoldCommits()) both = [Labels.Add(Vip, 500), Labels.Add(Vip with { Id = 51 }, 500)];
        Assert.Equal([LabelAdding.Added, LabelAdding.NameTaken], await Task.WhenAll(both));
    }

    [Fact]
    public async Task People_carry_labels_until_they_are_taken_off()
    {
        await Labels.Add(Vip, 500);
        await Labels.Add(Late, 500);
        Assert.True(await Labels.Put(Late, Anna.Person));
        Assert.True(await Labels.Put(Vip, Anna.Person));
        Assert.False(await Labels.Put(Vip, Anna.Person));
        Assert.True(await Labels.Put(Vip, Bert.Person));
        Assert.Equal([Vip, Late], Labels.OfPerson(Anna, 0, 10));
        Assert.Equal([Late], Labels.OfPerson(Anna, 50, 10));
        Assert.True(await Labels.TakeOff(Vip, Anna.Person));
        Assert.False(await Labels.TakeOff(Vip, Anna.Person));
        Assert.Equal([Late], Labels.OfPerson(Anna, 0, 10));
        Assert.Equal([Vip], Labels.OfPerson(Bert, 0, 10));
    }

    [Fact]
    public async Task A_deleted_label_is_on_nobody_and_can_be_put_on_nobody()
    {
        await Labels.Add(Vip, 500);
        await Labels.Put(Vip, Anna.Person);
        await Labels.Delete(Vip);
        Assert.Null(Labels.Find(50));
        Assert.Empty(Labels.OfPerson(Anna, 0, 10));
        Assert.False(await Labels.Put(Vip, Anna.Person));
        Assert.Equal(LabelAdding.Added, await Labels.Add(Vip, 500));
        Assert.Empty(Labels.OfPerson(Anna, 0, 10));
    }

    [Fact]
    public async Task Replacing_the_world_keeps_the_labels_of_those_who_stay()
    {
        await Labels.Add(Vip, 500);
        await Labels.Add(Late with { Page = Carl.Page }, 500);
        await Labels.Put(Vip, Anna.Person);
        await Labels.Put(Vip, Bert.Person);
        var page = new PageRecord { Id = Anna.Page.Value, Name = "Shop" };
        await Store.World.Replace(
            new WorldData([], [page], [], []), [], [new ContactRecord(9, Anna.Page, Channel.Messenger, Anna.Person)]);
        Assert.Equal([Vip], Labels.OfPage(Anna.Page, 0, 10));
        Assert.Empty(Labels.OfPage(Carl.Page, 0, 10));
        Assert.Equal([Vip], Labels.OfPerson(Anna, 0, 10));
        Assert.Empty(Labels.OfPerson(Bert, 0, 10));
    }
}
