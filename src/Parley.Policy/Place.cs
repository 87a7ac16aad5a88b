using System.Collections.Frozen;

namespace Parley.Policy;

/// <summary>Where somebody is, as far as a rule asks: an ISO 3166-1 alpha-2 country and a region within it.</summary>
/// <param name="Country">As <c>DE</c>; null = unknown.</param>
/// <param name="Region">As <c>CA</c> for California; null = unknown.</param>
public readonly record struct Place(string? Country, string? Region)
{
    private static readonly FrozenSet<string> Union = FrozenSet.ToFrozenSet([
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
        "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    ]);

    /// <summary>Nobody knows where.</summary>
    public static readonly Place Unknown = new(null, null);

    /// <summary>One of the 27 states of the European Union.</summary>
    public bool InUnion => Country is not null && Union.Contains(Country);

    /// <summary>
    /// The region of the European privacy limits: the Union, Norway, Iceland, Liechtenstein and the United Kingdom.
    /// </summary>
    public bool InEurope => InUnion || Country is "NO" or "IS" or "LI" or "GB";

    /// <summary>The region whose privacy limits hold there.</summary>
    public Policy.Region PrivacyRegion =>
        InEurope ? Policy.Region.Europe : Country is "JP" ? Policy.Region.Japan : Policy.Region.Elsewhere;

    /// <summary>
    /// The places that keep recurring notifications after their end, and that paid marketing leaves out.
    /// </summary>
    public bool KeepsRecurring => InUnion || Country is "AU" or "JP" or "KR" or "GB";
}
