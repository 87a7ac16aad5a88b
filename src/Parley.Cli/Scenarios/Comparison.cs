using System.Text.Json;

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
        var wire = decision.GetProperty("wire");
        var error = answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("error", out var found) ? found : default;

        void Expect(string what, object? wanted, object? got)
        {
            if (!Equals(wanted, got)) differences.Add($"{what}: expected {wanted ?? "none"}, found {got ?? "none"}");
        }

        Expect("decide", Verdict(expected.Accept), Verdict(wire.GetProperty("accept").GetBoolean()));
        Expect("send", Verdict(expected.Accept), Verdict(error.ValueKind is JsonValueKind.Undefined));
        if (expected.Lane is { } lane) Expect("lane", lane, Text(decision, "lane"));
        if (expected.Reason is { } reason) Expect("reason", reason, Text(wire, "reason"));
        if (expected.Code is { } code)
        {
            Expect("decide, code", code, Number(wire, "code"));
            Expect("send, code", code, Number(error, "code"));
        }

        if (expected.ErrorSubcode is { } subcode)
        {
            Expect("decide, error_subcode", subcode, Number(wire, "error_subcode"));
            Expect("send, error_subcode", subcode, Number(error, "error_subcode"));
        }

        if (expected.Policy is { } rules)
        {
            var heard = decision.GetProperty("policy").EnumerateArray().Select(finding => Text(finding, "rule"));
            Expect("policy", Join(rules), Join(heard));
        }

        return differences;
    }

    private static string Verdict(bool accept) => accept ? "accepted" : "refused";

    private static string Join(IEnumerable<string?> rules) => string.Join(", ", rules.Order(StringComparer.Ordinal)) is { Length: > 0 } all ? all : "none";

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.TryGetInt32(out var number)
            ? number
            : null;
}
