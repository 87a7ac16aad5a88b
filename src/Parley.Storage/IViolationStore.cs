using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// What the rules found, read out of the journal into a list that can be asked, and how far its readers have come.
/// Disposable: everything here can be made again from the journal.
/// </summary>
public interface IViolationStore
{
    /// <summary>Up to which number of a stream a reader has read; null if it never began.</summary>
    long? Position(JournalReader reader, int stream);

    /// <summary>Writes a reader's positions.</summary>
    void Save(JournalReader reader, IReadOnlyList<StreamPosition> positions);

    /// <summary>
    /// Writes violations and the position of <see cref="JournalReader.Violations"/> they complete, in one transaction.
    /// A violation that is there already stays as it is.
    /// </summary>
    void Save(IReadOnlyList<ViolationRecord> violations, IReadOnlyList<StreamPosition> positions);

    /// <summary>Violations, newest first.</summary>
    ViolationList List(ViolationFilter filter);

    /// <summary>Violations of one row, in order.</summary>
    IReadOnlyList<ViolationRecord> OfRow(int shard, long seq);

    /// <summary>How many there are.</summary>
    long Count();

    /// <summary>
    /// Forgets all violations and the position of their reader, no other one's: what fell due is not judged twice.
    /// </summary>
    void Clear();
}

/// <summary>A reader of the journal that keeps its place here. Names are stored.</summary>
public enum JournalReader
{
    /// <summary>Lists what was found.</summary>
    Violations,

    /// <summary>Waits for the answers that automated apps owe.</summary>
    Answers,
}

/// <summary>One finding of the rules, with what it was found in.</summary>
/// <param name="Shard">The shard of the row that tells it.</param>
/// <param name="Seq">That row.</param>
/// <param name="Part">Which of the row's findings, from 0.</param>
public sealed record ViolationRecord(int Shard, long Seq, int Part)
{
    /// <summary>When it was found.</summary>
    public required Moment At { get; init; }

    /// <summary>The thread.</summary>
    public required ThreadKey Thread { get; init; }

    /// <summary>The channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The app that sent, or that owed an answer.</summary>
    public required long App { get; init; }

    /// <summary>The row of the message it is about: the one sent, or the one that was not answered.</summary>
    public required long About { get; init; }

    /// <summary>The edition it was judged by.</summary>
    public required string Edition { get; init; }

    /// <summary>What was found.</summary>
    public required FindingBody Finding { get; init; }

    /// <summary>The lane that carried the send; null where there is none.</summary>
    public string? Lane { get; init; }
}

/// <summary>Which violations to list.</summary>
/// <param name="Page">Of this page, or null.</param>
/// <param name="Person">Of this thread's person, or null.</param>
/// <param name="Rule">Of this rule, or null.</param>
/// <param name="Level">Of this level, or null.</param>
/// <param name="After"><see cref="ViolationList.Next"/> of an earlier answer, or null for the newest.</param>
/// <param name="Most">At most this many.</param>
public sealed record ViolationFilter(
    long? Page = null,
    long? Person = null,
    string? Rule = null,
    string? Level = null,
    long? After = null,
    int Most = 100);

/// <summary>A part of the violations.</summary>
/// <param name="Violations">Newest first.</param>
/// <param name="Next">What <see cref="ViolationFilter.After"/> continues with, or null if there are no more.</param>
public sealed record ViolationList(IReadOnlyList<ViolationRecord> Violations, long? Next);
