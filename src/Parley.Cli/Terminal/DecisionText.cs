using System.Text.Json;
using Parley.Cli.Client;
using Parley.Cli.Wordings;
using Spectre.Console;

namespace Parley.Cli.Terminal;

/// <summary>Tells a decision in lines for people: the verdict, what the rules say, every lane, the way left.</summary>
internal sealed class DecisionText(Wording words)
{
    /// <summary>Prints a whole decision.</summary>
    public static void Print(Screen screen, JsonElement decision) =>
        new DecisionText(screen.Words).On(screen, decision);

    /// <summary>The verdict in one line.</summary>
    public string Verdict(JsonElement decision)
    {
        var wire = decision.Member("wire");
        if (wire.Flag("accept"))
        {
            var lane = decision.Text("lane") is null ? "" : $"[bold]{Escaped(decision, "lane")}[/]";
            var by = lane.Length == 0 ? "" : " " + words.Filled("by_lane", ("lane", lane));
            return $"[green]✓ {words["accepted"]}[/]{by}";
        }

        return $"[red]✗ {words["refused"]}[/] {Code(words, wire)}: [bold]{Escaped(wire, "reason")}[/]";
    }

    /// <summary><c>code 10 subcode 2018278</c></summary>
    public static string Code(Wording words, JsonElement error)
    {
        var code = ("code", error.Number("code")?.ToString(null, null) ?? "-");
        return error.Number("error_subcode") is { } subcode
            ? words.Filled("code.sub", code, ("subcode", subcode.ToString(null, null)))
            : words.Filled("code", code);
    }

    /// <summary>One row per lane: name, open or shut, since when or until when, and why.</summary>
    public List<string[]> Lanes(JsonElement of) => [.. of.Each("lanes").Select(Lane)];

    /// <summary>Every shut lane in a line: since when, and why.</summary>
    public IEnumerable<string> Whys(JsonElement decision) =>
        from lane in decision.Each("lanes")
        where !lane.Flag("open")
        let since = lane.Text("closed_at") is { } at ? " " + words.Filled("shut_since", ("at", words.At(at))) : ""
        select $"{Escaped(lane, "lane")}{since.EscapeMarkup()}: {Escaped(lane, "why")}";

    /// <summary>The way that is left, or null.</summary>
    public string? Next(JsonElement decision)
    {
        var next = decision.Member("next");
        if (next.ValueKind is not JsonValueKind.Object) return null;
        var lane = ("lane", $"[bold]{Escaped(next, "lane")}[/]");
        var told = next.Text("at") is { } at
            ? words.Filled("next.at", lane, ("at", words.At(at).EscapeMarkup()))
            : words.Filled("next.now", lane);
        var way = decision.Each("lanes").FirstOrDefault(one => one.Text("lane") == next.Text("lane"));
        return told + (Needs(way) is { Length: > 0 } needs ? $"; {needs.EscapeMarkup()}" : "");
    }

    private void On(Screen screen, JsonElement decision)
    {
        screen.Line(Verdict(decision));
        if (decision.Member("wire").Text("why") is { } why) screen.Line($"  {why.EscapeMarkup()}");
        var judged = words.Filled(
            "judged",
            ("edition", Escaped(decision, "edition")),
            ("mode", Escaped(decision, "mode")),
            ("at", words.At(decision.Text("at")).EscapeMarkup()));
        screen.Line($"  [grey]{judged}[/]");
        foreach (var finding in decision.Each("policy"))
        {
            var level = words["level." + finding.Text("level")].EscapeMarkup();
            screen.Line($"  [yellow]{level}[/] {Escaped(finding, "rule")}: {Escaped(finding, "because")}");
            if (finding.Text("why") is { } rule) screen.Line($"    {rule.EscapeMarkup()}");
        }

        screen.Columns(Lanes(decision));
        if (!decision.Member("wire").Flag("accept") && Next(decision) is { } next) screen.Line($"  {next}");
    }

    private string[] Lane(JsonElement lane)
    {
        var bound = (lane.Text("until"), lane.Text("closed_at")) switch
        {
            ({ } until, _) => words.Filled("until", ("at", words.At(until))),
            (_, { } closed) => words.Filled("ended", ("at", words.At(closed))),
            _ => "",
        };
        var why = new List<string>();
        if (lane.Text("why") is { Length: > 0 } because) why.Add(because);
        if (Needs(lane) is { Length: > 0 } needs) why.Add(needs);
        return
        [
            Escaped(lane, "lane"), lane.Flag("open") ? $"[green]{words["open"]}[/]" : $"[red]{words["shut"]}[/]",
            bound.EscapeMarkup(), $"[grey]{string.Join("; ", why).EscapeMarkup()}[/]",
        ];
    }

    private string Needs(JsonElement lane)
    {
        var needs = lane.Each("needs").Select(need => words.Sentences.OfNeed(need.GetString() ?? "")).ToList();
        return needs.Count > 0 ? words.Filled("needs", ("needs", string.Join(words["list"], needs))) : "";
    }

    private static string Escaped(JsonElement of, string name) => of.Text(name).EscapeMarkup();
}
