using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Wire.Content;

namespace Parley.Wire.Audit;

/// <summary>By what a log is judged.</summary>
/// <param name="Edition">The edition; null = at each instant what was in force then.</param>
/// <param name="Mode">How violations are treated.</param>
/// <param name="Review">What looks at the words of messages.</param>
public sealed record AuditSettings(Edition? Edition, Mode Mode, IContentReview Review)
{
    /// <summary>The editions from which the one in force is taken, where none is named.</summary>
    public EditionSet Editions { get; init; } = EditionCatalogue.Usual;

    /// <summary>
    /// Whether every lane is explained for every send; else only the verdict is made, which is much quicker.
    /// </summary>
    public bool Explain { get; init; }
}
