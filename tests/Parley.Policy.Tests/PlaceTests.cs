namespace Parley.Policy.Tests;

/// <summary>Which countries the regional limits are about.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("DE", true, true, true)]
    [InlineData("NO", false, true, false)]
    [InlineData("IS", false, true, false)]
    [InlineData("LI", false, true, false)]
    [InlineData("GB", false, true, true)]
    [InlineData("AU", false, false, true)]
    [InlineData("JP", false, false, true)]
    [InlineData("KR", false, false, true)]
    [InlineData("US", false, false, false)]
    [InlineData(null, false, false, false)]
    public void A_country_belongs_to_its_regions(string? country, bool union, bool europe, bool keepsRecurring)
    {
        var place = new Place(country, null);
        Assert.Equal((union, europe, keepsRecurring), (place.InUnion, place.InEurope, place.KeepsRecurring));
    }
}
