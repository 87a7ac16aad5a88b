using System.Collections.Immutable;
using Parley.Policy;

namespace Parley.Wire.Content;

/// <summary>Tells the kernel what a review found.</summary>
public static class Noticing
{
    /// <summary>The findings as the kernel takes them: what was noticed, and the words it rests on.</summary>
    public static ImmutableArray<Signal> Of(ImmutableArray<ContentFinding> findings)
    {
        if (findings.IsDefaultOrEmpty) return [];
        var signals = ImmutableArray.CreateBuilder<Signal>(findings.Length);
        foreach (var finding in findings)
        {
            var passage = new Passage(finding.Path, finding.Start, finding.Length);
            signals.Add(new Signal(finding.Rule, finding.Because) { Passage = passage });
        }

        return signals.MoveToImmutable();
    }
}
