using System.Globalization;
using Parley.Cli.Wordings;
using Parley.Policy;
using Parley.Wire;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>A judgement in words, for every report that people read.</summary>
internal sealed class Telling(Wording words)
{
    /// <summary>The language.</summary>
    public Wording Words => words;

    /// <summary>Whom it is about: <c>page/person</c>, or the page alone.</summary>
    public static string Thread(AuditEntry entry) => entry.Person is { } person ? $"{entry.Page}/{person}"
        : $"{entry.Page}";

    /// <summary>The code of a refusal: <c>10/2018278</c>, or a dash where the wire has none.</summary>
    public static string Code(AuditEntry entry) => entry.Error switch
    {
        null or { Code: 0 } => "-",
        { Subcode: { } subcode } error => string.Create(CultureInfo.InvariantCulture, $"{error.Code}/{subcode}"),
        { } error => error.Code.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The verdict in one word or two: the lane, or the code and the reason.</summary>
    public string Verdict(AuditEntry entry) => entry switch
    {
        { Kind: EntryKind.Received } => words["verdict.late"],
        { Refused: true } => $"{Code(entry)} {entry.Reason}",
        { Kind: EntryKind.Called } => words["verdict.label"],
        _ => entry.Decision.Outcome.Lane ?? words["verdict.action"],
    };

    /// <summary>Why a send was refused, as a sentence.</summary>
    public string Why(AuditEntry entry) =>
        entry.Unreadable is { } error ? error.UserMessage ?? error.Message
        : entry.Decision.Outcome.Reason is { } reason ? words.Sentences.Of(reason)
        : "";

    /// <summary>A finding: <c>violation promo_tag: "20% off"</c>.</summary>
    public string Finding(Finding finding) =>
        $"{words["level." + DecisionJson.LevelName(finding.Level)]} {finding.Rule}: {finding.Because}";

    /// <summary>What is said of a send that is dated too far before what stands above it.</summary>
    public string Uncertain => words["uncertain"];

    /// <summary>How many of those there are, as a sentence; empty if there are none.</summary>
    public string OfUncertain(long sends) => sends == 0 ? "" : words.Count("uncertain", sends);

    /// <summary>What a reason means, whatever table it stands in.</summary>
    public string OfReason(string reason) =>
        Reason.All.FirstOrDefault(one => one.Name == reason) is { } known ? words.Sentences.Of(known)
        : GraphErrors.Rows.FirstOrDefault(row => row.Error.Name == reason) is { } row
            ? row.Error.UserTitle ?? row.Error.Message
            : reason;
}
