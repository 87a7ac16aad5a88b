using System.Globalization;
using Parley.Cli.Terminal;
using Parley.Cli.Wordings;
using Parley.Wire;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>One judgement a line in columns, then the summary.</summary>
internal sealed class TableReport(ReportOut output, Headline headline, Telling telling) : IReport
{
    private const int WidestCell = 40;
    private const int LineWidth = 9;
    private const int AtWidth = 24;
    private const int ThreadWidth = 39;
    private const int MostDigits = 20;
    private const int RowCharacters = 160;

    private const string Red = "\e[31m";
    private const string Green = "\e[32m";
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    private readonly Wording words = telling.Words;
    private readonly TextWriter writer = output.Writer;
    private readonly bool colours = output.Colours;
    private long differing;
    private bool begun;

    public bool Explains => false;

    public void Add(AuditEntry entry, AuditEntry? other)
    {
        if (!begun) Write(Heads());
        begun = true;
        var advised = entry.Decision.Outcome.Findings.Count > 0;
        var sign = entry.Refused ? '✗' : entry.Violates ? '!' : advised ? '~' : '✓';
        Row(entry, sign);
        foreach (var finding in entry.Decision.Outcome.Findings)
            Write($"{"",11}{telling.Finding(finding)}");
        if (entry.Uncertain) Write($"{"",11}{telling.Uncertain}");
        if (other is null) return;
        differing++;
        var findings = other.Decision.Outcome.Findings.Span.ToArray();
        var found = string.Concat(findings.Select(one => $"; {telling.Finding(one)}"));
        var verdict = $"{(other.Refused ? '✗' : '✓')} {telling.Verdict(other)}{found}";
        Write($"{"",11}{words.Filled("table.under", ("edition", headline.Other!.Name), ("verdict", verdict))}");
    }

    // The longest part of a long audit's output: written piece by piece, without a text for each.
    private void Row(AuditEntry entry, char sign)
    {
        Span<char> row = stackalloc char[RowCharacters];
        var at = Put(row, 0, entry.Line, LineWidth);
        at = Put(row, at, "  ");
        at += IsoInstant.Format(entry.At, row[at..]);
        at = Put(row, at, "  ");
        var thread = at;
        at += Digits(row[at..], entry.Page.Value);
        if (entry.Person is { } person)
        {
            row[at++] = '/';
            at += Digits(row[at..], person.Value);
        }

        while (at < thread + ThreadWidth) row[at++] = ' ';
        at = Put(row, at, "  ");
        writer.Write(row[..at]);
        Paint(sign, telling.Verdict(entry));
        Write("");
    }

    private void Paint(char sign, string verdict)
    {
        if (colours) writer.Write(sign switch { '✗' => Red, '✓' => Green, _ => Yellow });
        writer.Write(sign);
        writer.Write(' ');
        writer.Write(verdict);
        if (colours) writer.Write(Plain);
    }

    public void End(AuditTally tally, AuditTally? other)
    {
        if (begun) Write("");
        var all = tally.All;
        Write(words.Filled(
            "table.sum",
            ("edition", headline.By.Name), ("sends", words.Count("sends", all.Sends)), ("came", Came(all))));
        if (tally.Calls.Judged > 0)
        {
            Write(words.Filled(
                "table.calls",
                ("calls", Wording.Number(tally.Calls.Judged)), ("refused", Wording.Number(tally.Calls.Refused))));
        }

        if (tally.Uncertain > 0) Write(telling.OfUncertain(tally.Uncertain));
        Counts(words["page"], tally.Pages);
        Counts(words["table.lane"], tally.Lanes);
        Numbers("table.refused_for", tally.Reasons, telling.OfReason);
        Numbers("table.violations", tally.Violations, words.Sentences.OfRule);
        Numbers("table.advice", tally.Advice, words.Sentences.OfRule);
        if (other is null) return;
        Write("");
        Write(words.Filled(
            "table.compared",
            ("edition", headline.Other!.Name), ("came", Came(other.All)),
            ("differing", Wording.Number(differing)), ("sends", Wording.Number(all.Sends))));
        Numbers("table.refused_for", other.Reasons, telling.OfReason);
    }

    private string Heads()
    {
        var (line, at) = (Cells.Right(words["column.line"], LineWidth), Cells.Left(words["column.at"], AtWidth));
        return $"{line}  {at}  {Cells.Left(words["column.thread"], ThreadWidth)}  {words["column.verdict"]}";
    }

    private string Came(AuditCount count) => words.Filled(
        "table.came",
        ("accepted", Wording.Number(count.Accepted)),
        ("refused", Wording.Number(count.Refused)),
        ("violated", Wording.Number(count.Violated)));

    private void Counts(string title, SortedDictionary<string, AuditCount> counts)
    {
        if (counts.Count == 0) return;
        Write("");
        string[] heads = [words["table.accepted"], words["table.refused"], words["table.violated"]];
        Write($"  {Cells.Left(title, WidestCell)}{string.Concat(heads.Select(head => Cells.Right(head, 10)))}");
        foreach (var (name, count) in counts)
            Write(Line($"  {name,-WidestCell}{count.Accepted,10}{count.Refused,10}{count.Violated,10}"));
    }

    private void Numbers(string title, SortedDictionary<string, long> numbers, Func<string, string> meaning)
    {
        if (numbers.Count == 0) return;
        Write("");
        Write($"  {words[title]}");
        foreach (var (name, number) in numbers.OrderByDescending(one => one.Value))
            Write(Line($"  {name,-26}{number,8}  {meaning(name)}"));
    }

    private void Write(string line)
    {
        writer.Write(line);
        writer.Write('\n');
    }

    private static int Put(Span<char> row, int at, string text)
    {
        text.CopyTo(row[at..]);
        return at + text.Length;
    }

    private static int Put(Span<char> row, int at, long number, int width)
    {
        Span<char> digits = stackalloc char[MostDigits];
        var length = Digits(digits, number);
        for (var blank = length; blank < width; blank++) row[at++] = ' ';
        digits[..length].CopyTo(row[at..]);
        return at + length;
    }

    private static int Digits(Span<char> into, long number)
    {
        number.TryFormat(into, out var length, provider: CultureInfo.InvariantCulture);
        return length;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
