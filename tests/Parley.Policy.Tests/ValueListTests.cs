namespace Parley.Policy.Tests;

/// <summary>Lists inside records, which make two equal threads equal.</summary>
public sealed class ValueListTests
{
    [Fact]
    public void Lists_are_equal_by_their_items_and_their_order()
    {
        ValueList<int> list = [1, 2];
        ValueList<int> same = default(ValueList<int>).Add(1).Add(2);
        ValueList<int> turned = [2, 1];
        Assert.True(list == same);
        Assert.False(list != same);
        Assert.False(list == turned);
        Assert.True(list != turned);
        Assert.True(default == new ValueList<int>([]));
    }

    [Fact]
    public void Equal_lists_share_a_hash_that_others_do_not()
    {
        ValueList<int> list = [1, 2];
        Assert.Equal(list.GetHashCode(), default(ValueList<int>).Add(1).Add(2).GetHashCode());
        Assert.Equal(3, new[] { list, [2, 1], [1] }.Select(one => one.GetHashCode()).Distinct().Count());
    }
}
