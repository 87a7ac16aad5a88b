using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>Pictures of an audit as SVG that needs nothing from elsewhere.</summary>
internal static class Charts
{
    private const int Width = 960;
    private const int Height = 220;
    private const int Base = 190;
    private const int Top = 10;
    private const int Left = 56;
    private const int MostColumns = 120;

    /// <summary>Sends over time: a column a day, or as many days as it takes to stay readable.</summary>
    public static string OverTime(SortedDictionary<LocalDate, AuditCount> days)
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
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="Sends over time">
            <line x1="{Left}" y1="{Base}" x2="{Width}" y2="{Base}" class="axis"/>
            <text x="{Left - 6}" y="{Top + 10}" class="end">{most:N0}</text>
            <text x="{Left - 6}" y="{Base}" class="end">0</text>
            """));
        var step = (Width - Left) / (double)columns.Length;
        for (var i = 0; i < columns.Length; i++)
        {
            var from = first.PlusDays(i * each);
            var label = LocalDatePattern.Iso.Format(from);
            if (each > 1) label += " to " + LocalDatePattern.Iso.Format(from.PlusDays(each - 1));
            Column(svg, Left + (i * step), step, most, columns[i], label);
        }

        svg.Append(Line(
            $"""
            <text x="{Left}" y="{Height - 8}">{first:uuuu-MM-dd}</text>
            <text x="{Width}" y="{Height - 8}" class="end">{days.Keys.Last():uuuu-MM-dd}</text></svg>
            """));
        return svg.ToString();
    }

    /// <summary>Counts as bars lying down, the longest first.</summary>
    public static string Bars(IEnumerable<(string Name, string Meaning, long Fine, long Violated, long Refused)> rows)
    {
        var all = rows.OrderByDescending(row => row.Fine + row.Violated + row.Refused).Take(40).ToArray();
        var most = all.Select(row => row.Fine + row.Violated + row.Refused).DefaultIfEmpty(1).Max();
        var html = new StringBuilder("<table class=\"bars\">");
        foreach (var row in all)
        {
            var total = row.Fine + row.Violated + row.Refused;
            html.Append(Line(
                $"""
                <tr><th scope="row">{Text(row.Name)}<small>{Text(row.Meaning)}</small></th>
                <td class="number">{total:N0}</td><td><svg viewBox="0 0 400 16" preserveAspectRatio="none" role="img"
                aria-label="{Text(row.Name)}: {row.Fine} fine, {row.Violated} violated, {row.Refused} refused">
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

        return html.Append("</table>").ToString();
    }

    /// <summary>Text as HTML shows it.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Column(
        StringBuilder svg, double x, double step, long most, (long Fine, long Violated, long Refused) column,
            string label)
    {
        var total = column.Fine + column.Violated + column.Refused;
        if (total == 0) return;
        svg.Append(Line(
            $"""
            <g><title>{label}: {column.Fine + column.Violated} accepted,
            {column.Violated} of them violate a rule, {column.Refused} refused</title>
            """));
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
