using System.Text.Json;
using Parley.Cli.Client;

namespace Parley.Cli.Scenarios;

/// <summary>Compares what a step tells of a send with the decision and with the real answer.</summary>
internal static class Comparison
{
    /// <summary>Every difference in words; empty if all is as told.</summary>
    /// <param name="expected">What the step tells, or null for nothing.</param>
    /// <param name="decision">The decision, as <c>decide</c> gave it.</param>
    /// <param name="answer">The Send API's body, of a success or of an error.</param>
    public static IReadOnlyList<string> Of(Expectation? expected, JsonElement decision, JsonElement answer)
    {
        var differences = new List<string>();
        if (expected is null) return differences;
        var (wire, error) = (decision.Member("wire"), answer.Member("error"));

        void Expect(string what, object? wanted, object? got)
        {
            if (!Equals(wanted, got)) differences.Add($"{what}: expected {wanted ?? "none"}, found {got ?? "none"}");
        }

        Expect("decide", Verdict(expected.Accept), Verdict(wire.Flag("accept")));
        Expect("send", Verdict(expected.Accept), Verdict(answer.Text("recipient_id") is not null));
        if (expected.Lane is { } lane) Expect("lane", lane, decision.Text("lane"));
        if (expected.Reason is { } reason) Expect("reason", reason, wire.Text("reason"));
        if (expected.Code is { } code)
        {
            Expect("decide, code", code, wire.Number("code"));
            Expect("send, code", code, error.Number("code"));
        }

        if (expected.ErrorSubcode is { } subcode)
        {
            Expect("decide, error_subcode", subcode, wire.Number("error_subcode"));
            Expect("send, error_subcode", subcode, error.Number("error_subcode"));
        }

        if (expected.Policy is { } rules)
        {
            var heard = decision.Each("policy").Select(finding => finding.Text("rule"));
            Expect("policy", Join(rules), Join(heard));
        }

        return differences;
    }

    private static string Verdict(bool accept) => accept ? "accepted" : "refused";

    private static string Join(IEnumerable<string?> rules)
    {
        var all = string.Join(", ", rules.Order(StringComparer.Ordinal));
        return all.Length > 0 ? all : "none";
    }
}
