using System.Globalization;
using Parley.Wire;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>One judgement a line in columns, then the summary.</summary>
internal sealed class TableReport(ReportOut output, Headline headline) : IReport
{
    private const int WidestCell = 40;

    private readonly TextWriter writer = output.Writer;
    private long differing;
    private bool begun;

    public bool Explains => false;

    public void Add(AuditEntry entry, AuditEntry? other)
    {
        if (!begun) Write("     line  at                        thread                                   verdict");
        begun = true;
        var advised = entry.Decision.Outcome.Findings.Count > 0;
        var sign = entry.Refused ? '✗' : entry.Violates ? '!' : advised ? '~' : '✓';
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {entry.Line,9}  {IsoInstant.Format(entry.At)}  {Telling.Thread(entry),-39}  {sign} {Telling.Verdict(entry)}
            """));
        foreach (var finding in entry.Decision.Outcome.Findings)
            Write($"{"",11}{Telling.Finding(finding)}");
        if (other is null) return;
        differing++;
        var findings = other.Decision.Outcome.Findings.Span.ToArray();
        var found = string.Concat(findings.Select(one => $"; {Telling.Finding(one)}"));
        Write($"{"",11}under {headline.Other!.Name}: {(other.Refused ? '✗' : '✓')} {Telling.Verdict(other)}{found}");
    }

    public void End(AuditTally tally, AuditTally? other)
    {
        if (begun) Write("");
        var all = tally.All;
        Write(Line(
            $"edition {headline.By.Name}: {all.Sends} sends, {Came(all)}"));
        if (tally.Calls.Judged > 0)
            Write(Line($"{tally.Calls.Judged} label calls, {tally.Calls.Refused} refused"));
        Counts("page", tally.Pages);
        Counts("lane", tally.Lanes);
        Numbers("refused for", tally.Reasons, Telling.OfReason);
        Numbers("violations of", tally.Violations, Sentences.English.OfRule);
        Numbers("advice on", tally.Advice, Sentences.English.OfRule);
        if (other is null) return;
        Write("");
        Write(Line(
            $"under {headline.Other!.Name}: {Came(other.All)}; {differing} of {all.Sends} come out otherwise"));
        Numbers("refused for", other.Reasons, Telling.OfReason);
    }

    private static string Came(AuditCount count) =>
        Line($"{count.Accepted} accepted, {count.Refused} refused, {count.Violated} violated");

    private void Counts(string title, SortedDictionary<string, AuditCount> counts)
    {
        if (counts.Count == 0) return;
        Write("");
        Write($"  {title.PadRight(WidestCell)}  accepted   refused  violated");
        foreach (var (name, count) in counts)
            Write(Line($"  {name,-WidestCell}{count.Accepted,10}{count.Refused,10}{count.Violated,10}"));
    }

    private void Numbers(string title, SortedDictionary<string, long> numbers, Func<string, string> meaning)
    {
        if (numbers.Count == 0) return;
        Write("");
        Write($"  {title}");
        foreach (var (name, number) in numbers.OrderByDescending(one => one.Value))
            Write(Line($"  {name,-26}{number,8}  {meaning(name)}"));
    }

    private void Write(string line) => writer.Write(line + "\n");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
