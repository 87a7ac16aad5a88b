using NodaTime;
using Parley.Cli.Scenarios;
using Parley.Policy;
using Parley.Wire;
using Parley.Wire.Audit;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>What the library says, as stories compare it.</summary>
internal static class Library
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static readonly Found Accepted = new(true, null, null, null, null, Nothing);

    /// <summary>Of a request that fails before the policy is asked.</summary>
    public static Found Of(GraphError error) => new(
        false, null, error.Code == 0 ? null : error.Code, error.Subcode, error.Name, Nothing);

    /// <summary>Of an outcome.</summary>
    public static Found Of(in Outcome outcome, Channel channel, LocalDate day)
    {
        var policy = PolicyOf(in outcome);
        if (outcome.Accepted) return Accepted with { Lane = outcome.Lane, Policy = policy };
        return Of(GraphErrors.For(in outcome, channel, day)) with { Policy = policy };
    }

    /// <summary>Of a judgement of an audit.</summary>
    public static Found Of(AuditEntry entry)
    {
        var outcome = entry.Decision.Outcome;
        var policy = PolicyOf(in outcome);
        if (entry.Error is not { } error) return Accepted with { Lane = outcome.Lane, Policy = policy };
        return Of(error) with { Policy = policy };
    }

    /// <summary>Of something a person did: only the rules can find something against it.</summary>
    public static Found Said(Finding? finding) => finding is null
        ? Accepted
        : Accepted with
        {
            Policy = new Dictionary<string, string> { [finding.Rule] = DecisionJson.LevelName(finding.Level) },
        };

    private static Dictionary<string, string> PolicyOf(in Outcome outcome)
    {
        var policy = new Dictionary<string, string>();
        foreach (var finding in outcome.Findings) policy[finding.Rule] = DecisionJson.LevelName(finding.Level);
        return policy;
    }
}
