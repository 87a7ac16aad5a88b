namespace Parley.Policy.Rules;

/// <summary>How a page stands to the Page Contact Terms.</summary>
/// <remarks>
/// The day a page is reached by the roll-out is data; from the first day of the terms where nobody names it is our
/// reading.
/// </remarks>
/// <param name="EnforcedFrom">
/// From when they are asked of this page, or never = as early as the edition has them.
/// </param>
/// <param name="Accepted">Whether an admin accepted them.</param>
public readonly record struct ContactTerms(Moment EnforcedFrom, bool Accepted)
{
    /// <summary>Terms nobody accepted, asked for as early as the edition has them.</summary>
    public static readonly ContactTerms Unknown = new(Moment.Never, false);

    /// <summary>Whether they are asked for and not accepted.</summary>
    public bool Lack(Moment now) => !Accepted && !(EnforcedFrom.Happened && now < EnforcedFrom);
}
