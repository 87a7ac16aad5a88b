namespace Parley.Policy.Rules;

/// <summary>
/// Calls to the custom labels of a page, reading included: off in some regions at times, and, once the Page Contact
/// Terms reached the page, refused to every app until one of its admins accepted them. Once is enough for all apps.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Custom labels", changelog of 2021-10-01 (page by page,
/// rolling) and of 2023-10-17 (back in Europe and Japan).
/// </remarks>
/// <param name="AskTerms">Whether the edition asks for the terms.</param>
/// <param name="OffIn">Where there are no labels.</param>
public sealed record Labels(bool AskTerms, RegionsOff OffIn)
{
    /// <summary>Why a call is refused, or null.</summary>
    /// <param name="page">The page; its terms too.</param>
    /// <param name="person">Where the labelled person is; unknown for a call that names nobody.</param>
    /// <param name="now">When.</param>
    public Reason? Refuse(Standing page, Place person, Moment now)
    {
        if (OffIn.Includes(Regions.Of(page, person))) return Reason.RegionOff;
        return AskTerms && page.Terms.Lack(now) ? Reason.ContactTermsMissing : null;
    }
}
