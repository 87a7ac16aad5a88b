using NodaTime;

namespace Parley.Policy.Rules;

/// <summary>
/// Custom labels work only once an admin of the page has accepted the Page Contact Terms: every call to them is refused
/// until then, reading included, by whatever app.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Custom labels" and changelog of 2021-10-01 (page by page,
/// rolling). The day a page is reached by the roll-out is data; 2021-10-01 where nobody names it is our reading.
/// </remarks>
/// <param name="EnforcedFrom">From when they are asked of this page, or never = from the edition's first day.</param>
/// <param name="Accepted">Whether an admin accepted them.</param>
public readonly record struct ContactTerms(Moment EnforcedFrom, bool Accepted)
{
    private static readonly LocalDate FirstDay = new(2021, 10, 1);

    /// <summary>Terms nobody accepted, asked for as early as the edition has them.</summary>
    public static readonly ContactTerms Unknown = new(Moment.Never, false);

    /// <summary>Whether a call to the labels is refused.</summary>
    public bool Refuse(Edition edition, Moment now) =>
        edition.Day >= FirstDay && !Accepted && !(EnforcedFrom.Happened && now < EnforcedFrom);
}
