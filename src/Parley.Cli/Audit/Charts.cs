using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;
using Parley.Cli.Wordings;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>Pictures of an audit as SVG that needs nothing from elsewhere.</summary>
internal sealed class Charts(Wording words)
{
    private const int Width = 960;
    private const int Height = 220;
    private const int Base = 190;
    private const int Top = 10;
    private const int Left = 56;
    private const int MostColumns = 120;
    private const int MostBars = 40;

    /// <summary>Sends over time: a column a day, or as many days as it takes to stay readable.</summary>
    public string OverTime(SortedDictionary<LocalDate, AuditCount> days)
    {
        if (days.Count == 0) return "";
        var first = days.Keys.First();
        var span = Period.DaysBetween(first, days.Keys.Last()) + 1;
        var each = (int)Math.Ceiling(span / (double)MostColumns);
        var columns = new (long Fine, long Violated, long Refused)[((span - 1) / each) + 1];
        foreach (var (day, count) in days)
        {
            ref var column = ref columns[Period.DaysBetween(first, day) / each];
            var violated = Math.Min(count.Violated, count.Accepted);
            column = (column.Fine + count.Accepted - violated, column.Violated + violated,
                column.Refused + count.Refused);
        }

        var most = Math.Max(1, columns.Max(one => one.Fine + one.Violated + one.Refused));
        var svg = new StringBuilder();
        svg.Append(Line(
            $"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{words["chart.time"]}">
            <line x1="{Left}" y1="{Base}" x2="{Width}" y2="{Base}" class="axis"/>
            <text x="{Left - 6}" y="{Top + 10}" class="end">{most:N0}</text>
            <text x="{Left - 6}" y="{Base}" class="end">0</text>
            """));
        var step = (Width - Left) / (double)columns.Length;
        for (var i = 0; i < columns.Length; i++)
        {
            var from = first.PlusDays(i * each);
            var label = words.Day(from);
            if (each > 1) label = words.Filled("chart.to", ("from", label), ("to", words.Day(from.PlusDays(each - 1))));
            Column(svg, Left + (i * step), step, most, columns[i], label);
        }

        svg.Append(Line(
            $"""
            <text x="{Left}" y="{Height - 8}">{words.Day(first)}</text>
            <text x="{Width}" y="{Height - 8}" class="end">{words.Day(days.Keys.Last())}</text></svg>
            """));
        return svg.ToString();
    }

    /// <summary>Counts as bars lying down, the longest first.</summary>
    public string Bars(IEnumerable<(string Name, string Meaning, long Fine, long Violated, long Refused)> rows)
    {
        var every = rows.OrderByDescending(row => row.Fine + row.Violated + row.Refused).ToArray();
        var all = every.AsSpan(0, Math.Min(every.Length, MostBars)).ToArray();
        var most = all.Select(row => row.Fine + row.Violated + row.Refused).DefaultIfEmpty(1).Max();
        var html = new StringBuilder("<table class=\"bars\">");
        foreach (var row in all)
        {
            var total = row.Fine + row.Violated + row.Refused;
            html.Append(Line(
                $"""
                <tr><th scope="row">{Text(row.Name)}<small>{Text(row.Meaning)}</small></th>
                <td class="number">{total:N0}</td><td><svg viewBox="0 0 400 16" preserveAspectRatio="none" role="img"
                aria-label="{Text(Label(row))}">
                """));
            var x = 0d;
            foreach (var (part, kind) in Parts(row.Fine, row.Violated, row.Refused))
            {
                var width = 400d * part / most;
                if (part > 0) html.Append(Line(
                    $"""
                    <rect x="{x:0.##}" y="1" width="{Math.Max(width, 1):0.##}" height="14" class="{kind}"/>
                    """));
                x += width;
            }

            html.Append("</svg></td></tr>");
        }

        html.Append("</table>");
        if (every.Length > all.Length)
        {
            var rest = words.Filled(
                "report.most", ("shown", Wording.Number(MostBars)), ("count", Wording.Number(every.Length)));
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(rest)}</p>");
        }

        return html.ToString();
    }

    /// <summary>Text as HTML shows it.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private string Label((string Name, string Meaning, long Fine, long Violated, long Refused) row) => words.Filled(
        "chart.bar",
        ("name", row.Name), ("fine", Wording.Number(row.Fine)), ("violated", Wording.Number(row.Violated)),
        ("refused", Wording.Number(row.Refused)));

    private void Column(
        StringBuilder svg, double x, double step, long most, (long Fine, long Violated, long Refused) column,
            string label)
    {
        var total = column.Fine + column.Violated + column.Refused;
        if (total == 0) return;
        var told = words.Filled(
            "chart.day",
            ("label", label), ("accepted", Wording.Number(column.Fine + column.Violated)),
            ("violated", Wording.Number(column.Violated)), ("refused", Wording.Number(column.Refused)));
        svg.Append(Line($"<g><title>{Text(told)}</title>"));
        double y = Base;
        foreach (var (part, kind) in Parts(column.Fine, column.Violated, column.Refused))
        {
            var height = (Base - Top) * (double)part / most;
            y -= height;
            if (part > 0)
                svg.Append(Line(
                    $"""
                    <rect class="{kind}" x="{x + (step * 0.1):0.##}" y="{y:0.##}"
                    width="{step * 0.8:0.##}" height="{height:0.##}"/>
                    """));
        }

        svg.Append("</g>");
    }

    private static (long Part, string Kind)[] Parts(long fine, long violated, long refused) =>
        [(fine, "fine"), (violated, "violated"), (refused, "refused")];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
