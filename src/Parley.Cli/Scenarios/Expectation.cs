using System.Text.Json;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>What must come of a step; only the members given are compared.</summary>
internal sealed record Expectation
{
    /// <summary>Whether the wire accepts.</summary>
    public bool? Accept { get; set; }

    /// <summary>The lane that carries it.</summary>
    public string? Lane { get; set; }

    /// <summary>The Graph code of the refusal.</summary>
    public int? Code { get; set; }

    /// <summary>The Graph subcode of the refusal; where a code is given and this is not, there must be none.</summary>
    public int? ErrorSubcode { get; set; }

    /// <summary>The reason of the refusal.</summary>
    public string? Reason { get; set; }

    /// <summary>The rules found against it with their level; empty = none.</summary>
    public IReadOnlyDictionary<string, string>? Policy { get; set; }

    /// <summary>Every difference from a full verdict, in words; empty if all is as told.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="where">By whom, as the first word of each difference.</param>
    public IReadOnlyList<string> DifferencesFrom(Found found, string where)
    {
        var differences = new Differences(where);
        Wire(found, differences);
        if (Lane is not null) differences.Expect("lane", Lane, found.Lane);
        if (Reason is not null) differences.Expect("reason", Reason, found.Reason);
        if (Policy is not null) differences.Expect("policy", Found.Join(Policy), Found.Join(found.Policy));
        return differences.All;
    }

    /// <summary>
    /// Every difference of the wire's half alone: the Send API's bare answer knows neither lane nor rules.
    /// </summary>
    public IReadOnlyList<string> WireDifferences(Found found, string where)
    {
        var differences = new Differences(where);
        Wire(found, differences);
        return differences.All;
    }

    private void Wire(Found found, Differences differences)
    {
        if (Accept is { } accept) differences.Expect("", Word(accept), Word(found.Accept));
        if (Code is null) return;
        differences.Expect("code", Code, found.Code);
        differences.Expect("error_subcode", ErrorSubcode, found.ErrorSubcode);
    }

    private static string Word(bool accept) => accept ? "accepted" : "refused";

    private sealed class Differences(string where)
    {
        public List<string> All { get; } = [];

        public void Expect(string what, object? wanted, object? got)
        {
            if (Equals(wanted, got)) return;
            var which = what.Length > 0 ? $"{where}, {what}" : where;
            All.Add($"{which}: expected {wanted ?? "none"}, found {got ?? "none"}");
        }
    }
}

/// <summary>What came of a send or a call: both halves of the decision in one.</summary>
/// <param name="Accept">Whether the wire accepts.</param>
/// <param name="Lane">The lane that carries it, or null.</param>
/// <param name="Code">The Graph code of a refusal, or null.</param>
/// <param name="ErrorSubcode">Its subcode, or null.</param>
/// <param name="Reason">The reason of a refusal, or null.</param>
/// <param name="Policy">The rules found against it with their level.</param>
internal sealed record Found(
    bool Accept,
    string? Lane,
    int? Code,
    int? ErrorSubcode,
    string? Reason,
    IReadOnlyDictionary<string, string> Policy)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Of a decision as every surface prints it.</summary>
    public static Found OfDecision(JsonElement decision)
    {
        var wire = decision.Member("wire");
        return new Found(
            wire.Flag("accept"),
            decision.Text("lane"),
            wire.Number("code"),
            wire.Number("error_subcode"),
            wire.Text("reason"),
            decision.Each("policy").ToDictionary(one => one.Text("rule") ?? "", one => one.Text("level") ?? ""));
    }

    /// <summary>Of an answer of the Graph API: a success is whatever is no error.</summary>
    public static Found OfAnswer(JsonElement answer)
    {
        var error = answer.Member("error");
        var accept = error.ValueKind is JsonValueKind.Undefined && answer.ValueKind is JsonValueKind.Object;
        return new Found(accept, null, error.Number("code"), error.Number("error_subcode"), null, Nothing);
    }

    /// <summary>Rules with their levels as a text.</summary>
    public static string Join(IReadOnlyDictionary<string, string> rules)
    {
        var all = string.Join(", ", rules.Select(rule => $"{rule.Key} {rule.Value}").Order(StringComparer.Ordinal));
        return all.Length > 0 ? all : "none";
    }
}
