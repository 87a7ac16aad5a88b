using Parley.Policy;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Findings;

/// <summary>Findings of the kernel as they are stored.</summary>
internal static class FindingBodies
{
    /// <summary>The stored shape of a finding.</summary>
    public static FindingBody Of(Finding finding) =>
        new(finding.Rule, DecisionJson.LevelName(finding.Level), finding.Because)
        {
            Span = finding.Passage is { } passage
                ? new PassageBody(passage.Path, passage.Start, passage.Length)
                : null,
        };
}
