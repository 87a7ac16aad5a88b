using System.Globalization;
using Parley.Cli.Wordings;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Wire.Audit;
using Parley.Wire.Content;

namespace Parley.Cli.Audit;

/// <summary>One audit: gives every line to the auditor, and to a second one where two editions are compared.</summary>
internal sealed class AuditRun(IReport report, EditionSet editions, IContentReview review, TextWriter error)
{
    private readonly AuditTally tally = new();
    private readonly List<AuditEntry> judged = [];
    private readonly List<AuditEntry> otherwise = [];
    private long malformed;

    public required Mode Mode { get; init; }

    public required bool StrictInput { get; init; }

    public required bool ShowsProgress { get; init; }

    /// <summary>Runs it.</summary>
    /// <returns>Whether no send was refused and none violates.</returns>
    /// <exception cref="CliException">The log cannot be read, or holds a malformed line where none may be.</exception>
    public bool Run(LogSource source, JudgedBy by, JudgedBy? other)
    {
        var auditor = AuditorOf(by, judged);
        var second = other is null ? null : AuditorOf(other, otherwise);
        var otherTally = second is null ? null : new AuditTally();
        using var blocks = new LogBlocks(source.Lines, review);
        var progress = new Progress(source, error, ShowsProgress);
        try
        {
            while (blocks.TryNext(out var block))
            {
                for (var place = 0; place < block.Count; place++)
                {
                    if (auditor.Take(block, place) is { } fault) Complain(auditor.Lines, fault);
                    second?.Take(block, place);
                    Flush(otherTally);
                }

                progress.Show(auditor.Lines);
            }

            source.CheckWhole();
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            progress.Clear();
            throw CliException.Usage($"cannot read {source.Name} beyond line {auditor.Lines}: {fault.Message}");
        }

        auditor.End();
        second?.End();
        Flush(otherTally);
        progress.Clear();
        report.End(tally, otherTally);
        if (tally.Uncertain > 0)
            error.WriteLine($"parley: {new Telling(Wording.English).OfUncertain(tally.Uncertain)}");
        if (malformed > 0)
            error.WriteLine($"parley: {malformed} malformed {(malformed == 1 ? "line" : "lines")} skipped");
        return tally.Clean;
    }

    private Auditor AuditorOf(JudgedBy by, List<AuditEntry> entries) =>
        new(
            new AuditSettings(by.Edition, Mode, review) { Editions = editions, Explain = report.Explains },
            entries.Add);

    private void Flush(AuditTally? otherTally)
    {
        foreach (var entry in judged)
        {
            tally.Add(entry);
            report.Add(entry, Otherwise(entry));
        }

        foreach (var entry in otherwise) otherTally?.Add(entry);
        judged.Clear();
        otherwise.Clear();
    }

    private AuditEntry? Otherwise(AuditEntry entry)
    {
        foreach (var other in otherwise)
        {
            if (other.Line == entry.Line && other.Kind == entry.Kind) return other.DiffersFrom(entry) ? other : null;
        }

        return null;
    }

    private void Complain(long line, string fault)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"line {line}: {fault}");
        if (StrictInput) throw CliException.Usage(text);
        malformed++;
        error.WriteLine($"parley: {text}; skipped");
    }
}
