using System.Globalization;
using Parley.Policy;
using Parley.Wire;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>A judgement in words, for every report that people read.</summary>
internal static class Telling
{
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
    public static string Verdict(AuditEntry entry) => entry switch
    {
        { Kind: EntryKind.Received } => "unanswered in time",
        { Refused: true } => $"{Code(entry)} {entry.Reason}",
        { Kind: EntryKind.Called } => "label call",
        _ => entry.Decision.Outcome.Lane ?? "sender_action",
    };

    /// <summary>Why a send was refused, as a sentence.</summary>
    public static string Why(AuditEntry entry) =>
        entry.Unreadable is { } error ? error.UserMessage ?? error.Message
        : entry.Decision.Outcome.Reason is { } reason ? Sentences.English.Of(reason)
        : "";

    /// <summary>A finding: <c>violation promo_tag: "20% off"</c>.</summary>
    public static string Finding(Finding finding) =>
        $"{DecisionJson.LevelName(finding.Level)} {finding.Rule}: {finding.Because}";

    /// <summary>What is said of a send that is dated too far before what stands above it.</summary>
    public const string Uncertain =
        "uncertain: dated long before lines above it, of which too many came since to leave them all aside";

    /// <summary>How many of those there are, as a sentence; empty if there are none.</summary>
    public static string OfUncertain(long sends) => sends == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{sends} {(sends == 1 ? "send is" : "sends are")} uncertain: dated long before lines above. Sort the log by time.");

    /// <summary>What a reason means, whatever table it stands in.</summary>
    public static string OfReason(string reason) =>
        Reason.All.FirstOrDefault(one => one.Name == reason) is { } known ? Sentences.English.Of(known)
        : GraphErrors.Rows.FirstOrDefault(row => row.Error.Name == reason) is { } row
            ? row.Error.UserTitle ?? row.Error.Message
            : reason;
}
