using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Parley.Policy.Editions;

/// <summary>The editions with the usual readings, and what is the same whatever the readings.</summary>
public static class EditionCatalogue
{
    /// <summary>The word that follows the clock instead of naming an edition.</summary>
    public const string Auto = "auto";

    /// <summary>The editions built with the usual readings.</summary>
    public static EditionSet Usual { get; } = new(Readings.Usual);

    /// <summary>The named editions, oldest first.</summary>
    public static ImmutableArray<Edition> All => Usual.All;

    /// <summary>The edition used where nobody chooses: the policy this product was made from.</summary>
    public static Edition Default => Usual.Default;

    /// <summary>The names of every lane that ever carried a message: what a restriction may name.</summary>
    public static ImmutableArray<string> LaneNames { get; } = [.. Usual.LaneNames];

    /// <summary>Finds an edition by name, an ISO day such as <c>2021-10-01</c>.</summary>
    public static bool TryFind([NotNullWhen(true)] string? name, [NotNullWhen(true)] out Edition? edition) =>
        Usual.TryFind(name, out edition);

    /// <summary>
    /// What is in force at an instant: all switches on or before it; before the first one, the first.
    /// </summary>
    public static Edition InForce(Instant now) => Usual.InForce(now);
}
