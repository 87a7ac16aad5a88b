using NodaTime;
using Parley.Policy.Editions;

namespace Parley.Policy.Tests;

public sealed class EditionTests
{
    [Fact]
    public void Editions_are_named_after_their_day_and_stand_oldest_first()
    {
        Assert.Equal(EditionCatalogue.All.OrderBy(edition => edition.Day), EditionCatalogue.All);
        Assert.All(EditionCatalogue.All, edition =>
        {
            Assert.True(EditionCatalogue.TryFind(edition.Name, out var found));
            Assert.Same(edition, found);
        });
    }

    [Fact]
    public void The_default_is_the_policy_of_October_2021() =>
        Assert.Equal("2021-10-01", EditionCatalogue.Default.Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2021-10-1")]
    [InlineData("2021-10-02")]
    [InlineData(EditionCatalogue.Auto)]
    public void No_other_name_is_an_edition(string? name) => Assert.False(EditionCatalogue.TryFind(name, out _));

    [Fact]
    public void An_edition_is_in_force_from_the_first_instant_of_its_day() =>
        Assert.All(EditionCatalogue.All, edition =>
    {
        Assert.Equal(edition.Day.AtMidnight().InUtc().ToInstant(), edition.InForceFrom);
        Assert.Same(edition, EditionCatalogue.InForce(edition.InForceFrom));
    });

    [Fact]
    public void Before_the_first_edition_the_first_one_holds() =>
        Assert.Same(EditionCatalogue.All[0], EditionCatalogue.InForce(NodaConstants.UnixEpoch));

    [Fact]
    public void No_edition_holds_two_lanes_of_one_name() => Assert.All(
        EditionCatalogue.All,
        edition => Assert.Equal(edition.Lanes.Length, edition.Lanes.Select(lane => lane.Name).Distinct().Count()));
}
