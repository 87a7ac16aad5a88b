using NodaTime;
using NodaTime.Text;
using Parley.Policy.Editions;

namespace Parley.Policy.Tests.Lanes;

/// <summary>Where and when a page can speak as a persona, and a person have a menu of their own.</summary>
public sealed class PersonaFormTests
{
    [Theory]
    [InlineData("2020-12-15", "FR", "standard")]
    [InlineData("2020-12-16", "FR", "region_off")]
    [InlineData("2020-12-16", "JP", "standard")]
    [InlineData("2021-03-30", "JP", "region_off")]
    [InlineData("2023-10-16", "GB", "region_off")]
    [InlineData("2023-10-17", "GB", "standard")]
    [InlineData("2023-10-16", "JP", "region_off")]
    [InlineData("2023-10-17", "JP", "standard")]
    [InlineData("2021-10-01", "US", "standard")]
    public void In_Europe_and_Japan_no_persona_spoke_for_a_time(string day, string country, string expected)
    {
        Assert.Equal(expected, Decided(day, country, asPersona: true));
        Assert.Equal("standard", Decided(day, country, asPersona: false));
    }

    [Theory]
    [InlineData("2020-12-15", Region.Europe, false)]
    [InlineData("2020-12-16", Region.Europe, true)]
    [InlineData("2026-09-28", Region.Europe, true)]
    [InlineData("2021-03-29", Region.Japan, false)]
    [InlineData("2021-03-30", Region.Japan, true)]
    [InlineData("2026-09-28", Region.Japan, true)]
    [InlineData("2026-09-28", Region.Elsewhere, false)]
    public void In_Europe_and_Japan_menus_of_single_people_went_and_did_not_come_back(
        string day, Region region, bool off) =>
        Assert.Equal(off, EditionCatalogue.InForce(At(day)).PersonMenusOff.Includes(region));

    private static string Decided(string day, string country, bool asPersona)
    {
        var now = At(day) + Duration.FromHours(12);
        var thread = ThreadState.Evolve(
            ThreadState.Evolve(
                ThreadState.Empty,
                new ThreadEvent.PersonPlaced(now, Channel.Messenger, new Place(country, null))),
            new ThreadEvent.PersonActed(now, Channel.Messenger, PersonAct.Message));
        var request = new SendRequest(
            Channel.Messenger, SendKind.Message, MessagingType.Response, null, Author.Bot)
        {
            AsPersona = asPersona,
        };
        var outcome = EditionCatalogue.InForce(At(day)).Decide(in thread, Standing.Plain, in request, now);
        return outcome.Lane ?? outcome.Reason!.Name;
    }

    private static Instant At(string day) => LocalDatePattern.Iso.Parse(day).Value.AtMidnight().InUtc().ToInstant();
}
