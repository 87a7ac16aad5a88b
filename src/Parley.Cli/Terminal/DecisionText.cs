using System.Text.Json;
using Parley.Cli.Client;
using Spectre.Console;

namespace Parley.Cli.Terminal;

/// <summary>Tells a decision in lines for people: the verdict, what the rules say, every lane, the way left.</summary>
internal static class DecisionText
{
    /// <summary>Prints a whole decision.</summary>
    public static void Print(Screen screen, JsonElement decision)
    {
        screen.Line(Verdict(decision));
        var (edition, mode) = (Escaped(decision, "edition"), Escaped(decision, "mode"));
        screen.Line($"  [grey]edition {edition}, mode {mode}, at {Escaped(decision, "at")}[/]");
        foreach (var finding in decision.Each("policy"))
        {
            var (level, rule) = (Escaped(finding, "level"), Escaped(finding, "rule"));
            screen.Line($"  [yellow]{level}[/] {rule}: {Escaped(finding, "because")}");
        }

        screen.Columns(Lanes(decision));
        if (!decision.Member("wire").Flag("accept") && Next(decision) is { } next) screen.Line($"  {next}");
    }

    /// <summary>The verdict in one line.</summary>
    public static string Verdict(JsonElement decision)
    {
        var wire = decision.Member("wire");
        if (wire.Flag("accept"))
            return $"[green]✓ accepted[/]{(decision.Text("lane") is { } lane ? $" by lane [bold]{lane}[/]" : "")}";
        var subcode = wire.Number("error_subcode") is { } sub ? $" subcode {sub}" : "";
        return $"[red]✗ refused[/] code {wire.Number("code")}{subcode}: [bold]{Escaped(wire, "reason")}[/]";
    }

    /// <summary>One row per lane: name, open or shut, since when or until when, and why.</summary>
    public static List<string[]> Lanes(JsonElement of) => [.. of.Each("lanes").Select(Lane)];

    /// <summary>Every shut lane in a line: since when, and why.</summary>
    public static IEnumerable<string> Whys(JsonElement decision) =>
        from lane in decision.Each("lanes")
        where !lane.Flag("open")
        let since = lane.Text("closed_at") is { } at ? $" shut since {at.EscapeMarkup()}" : ""
        select $"{Escaped(lane, "lane")}{since}: {Escaped(lane, "why")}";

    /// <summary>The way that is left, or null.</summary>
    public static string? Next(JsonElement decision)
    {
        var next = decision.Member("next");
        if (next.ValueKind is not JsonValueKind.Object) return null;
        var when = next.Text("at") is { } at ? $"from {at.EscapeMarkup()}" : "now";
        var way = decision.Each("lanes").FirstOrDefault(lane => lane.Text("lane") == next.Text("lane"));
        var needs = Needs(way) is { Length: > 0 } some ? $"; {some.EscapeMarkup()}" : "";
        return $"→ the way left: [bold]{Escaped(next, "lane")}[/], {when}{needs}";
    }

    private static string[] Lane(JsonElement lane)
    {
        var bound = (lane.Text("until"), lane.Text("closed_at")) switch
        {
            ({ } until, _) => $"until {until}",
            (_, { } closed) => $"since {closed}",
            _ => "",
        };
        var why = new List<string>();
        if (lane.Text("why") is { Length: > 0 } because) why.Add(because);
        if (Needs(lane) is { Length: > 0 } needs) why.Add(needs);
        return
        [
            Escaped(lane, "lane"), lane.Flag("open") ? "[green]open[/]" : "[red]shut[/]", bound.EscapeMarkup(),
            $"[grey]{string.Join("; ", why).EscapeMarkup()}[/]",
        ];
    }

    private static string Needs(JsonElement lane)
    {
        var needs = string.Join(", ", lane.Each("needs").Select(need => need.GetString()));
        return needs.Length > 0 ? $"needs {needs}" : "";
    }

    private static string Escaped(JsonElement of, string name) => of.Text(name).EscapeMarkup();
}
