using System.Globalization;
using Parley.Wire;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>One judgement a line in columns, then the summary.</summary>
internal sealed class TableReport(ReportOut output, Headline headline) : IReport
{
    private const int WidestCell = 40;
    private const int LineWidth = 9;
    private const int ThreadWidth = 39;
    private const int MostDigits = 20;
    private const int RowCharacters = 160;

    private const string Red = "\e[31m";
    private const string Green = "\e[32m";
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    private readonly TextWriter writer = output.Writer;
    private readonly bool colours = output.Colours;
    private long differing;
    private bool begun;

    public bool Explains => false;

    public void Add(AuditEntry entry, AuditEntry? other)
    {
        if (!begun) Write("     line  at                        thread                                   verdict");
        begun = true;
        var advised = entry.Decision.Outcome.Findings.Count > 0;
        var sign = entry.Refused ? '✗' : entry.Violates ? '!' : advised ? '~' : '✓';
        Row(entry, sign);
        foreach (var finding in entry.Decision.Outcome.Findings)
            Write($"{"",11}{Telling.Finding(finding)}");
        if (entry.Uncertain) Write($"{"",11}{Telling.Uncertain}");
        if (other is null) return;
        differing++;
        var findings = other.Decision.Outcome.Findings.Span.ToArray();
        var found = string.Concat(findings.Select(one => $"; {Telling.Finding(one)}"));
        Write($"{"",11}under {headline.Other!.Name}: {(other.Refused ? '✗' : '✓')} {Telling.Verdict(other)}{found}");
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
        Paint(sign, Telling.Verdict(entry));
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
        Write(Line(
            $"edition {headline.By.Name}: {all.Sends} sends, {Came(all)}"));
        if (tally.Calls.Judged > 0)
            Write(Line($"{tally.Calls.Judged} label calls, {tally.Calls.Refused} refused"));
        if (tally.Uncertain > 0) Write(Telling.OfUncertain(tally.Uncertain));
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
