using System.Collections.Immutable;
using NodaTime;

namespace Parley.Policy;

/// <summary>
/// Every figure that nothing public settles: our reading of the policy, and a setting. The editions are built with
/// them, so a decision pays nothing for the choice.
/// </summary>
/// <remarks>Compared by value but for <see cref="DisclosureMarkets"/>, whose array is compared as an object.</remarks>
public sealed record Readings
{
    /// <summary>The readings Parley ships with.</summary>
    public static readonly Readings Usual = new();

    private static readonly Duration Day = Duration.FromDays(1);
    private static readonly Duration Longest = Duration.FromDays(3650);

    /// <summary>Whether the last millisecond of a window or a reply's seven days still counts.</summary>
    public bool WindowEndIncluded { get; init; } = true;

    /// <summary>How long after the window the old +1 may be used; null = without end.</summary>
    public Duration? PlusOneLife { get; init; }

    /// <summary>How many one-time notifications a person may be asked for in a rolling day.</summary>
    public int OneTimeRequestsPerDay { get; init; } = 5;

    /// <summary>How many in rolling seven days.</summary>
    public int OneTimeRequestsPerWeek { get; init; } = 10;

    /// <summary>Whether a title that was asked for may not be asked for again before the person answered.</summary>
    public bool OneTimeTitleOnce { get; init; } = true;

    /// <summary>How long a one-time token lives; at its end it is dead.</summary>
    public Duration OneTimeLife { get; init; } = Duration.FromDays(365);

    /// <summary>From when one-time notifications work in Europe and Japan again.</summary>
    public LocalDate OneTimeBackOn { get; init; } = new(2021, 8, 10);

    /// <summary>Whether a survey is refused while another one is open in the thread.</summary>
    public bool OneOpenSurvey { get; init; } = true;

    /// <summary>From when only unrelated surveys are barred under a tag, instead of all.</summary>
    public LocalDate SurveysRelaxedOn { get; init; } = new(2021, 10, 1);

    /// <summary>From when the news tag is gone; null = never.</summary>
    public LocalDate? NewsRetiredOn { get; init; }

    /// <summary>How many messages of one campaign a person may get.</summary>
    public int SponsoredPerCampaign { get; init; } = 1;

    /// <summary>From when there are no sponsored messages.</summary>
    public LocalDate SponsoredRetiredOn { get; init; } = new(2024, 8, 19);

    /// <summary>How long silence lasts before it counts as a significant lapse; at least a day.</summary>
    public Duration Lapse { get; init; } = Duration.FromHours(24);

    /// <summary>
    /// Where law asks that automation says so: countries, as <c>DE</c>, or regions of them, as <c>US-CA</c>.
    /// </summary>
    public ImmutableArray<string> DisclosureMarkets { get; init; } = ["US-CA", "DE"];

    /// <summary>Whether the first message after a stop word is fine, as its confirmation.</summary>
    public bool StopConfirmed { get; init; } = true;

    /// <summary>What cannot work, each fault naming the setting in snake_case; empty if all is sound.</summary>
    public ImmutableArray<string> Faults()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (PlusOneLife is { } life) Between("plus_one_life", life, Duration.FromMilliseconds(1), "PT0.001S");
        Between("one_time_life", OneTimeLife, Duration.FromMilliseconds(1), "PT0.001S");
        Between("lapse", Lapse, Day, "P1D");
        Counts("one_time_requests_per_day", OneTimeRequestsPerDay);
        Counts("one_time_requests_per_week", OneTimeRequestsPerWeek);
        Counts("sponsored_per_campaign", SponsoredPerCampaign);
        foreach (var market in DisclosureMarkets.IsDefault ? [] : DisclosureMarkets)
        {
            if (!Market.TryParse(market, out _))
                faults.Add($"`readings.disclosure_markets` has `{market}`: expected a country or region such as DE or "
                    + "US-CA");
        }

        return faults.ToImmutable();

        void Between(string name, Duration length, Duration least, string shortest)
        {
            if (length < least || length > Longest) faults.Add($"`readings.{name}` must be {shortest} to P3650D");
        }

        void Counts(string name, int count)
        {
            if (count is < 1 or > 1000) faults.Add($"`readings.{name}` is {count}: expected 1 to 1000");
        }
    }
}

/// <summary>A country, or a region of one, in which a law holds.</summary>
/// <param name="Name">As <c>DE</c> or <c>US-CA</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Region">The part of ISO 3166-2 behind it; null = the whole country.</param>
public readonly record struct Market(string Name, string Country, string? Region)
{
    /// <summary>Whether a place lies in it.</summary>
    public bool Includes(Place place) => place.Country == Country && (Region is null || place.Region == Region);

    /// <summary>Reads a market.</summary>
    public static bool TryParse(string? name, out Market market)
    {
        market = default;
        var parts = (name ?? "").Split('-');
        if (parts.Length > 2 || parts[0].Length != 2 || !parts[0].All(char.IsAsciiLetterUpper)) return false;
        if (parts.Length == 2 && (parts[1].Length is 0 or > 3 || !parts[1].All(IsOfRegion))) return false;
        market = new Market(name!, parts[0], parts.Length == 2 ? parts[1] : null);
        return true;
    }

    private static bool IsOfRegion(char letter) => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter);
}
