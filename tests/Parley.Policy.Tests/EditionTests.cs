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

    [Fact]
    public void Every_lane_has_a_name_in_snake_case_and_those_of_tags_their_tag() => Assert.All(
        EditionCatalogue.All.SelectMany(edition => edition.Lanes),
        lane => Assert.Matches("^[a-z_]+(:[A-Z_]+)?$", lane.Name));

    [Fact]
    public void The_lanes_that_may_be_restricted_are_those_that_ever_carried_a_message()
    {
        Assert.Equal(
            [
                "ad", "customer_feedback", "human_agent", "marketing", "news", "one_time_notification", "plus_one",
                "private_reply", "recurring", "sponsored", "standard", "utility",
            ],
            EditionCatalogue.LaneNames.Where(name => !name.StartsWith("tag:", StringComparison.Ordinal)));
        Assert.Equal(18, EditionCatalogue.LaneNames.Count(name => name.StartsWith("tag:", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_edition_of_ones_own_asks_for_no_contact_terms_unless_it_says_so() => Assert.Null(
        new Edition(new LocalDate(2021, 10, 1), [], []).Labels.Refuse(Standing.Plain, Place.Unknown, new Moment(0)));

    [Theory]
    [InlineData("2020-03-03", true)]
    [InlineData("2020-03-04", false)]
    public void Comments_had_an_edge_of_their_own_until_its_last_day(string day, bool byEdge)
    {
        var at = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value.AtMidnight().InUtc().ToInstant();
        Assert.Equal(byEdge, EditionCatalogue.InForce(at).RepliesByEdge);
    }
}
