namespace Parley.Policy.Tests;

public sealed class IdTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("007", 7)]
    [InlineData("999999999999999999", 999_999_999_999_999_999)]
    public void A_decimal_id_of_1_to_18_digits_is_read(string text, long value)
    {
        Assert.True(PageId.TryParse(text, out var page));
        Assert.True(Psid.TryParse(text, out var psid));
        Assert.Equal((value, value), (page.Value, psid.Value));
    }

    [Fact]
    public void A_thread_is_named_by_both_its_sides() =>
        Assert.Equal("7/99", new ThreadKey(new PageId(7), new Psid(99)).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("me")]
    [InlineData("١")]
    [InlineData("1000000000000000000")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(PageId.TryParse(text, out _));
        Assert.False(Psid.TryParse(text, out _));
    }
}
