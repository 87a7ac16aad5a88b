namespace Parley.Policy;

/// <summary>The regions in which features were switched off at times.</summary>
public enum Region : byte
{
    /// <summary>No limit.</summary>
    Elsewhere = 0,

    /// <summary>The European Union, Norway, Iceland, Liechtenstein, the United Kingdom.</summary>
    Europe = 1,

    /// <summary>Japan.</summary>
    Japan = 2,
}

/// <summary>Finds the region whose privacy limits hold.</summary>
public static class Regions
{
    /// <summary>The region of a person and a page; Europe goes first where they differ.</summary>
    public static Region Of(Standing standing, Place person)
    {
        if (standing.EuropeanPrivacy) return Region.Europe;
        var (there, here) = (person.PrivacyRegion, standing.Place.PrivacyRegion);
        return there is Region.Europe || here is Region.Elsewhere ? there : here;
    }
}

/// <summary>In which regions something is switched off.</summary>
/// <param name="Europe">In Europe.</param>
/// <param name="Japan">In Japan.</param>
public readonly record struct RegionsOff(bool Europe, bool Japan)
{
    /// <summary>Whether it is off there.</summary>
    public bool Includes(Region region) => region switch
    {
        Region.Europe => Europe,
        Region.Japan => Japan,
        _ => false,
    };
}
