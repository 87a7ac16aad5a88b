using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Parley.Policy.Editions;

/// <summary>The editions this build ships, and which one is in force.</summary>
public static class EditionCatalogue
{
    /// <summary>The word that follows the clock instead of naming an edition.</summary>
    public const string Auto = "auto";

    /// <summary>All editions, oldest first.</summary>
    public static ImmutableArray<Edition> All { get; } = [Edition20211001.Create()];

    /// <summary>The edition used where nobody chooses: the policy this product was made from.</summary>
    public static Edition Default { get; } = All[0];

    /// <summary>Finds an edition by name, an ISO day such as <c>2021-10-01</c>.</summary>
    public static bool TryFind([NotNullWhen(true)] string? name, [NotNullWhen(true)] out Edition? edition)
    {
        edition = All.FirstOrDefault(one => one.Name == name);
        return edition is not null;
    }

    /// <summary>The newest edition in force at an instant; before the first one, the first.</summary>
    public static Edition InForce(Instant now) => All.LastOrDefault(one => one.InForceFrom <= now) ?? All[0];
}
