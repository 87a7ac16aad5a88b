using System.Text;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Wire.Audit;
using Parley.Wire.Content;

namespace Parley.Wire.Tests.Audit;

/// <summary>Writes a log line by line, in lengths of time since its start, and has it audited.</summary>
internal sealed class Log(Channel channel = Channel.Messenger)
{
    public const string Shop = "100000000000001";
    public const string InstagramId = "17841400000000001";
    public const string Ann = "7000000000000001";

    private readonly List<string> lines = [];
    private Instant start = Instant.FromUtc(2021, 10, 4, 9, 0);
    private int messages;

    public IReadOnlyList<string> Lines => lines;

    private bool OnInstagram => channel is Channel.Instagram;

    private string Account => OnInstagram ? InstagramId : Shop;

    public static Duration Days(double days) => Duration.FromDays(days);

    public static Duration Hours(double hours) => Duration.FromHours(hours);

    public static Duration Ms(long milliseconds) => Duration.FromMilliseconds(milliseconds);

    /// <summary>Another instant from which lengths count.</summary>
    public Log From(int year, int month, int day, int hour = 9)
    {
        start = Instant.FromUtc(year, month, day, hour, 0);
        return this;
    }

    public Log Raw(string line)
    {
        lines.Add(line);
        return this;
    }

    public Log Page(string members) => Raw($$$$"""{"page":{"id":"{{{{Shop}}}}",{{{{members}}}}}}""");

    public Log App(string members) => Raw($$$$"""{"app":{"id":"500",{{{{members}}}}}}""");

    public Log Person(string members) =>
        Raw($$$$"""{"person":{"id":"{{{{Ann}}}}","page":"{{{{Shop}}}}",{{{{members}}}}}}""");

    public Log Fact(string what, Duration at, string more = "") =>
        Raw(
        $$$$"""{"fact":{"at":"{{{{Iso(at)}}}}","page":"{{{{Shop}}}}","person":"{{{{Ann}}}}","is":"{{{{what}}}}"{{{{more}}}}}}""");

    public Log Element(string member, Duration at) => Raw(
        $$$$"""{"received":{"object":"{{{{(OnInstagram ? "instagram" : "page")}}}}","entry":[{"id":"{{{{Account}}}}","time":{{{{Stamp(at)}}}},"messaging":[{"sender":{"id":"{{{{Ann}}}}"},"recipient":{"id":"{{{{Account}}}}"},"timestamp":{{{{Stamp(at)}}}},{{{{member}}}}}]}]}}""");

    public Log Says(Duration at, string text = "hi", string more = "") =>
        Element($$$$"""
        "message":{"mid":"m_{{{{messages++}}}}","text":"{{{{text}}}}"{{{{more}}}}}
        """.Trim(), at);

    public Log Sends(
        Duration at, string text = "Hello", string members = "\"messaging_type\":\"RESPONSE\"", string more = "") =>
        Request(
            at,
            $$$$"""{"recipient":{"id":"{{{{Ann}}}}"},{{{{members}}}},"message":{"text":"{{{{text}}}}"}}""",
            more);

    public Log Tags(Duration at, string tag, string text = "Hello", string more = "") =>
        Sends(at, text, $"\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"{tag}\"", more);

    public Log To(Duration at, string recipient, string text = "Hello", string more = "") =>
        Request(at, $$$$"""{"recipient":{{{{recipient}}}},"message":{"text":"{{{{text}}}}"}}""", more);

    public Log Template(Duration at, string payload, string members = "\"messaging_type\":\"RESPONSE\"") => Request(
        at,
        $$$$"""{"recipient":{"id":"{{{{Ann}}}}"},{{{{members}}}},"message":{"attachment":{"type":"template","payload":{{{{payload}}}}}}}""");

    public Log OneTimeRequest(Duration at, string title = "Back in stock") =>
        Template(at, $$$$"""{"template_type":"one_time_notif_req","title":"{{{{title}}}}","payload":"P"}""");

    public Log NotifyMe(Duration at, string token = "T") =>
        Element($$$$"""
        "optin":{"type":"one_time_notif_req","payload":"P","one_time_notif_token":"{{{{token}}}}"}
        """.Trim(), at);

    public Log Request(Duration at, string request, string more = "") => Raw(
        $$$$"""{"sent":{"at":"{{{{Iso(at)}}}}","page":"{{{{Shop}}}}","channel":"{{{{channel.ToString().ToLowerInvariant()}}}}",{{{{(more.Contains("\"author\"", StringComparison.Ordinal) ? "" : "\"author\":\"human\",")}}}}{{{{more}}}}"request":{{{{request}}}}}}""");

    public string Iso(Duration at) => IsoInstant.Format(start + at);

    public long Stamp(Duration at) => (start + at).ToUnixTimeMilliseconds();

    /// <summary>Every judgement, in the order they were made.</summary>
    public List<AuditEntry> Audit(string edition = "2021-10-01", Mode mode = Mode.Emulate, bool explain = false)
    {
        var entries = new List<AuditEntry>();
        Assert.Empty(Faults(edition, mode, explain, entries));
        return entries;
    }

    /// <summary>What is wrong with which line; the judgements go to <paramref name="entries"/>.</summary>
    public List<(long Line, string Fault)> Faults(string edition, Mode mode, bool explain, List<AuditEntry> entries)
    {
        var by = edition is "auto" ? null : EditionCatalogue.All.First(one => one.Name == edition);
        var auditor = new Auditor(new AuditSettings(by, mode, new BuiltInReview()) { Explain = explain }, entries.Add);
        var faults = new List<(long, string)>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var source = new LogLines(stream);
        while (source.TryNext(out var line))
        {
            if (auditor.Read(line) is { } fault) faults.Add((auditor.Lines, fault));
        }

        auditor.End();
        return faults;
    }

    /// <summary>The last judgement as a row of the table tells it.</summary>
    public static string Answer(AuditEntry entry) => entry.Error switch
    {
        null => "ACCEPT",
        { Code: 0 } => entry.Reason!,
        { Subcode: { } subcode } error => $"{error.Code}/{subcode}",
        { } error => $"{error.Code}",
    };

    /// <summary>The findings of a judgement as a row of the table tells them.</summary>
    public static string Findings(AuditEntry entry) => string.Join(' ', entry.Decision.Outcome.Findings.Span.ToArray()
        .Select(finding => (finding.Level is FindingLevel.Violation ? "V" : "A") + $"({finding.Rule})"));
}
