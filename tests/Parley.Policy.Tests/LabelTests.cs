using NodaTime;
using Parley.Policy.Editions;
using Parley.Policy.Rules;

namespace Parley.Policy.Tests;

/// <summary>When the custom labels of a page may be called.</summary>
public sealed class LabelTests
{
    [Theory]
    [InlineData("2021-09-30", false, null)]
    [InlineData("2021-10-01", false, "contact_terms_missing")]
    [InlineData("2026-09-28", false, "contact_terms_missing")]
    [InlineData("2021-10-01", true, null)]
    public void From_their_day_on_the_terms_have_to_be_accepted(string day, bool accepted, string? reason) =>
        Assert.Equal(reason, On(day, Standing.Plain with { Terms = new ContactTerms(Moment.Never, accepted) }));

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "contact_terms_missing")]
    public void A_page_the_roll_out_reaches_later_is_asked_later(int milliseconds, string? reason)
    {
        var reached = Instant.FromUtc(2021, 10, 20, 0, 0);
        var page = Standing.Plain with { Terms = new ContactTerms(Moment.Of(reached), false) };
        var now = Moment.Of(reached + Duration.FromMilliseconds(milliseconds));
        Assert.Equal(
            reason, EditionCatalogue.Default.Labels.Refuse(page, Place.Unknown, now)?.Name);
    }

    [Theory]
    [InlineData("2020-12-15", "FR", null)]
    [InlineData("2020-12-16", "FR", "region_off")]
    [InlineData("2020-12-16", "JP", null)]
    [InlineData("2021-03-30", "JP", "region_off")]
    [InlineData("2023-10-16", "GB", "region_off")]
    [InlineData("2023-10-17", "GB", null)]
    [InlineData("2023-10-16", "JP", "region_off")]
    [InlineData("2023-10-17", "JP", null)]
    [InlineData("2021-10-01", "US", null)]
    public void In_Europe_and_Japan_there_were_none_for_a_time(string day, string country, string? reason)
    {
        var accepted = Standing.Plain with { Terms = new ContactTerms(Moment.Never, true) };
        Assert.Equal(reason, On(day, accepted with { Place = new Place(country, null) }));
        Assert.Equal(reason, On(day, accepted, new Place(country, null)));
    }

    private static string? On(string day, Standing page, Place person = default)
    {
        var at = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value.AtMidnight().InUtc().ToInstant();
        return EditionCatalogue.InForce(at).Labels.Refuse(page, person, Moment.Of(at))?.Name;
    }
}
