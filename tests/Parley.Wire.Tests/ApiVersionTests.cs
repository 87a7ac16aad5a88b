namespace Parley.Wire.Tests;

public sealed class ApiVersionTests
{
    [Theory]
    [InlineData("v2.6", 2, 6)]
    [InlineData("v26.0", 26, 0)]
    [InlineData("V1.0", 1, 0)]
    public void A_version_is_read(string segment, int major, int minor)
    {
        Assert.True(ApiVersion.TryParse(segment, out var version));
        Assert.Equal((major, minor), (version.Major, version.Minor));
        Assert.Equal(segment.ToLowerInvariant(), version.ToString());
    }

    [Theory]
    [InlineData("v27.0", true)]
    [InlineData("v0.9", true)]
    [InlineData("v999999999999.0", true)]
    [InlineData("v2", false)]
    [InlineData("v2.", false)]
    [InlineData("v.6", false)]
    [InlineData("2.6", false)]
    [InlineData("me", false)]
    public void Another_version_is_not(string segment, bool looksLike)
    {
        Assert.False(ApiVersion.TryParse(segment, out _));
        Assert.Equal(looksLike, ApiVersion.LooksLike(segment));
    }

    [Fact]
    public void Versions_are_in_order_of_their_numbers() =>
        Assert.True(new ApiVersion(2, 12) > new ApiVersion(2, 6) && new ApiVersion(10, 0) > new ApiVersion(2, 12));
}
