using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Parley.Policy.Editions;

/// <summary>The editions this build ships, built with some readings, and which one is in force.</summary>
public sealed class EditionSet
{
    private static readonly ImmutableArray<LocalDate> Named =
    [
        new(2018, 9, 27), new(2020, 3, 4), new(2021, 10, 1), new(2022, 5, 19), new(2023, 8, 10), new(2024, 8, 19),
        new(2025, 9, 1), new(2026, 2, 10), new(2026, 4, 27), new(2026, 9, 28),
    ];

    // One edition a switch; "auto" walks through them.
    private readonly ImmutableArray<Edition> everySwitch;

    /// <summary>All editions, built with some readings.</summary>
    public EditionSet(Readings readings)
    {
        everySwitch = [.. EditionBook.DaysOf(readings).Select(day => EditionBook.On(day, readings))];
        All = [.. Named.Select(day => everySwitch.First(one => one.Day == day))];
        Default = All.First(one => one.Day == new LocalDate(2021, 10, 1));
    }

    /// <summary>The named editions, oldest first.</summary>
    public ImmutableArray<Edition> All { get; }

    /// <summary>The edition used where nobody chooses: the policy this product was made from.</summary>
    public Edition Default { get; }

    /// <summary>The names of every lane that ever carried a message.</summary>
    public IEnumerable<string> LaneNames => everySwitch.SelectMany(edition => edition.Lanes)
        .Where(lane => lane.Role is not LaneRole.Guard && lane is not (Lanes.Seen or Lanes.RetiredTag))
        .Select(lane => lane.Name)
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <summary>Finds an edition by name, an ISO day such as <c>2021-10-01</c>.</summary>
    public bool TryFind([NotNullWhen(true)] string? name, [NotNullWhen(true)] out Edition? edition)
    {
        edition = All.FirstOrDefault(one => one.Name == name);
        return edition is not null;
    }

    /// <summary>The edition a name means at an instant; what is in force then if it names none.</summary>
    public Edition Of(string? name, Instant now) => TryFind(name, out var edition) ? edition : InForce(now);

    /// <summary>
    /// What is in force at an instant: all switches on or before it; before the first one, the first.
    /// </summary>
    public Edition InForce(Instant now)
    {
        for (var i = everySwitch.Length - 1; i >= 0; i--)
        {
            if (everySwitch[i].InForceFrom <= now) return everySwitch[i];
        }

        return everySwitch[0];
    }
}
