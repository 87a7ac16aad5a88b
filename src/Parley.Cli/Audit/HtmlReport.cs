using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Parley.Cli.Wordings;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>
/// One page for people who answer for a brand: what was sent, what failed and why, by page, lane, rule and over time.
/// It loads nothing from anywhere.
/// </summary>
internal sealed class HtmlReport(ReportOut output, Headline headline, Telling telling) : IReport
{
    private const int MostShown = 300;

    private readonly Wording words = telling.Words;
    private readonly Charts charts = new(telling.Words);
    private readonly List<AuditEntry> problems = [];
    private readonly List<(AuditEntry By, AuditEntry Other)> changes = [];
    private readonly Dictionary<string, string> names = [];
    private long problemCount;
    private long changeCount;

    public bool Explains => false;

    public void Add(AuditEntry entry, AuditEntry? other)
    {
        if (entry.PageName is { } name) names[entry.Page.ToString()] = name;
        var isProblem = entry.Refused || entry.Violates || entry.Kind is EntryKind.Received;
        if (isProblem && problemCount++ < MostShown) problems.Add(entry);
        if (other is not null && changeCount++ < MostShown) changes.Add((entry, other));
    }

    public void End(AuditTally tally, AuditTally? other)
    {
        Write(Head.Replace("{lang}", words.Language, StringComparison.Ordinal)
            .Replace("{title}", Say("report.name"), StringComparison.Ordinal));
        Write($"<h1>{Say("report.title")}</h1>{Summary(tally)}");
        Section(Say("report.over_time"), Legend + charts.OverTime(tally.Days));
        Section(Say("report.by_page"), Legend + charts.Bars(tally.Pages.Select(one => Row(Named(one.Key), one.Value))));
        Section(
            Say("report.by_lane"),
            $"<p>{Say("report.lanes")}</p>"
            + charts.Bars(tally.Lanes.Select(one => Row((words.Sentences.OfLane(one.Key), one.Key), one.Value))));
        Rules(Say("report.refused"), tally.Reasons, telling.OfReason, refused: true);
        Rules(Say("report.violations"), tally.Violations, words.Sentences.OfRule, refused: false);
        Rules(Say("report.advice"), tally.Advice, words.Sentences.OfRule, refused: false);
        if (other is not null) Compared(tally, other);
        Problems();
        Write("</main></body></html>\n");
    }

    private string Summary(AuditTally tally)
    {
        var all = tally.All;
        var share = all.Sends == 0 ? 0 : 100d * all.Accepted / all.Sends;
        var (from, to) = (tally.Days.Keys.FirstOrDefault(), tally.Days.Keys.LastOrDefault());
        var days = tally.Days.Count == 0 ? "" : Say("report.days", ("from", words.Day(from)), ("to", words.Day(to)));
        var calls = tally.Calls.Refused == 0 ? "" : Say("report.calls", ("count", Wording.Number(tally.Calls.Refused)));
        var lead = Say(
            "report.lead",
            ("sends", words.Count("sends", all.Sends)), ("pages", words.Count("pages", tally.Pages.Count)),
            ("days", days), ("edition", headline.By.Name), ("share", Line($"{share:0.#}")));
        return Line(
            $"""
            <p class="lead">{lead}{calls} {Charts.Text(telling.OfUncertain(tally.Uncertain))}</p>
            <div class="tiles"><div><b>{all.Accepted:N0}</b>{Say("accepted")}</div>
            <div class="r"><b>{all.Refused:N0}</b>{Say("refused")}</div>
            <div class="v"><b>{all.Violated:N0}</b>{Say("violated")}</div></div>
            """);
    }

    private void Compared(AuditTally tally, AuditTally other)
    {
        var compared = Say(
            "report.compared",
            ("differing", Wording.Number(changeCount)), ("sends", words.Count("sends", tally.All.Sends)),
            ("accepted", Wording.Number(other.All.Accepted)), ("refused", Wording.Number(other.All.Refused)),
            ("violated", Wording.Number(other.All.Violated)));
        Section(
            Say("report.under", ("edition", headline.Other!.Name)),
            $"<p>{compared}</p>"
            + charts.Bars(other.Reasons.Select(one => (telling.OfReason(one.Key), one.Key, 0L, 0L, one.Value))));
        if (changes.Count == 0) return;
        Write(ListHead(Charts.Text(headline.By.Name), Charts.Text(headline.Other!.Name)));
        foreach (var (by, then) in changes)
            Write($"<tr>{Cells(by)}<td>{Verdict(by)}{Why(by)}</td><td>{Verdict(then)}{Why(then)}</td></tr>");
        Write("</table>" + Rest(changeCount));
    }

    private void Rules(string title, SortedDictionary<string, long> counts, Func<string, string> meaning, bool refused)
    {
        if (counts.Count == 0) return;
        Section(title, charts.Bars(counts.Select(one =>
            (meaning(one.Key), one.Key, 0L, refused ? 0L : one.Value, refused ? one.Value : 0L))));
    }

    private void Problems()
    {
        if (problems.Count == 0) return;
        Section(Say("report.lines"), "");
        Write(ListHead(Say("column.verdict"), Say("report.why")));
        foreach (var entry in problems) Write($"<tr>{Cells(entry)}<td>{Verdict(entry)}</td><td>{Why(entry)}</td></tr>");
        Write("</table>" + Rest(problemCount));
    }

    private string Cells(AuditEntry entry)
    {
        var (page, id) = Named(entry.Page.ToString());
        var day = words.Day(entry.At.InUtc().Date);
        var time = LocalTimePattern.ExtendedIso.Format(entry.At.InUtc().TimeOfDay.With(TimeAdjusters.TruncateToSecond));
        return Line(
            $"""
            <td class="number">{entry.Line}</td><td class="number">{day}<small>{time}</small></td>
            <td>{Charts.Text(page)}<small>{id}</small></td><td>{entry.Person?.ToString() ?? "-"}</td>
            """);
    }

    private string Verdict(AuditEntry entry)
    {
        var exactly = Charts.Text(telling.Verdict(entry));
        if (entry.Kind is EntryKind.Received) return $"<span class=\"v\">{exactly}</span>";
        var (kind, verdict) = entry.Refused ? ("r", "refused")
            : entry.Violates ? ("v", "report.legend.violated")
            : ("f", "accepted");
        return $"<span class=\"{kind}\">{Say(verdict)}</span><small>{exactly}</small>";
    }

    // The name that people know it by first, and below it the id.
    private (string Name, string Meaning) Named(string page) =>
        names.TryGetValue(page, out var name) ? (name, page) : (page, "");

    private string Why(AuditEntry entry)
    {
        var lines = new List<string>();
        if (telling.Why(entry) is { Length: > 0 } why) lines.Add(Charts.Text(why));
        if (entry.Uncertain) lines.Add(Charts.Text(telling.Uncertain));
        foreach (var finding in entry.Decision.Outcome.Findings)
            lines.Add($"{Charts.Text(words.Sentences.OfRule(finding.Rule))} <q>{Charts.Text(finding.Because)}</q>");
        return string.Join("<br>", lines);
    }

    private static (string Name, string Meaning, long Fine, long Violated, long Refused) Row(
        (string Name, string Meaning) of, AuditCount count)
    {
        var violated = Math.Min(count.Violated, count.Accepted);
        return (of.Name, of.Meaning, count.Accepted - violated, violated, count.Refused);
    }

    private string Rest(long count) => count <= MostShown
        ? ""
        : $"<p>{Say("report.rest", ("shown", Wording.Number(MostShown)), ("count", Wording.Number(count)))}</p>";

    private string ListHead(string verdict, string more)
    {
        string[] heads =
        [
            Say("column.line"), Say("report.when"), Say("report.page"), Say("report.person"), verdict, more,
        ];
        return $"<table class=\"list\"><tr>{string.Concat(heads.Select(head => $"<th>{head}</th>"))}</tr>";
    }

    private string Say(string key, params ReadOnlySpan<(string Place, string Value)> values) =>
        Charts.Text(words.Filled(key, values));

    private void Section(string title, string content) => Write($"<h2>{title}</h2>{content}");

    private void Write(string html) => output.Writer.Write(html + "\n");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string Legend =>
        $"<p class=\"legend\"><i class=\"fine\"></i>{Say("accepted")} <i class=\"violated\"></i>"
        + $"{Say("report.legend.violated")} <i class=\"refused\"></i>{Say("refused")}</p>";

    private const string Head =
        """
        <!doctype html>
        <html lang="{lang}"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{title}</title><style>
        :root{--fine:#2f7d5b;--violated:#c98a12;--refused:#b3372f;--ink:#1d2530;--soft:#667080;--line:#d9dee5;
        --paper:#fff}
        @media (prefers-color-scheme:dark){:root{--fine:#58b98c;--violated:#e3b04b;--refused:#e2736b;--ink:#e8ecf1;
        --soft:#9aa5b4;--line:#333c48;--paper:#161b22}}
        body{margin:0;background:var(--paper);color:var(--ink);
        font:16px/1.5 system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",Meiryo,sans-serif}
        main{max-width:60rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.7rem}
        h2{margin:2.2rem 0 .6rem;font-size:1.2rem}
        .lead{font-size:1.1rem}.tiles{display:flex;gap:1rem;flex-wrap:wrap}
        .tiles div{flex:1;min-width:9rem;padding:.8rem 1rem;
        border:1px solid var(--line);border-left:5px solid var(--fine);border-radius:.4rem}
        .tiles b{display:block;font-size:1.8rem}
        .tiles .r{border-left-color:var(--refused)}.tiles .v{border-left-color:var(--violated)}
        svg{width:100%;height:auto;display:block}svg text{font-size:12px;fill:var(--soft)}.end{text-anchor:end}
        .axis{stroke:var(--line)}rect.fine{fill:var(--fine)}rect.violated{fill:var(--violated)}rect.refused{
        fill:var(--refused)}
        .legend{color:var(--soft)}.legend i{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 .8em}
        i.fine{background:var(--fine)}i.violated{background:var(--violated)}i.refused{background:var(--refused)}
        table{width:100%;border-collapse:collapse}
        th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid var(--line);
        vertical-align:top}.bars th{width:40%;font-weight:600}small{display:block;font-weight:400;
        color:var(--soft)}
        .bars svg{height:16px}.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .list{font-size:.85rem}span.r{color:var(--refused)}span.v{color:var(--violated)}span.f{color:var(--fine)}
        </style></head><body><main>
        """;
}
