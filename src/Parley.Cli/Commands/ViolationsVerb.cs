using System.CommandLine;
using System.Text.Json;
using Parley.Cli.Client;
using Parley.Cli.Terminal;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary><c>parley violations</c>: what the rules found against accepted sends and missing answers.</summary>
internal sealed class ViolationsVerb : ClientVerb
{
    private readonly Option<string?>[] filters =
    [
        Opt.Text("--page", "PAGE", "Only of this page."),
        Opt.Text("--thread", "PAGE/PSID", "Only of this thread, as PAGE/PSID."),
        Opt.Text("--rule", "RULE", "Only of this rule, as promo_tag or responsiveness."),
        Opt.Text("--level", "LEVEL", "Only of this level: violation or advise."),
        Opt.Text("--after", "NEXT", "From here on, the `next` of an earlier list."),
    ];

    public ViolationsVerb()
        : base(
            "violations",
            "Lists what the rules found, newest first: sends the policy forbids, answers that did not come in time.",
            "parley violations",
            "parley violations --level violation --page 100000000000001",
            "parley violations --rule responsiveness --json")
    {
        foreach (var filter in filters) Options.Add(filter);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed, ParleyApi api, Screen screen, CancellationToken cancel)
    {
        var query = Query.Of(filters.Select(filter => (filter.Name[2..], parsed.GetValue(filter))));
        return screen.Show(await api.Get("violations" + query, cancel), list => Print(screen, list));
    }

    private static void Print(Screen screen, ApiAnswer list)
    {
        var rows = list.Root.Each("data").Select(Row).ToList();
        if (rows.Count == 0) screen.Line("[green]✓[/] nothing found");
        screen.Columns(rows);
        if (list.Text("next") is { } next) screen.Line($"  [grey]more: --after {next.EscapeMarkup()}[/]");
    }

    private static string[] Row(JsonElement one) =>
    [
        $"[grey]{Cell(one, "at")}[/]", Level(Cell(one, "level")), Cell(one, "rule"),
        $"{Cell(one, "page")}/{Cell(one, "psid")}", Cell(one, "lane"), Cell(one, "because"),
        $"[grey]{Cell(one, "mid")}[/]",
    ];

    private static string Level(string level) => level is "violation" ? $"[red]{level}[/]" : $"[yellow]{level}[/]";

    private static string Cell(JsonElement of, string name) => of.Member(name).ToString().EscapeMarkup();
}
