using NodaTime;
using Parley.Cli.Scenarios;
using Parley.Policy;
using Parley.Wire;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>What the library says, as stories compare it.</summary>
internal static class Library
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static readonly Found Accepted = new(true, null, null, null, null, Nothing);

    /// <summary>Of a request that fails before the policy is asked.</summary>
    public static Found Of(GraphError error) => new(false, null, error.Code, error.Subcode, error.Name, Nothing);

    /// <summary>Of an outcome.</summary>
    public static Found Of(in Outcome outcome, Channel channel, LocalDate day)
    {
        var policy = new Dictionary<string, string>();
        foreach (var finding in outcome.Findings) policy[finding.Rule] = DecisionJson.LevelName(finding.Level);
        if (outcome.Accepted) return Accepted with { Lane = outcome.Lane, Policy = policy };
        return Of(GraphErrors.For(in outcome, channel, day)) with { Policy = policy };
    }

    /// <summary>Of something a person did: only the rules can find something against it.</summary>
    public static Found Said(Finding? finding) => finding is null
        ? Accepted
        : Accepted with
        {
            Policy = new Dictionary<string, string> { [finding.Rule] = DecisionJson.LevelName(finding.Level) },
        };
}
