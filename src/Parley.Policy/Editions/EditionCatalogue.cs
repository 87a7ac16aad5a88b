using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Parley.Policy.Editions;

/// <summary>The editions this build ships, and which one is in force.</summary>
public static class EditionCatalogue
{
    /// <summary>The word that follows the clock instead of naming an edition.</summary>
    public const string Auto = "auto";

    // One edition a switch; "auto" walks through them.
    private static readonly ImmutableArray<Edition> EverySwitch = [.. EditionBook.Days.Select(EditionBook.On)];

    /// <summary>The named editions, oldest first.</summary>
    public static ImmutableArray<Edition> All { get; } =
    [
        Of(2018, 9, 27), Of(2020, 3, 4), Of(2021, 10, 1), Of(2022, 5, 19), Of(2023, 8, 10), Of(2024, 8, 19),
        Of(2025, 9, 1), Of(2026, 2, 10), Of(2026, 4, 27), Of(2026, 9, 28),
    ];

    /// <summary>The edition used where nobody chooses: the policy this product was made from.</summary>
    public static Edition Default { get; } = Of(2021, 10, 1);

    /// <summary>The names of every lane that ever carried a message: what a restriction may name.</summary>
    public static ImmutableArray<string> LaneNames { get; } =
    [
        .. EverySwitch.SelectMany(edition => edition.Lanes)
            .Where(lane => lane.Role is not LaneRole.Guard && lane is not (Lanes.Seen or Lanes.RetiredTag))
            .Select(lane => lane.Name)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Finds an edition by name, an ISO day such as <c>2021-10-01</c>.</summary>
    public static bool TryFind([NotNullWhen(true)] string? name, [NotNullWhen(true)] out Edition? edition)
    {
        edition = All.FirstOrDefault(one => one.Name == name);
        return edition is not null;
    }

    /// <summary>
    /// What is in force at an instant: all switches on or before it; before the first one, the first.
    /// </summary>
    public static Edition InForce(Instant now)
    {
        for (var i = EverySwitch.Length - 1; i >= 0; i--)
        {
            if (EverySwitch[i].InForceFrom <= now) return EverySwitch[i];
        }

        return EverySwitch[0];
    }

    private static Edition Of(int year, int month, int day) =>
        EverySwitch.First(one => one.Day == new LocalDate(year, month, day));
}
