using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Parley.Cli.Terminal;

/// <summary>Tells a decision of the API in lines for people: the verdict, what the rules say, every lane, the way left.</summary>
internal static class DecisionText
{
    /// <summary>Prints a whole decision.</summary>
    public static void Print(Screen screen, JsonElement decision)
    {
        screen.Line(Verdict(decision));
        screen.Line($"  [grey]edition {Text(decision, "edition")}, mode {Text(decision, "mode")}, at {Text(decision, "at")}[/]");
        foreach (var finding in Each(decision, "policy"))
            screen.Line($"  [yellow]{Text(finding, "level")}[/] {Text(finding, "rule")}: {Text(finding, "because")}");
        screen.Columns(Lanes(decision));
        if (Next(decision) is { } next) screen.Line($"  {next}");
    }

    /// <summary>The verdict in one line.</summary>
    public static string Verdict(JsonElement decision)
    {
        var wire = decision.GetProperty("wire");
        if (wire.GetProperty("accept").GetBoolean())
            return $"[green]✓ accepted[/]{(Text(decision, "lane") is { Length: > 0 } lane ? $" by lane [bold]{lane}[/]" : "")}";
        var code = string.Create(CultureInfo.InvariantCulture, $"code {Number(wire, "code")}");
        if (Number(wire, "error_subcode") is { Length: > 0 } subcode) code += $" subcode {subcode}";
        return $"[red]✗ refused[/] {code}: [bold]{Text(wire, "reason")}[/]";
    }

    /// <summary>One row per lane: name, open or shut, since when or until when, and why.</summary>
    public static List<string[]> Lanes(JsonElement of) => [.. Each(of, "lanes").Select(Lane)];

    /// <summary>Every shut lane and why.</summary>
    public static IEnumerable<(string Lane, string Why)> Whys(JsonElement decision) =>
        from lane in Each(decision, "lanes")
        where !lane.GetProperty("open").GetBoolean()
        select (Text(lane, "lane"), Text(lane, "why"));

    /// <summary>The way that is left, or null.</summary>
    public static string? Next(JsonElement decision)
    {
        if (!decision.TryGetProperty("next", out var next) || next.ValueKind is not JsonValueKind.Object) return null;
        var when = next.TryGetProperty("now", out var now) && now.ValueKind is JsonValueKind.True
            ? "now"
            : Text(next, "at") is { Length: > 0 } at ? $"from {at}" : "later";
        return $"→ the way left: [bold]{Text(next, "lane")}[/], {when}";
    }

    private static string[] Lane(JsonElement lane)
    {
        var open = lane.GetProperty("open").GetBoolean();
        var bound = open
            ? Text(lane, "until") is { Length: > 0 } until ? $"until {until}" : ""
            : Text(lane, "closed_at") is { Length: > 0 } closed ? $"since {closed}" : "";
        var needs = string.Join(", ", Each(lane, "needs").Select(need => need.GetString()));
        var why = Text(lane, "why");
        if (needs.Length > 0) why += $"{(why.Length > 0 ? "; " : "")}needs {needs.EscapeMarkup()}";
        return [Text(lane, "lane"), open ? "[green]open[/]" : "[red]shut[/]", bound, $"[grey]{why}[/]"];
    }

    private static JsonElement.ArrayEnumerator Each(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray()
            : default;

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()!.EscapeMarkup()
            : "";

    private static string Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetRawText() : "";
}
