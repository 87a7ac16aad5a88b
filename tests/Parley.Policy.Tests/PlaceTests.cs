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

    [Theory]
    [InlineData("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK", true)]
    [InlineData("AD AL BA CH GB IS LI MC MD ME MK NO RS RU SM TR UA UK EU", false)]
    public void The_Union_has_27_states(string countries, bool union) => Assert.All(
        countries.Split(' '), country => Assert.Equal(union, new Place(country, null).InUnion));

    [Theory]
    [InlineData("FR", Region.Europe)]
    [InlineData("GB", Region.Europe)]
    [InlineData("NO", Region.Europe)]
    [InlineData("JP", Region.Japan)]
    [InlineData("KR", Region.Elsewhere)]
    [InlineData("US", Region.Elsewhere)]
    [InlineData(null, Region.Elsewhere)]
    public void The_limits_of_a_region_hold_in_its_countries(string? country, Region region) =>
        Assert.Equal(region, new Place(country, null).PrivacyRegion);

    [Theory]
    [InlineData("JP", "FR", false, Region.Europe)]
    [InlineData("FR", "JP", false, Region.Europe)]
    [InlineData("JP", "US", false, Region.Japan)]
    [InlineData("US", "JP", false, Region.Japan)]
    [InlineData("US", "US", false, Region.Elsewhere)]
    [InlineData("US", "US", true, Region.Europe)]
    [InlineData("JP", "JP", true, Region.Europe)]
    public void Page_and_person_bring_their_limits_and_Europe_goes_first(
        string page, string person, bool europeanPrivacy, Region region)
    {
        var standing = Standing.Plain with { Place = new Place(page, null), EuropeanPrivacy = europeanPrivacy };
        Assert.Equal(region, Regions.Of(standing, new Place(person, null)));
    }
}
