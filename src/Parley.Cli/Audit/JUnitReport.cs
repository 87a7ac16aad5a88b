using System.Globalization;
using System.Xml;
using Parley.Wire;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>JUnit XML for build servers: one test case a send; refused or violated is a failure.</summary>
/// <remarks>Cases wait in a file of their own, since the suite's counts stand before its cases.</remarks>
internal sealed class JUnitReport(ReportOut output, Telling telling) : IReport, IDisposable
{
    private static readonly XmlWriterSettings Fragments = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        CheckCharacters = false,
        Indent = true,
        NewLineChars = "\n",
    };

    private readonly FileStream file = new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        64 * 1024,
        FileOptions.DeleteOnClose);

    private XmlWriter? cases;
    private long tests;
    private long failures;

    public bool Explains => false;

    public void Add(AuditEntry entry, AuditEntry? other)
    {
        if (entry.Kind is not EntryKind.Sent) return;
        var failed = entry.Refused || entry.Violates;
        tests++;
        if (failed) failures++;
        Write(cases ??= XmlWriter.Create(file, Fragments), entry, other, failed);
    }

    public void End(AuditTally tally, AuditTally? other)
    {
        var counts = Line($"tests=\"{tests}\" failures=\"{failures}\" errors=\"0\"");
        output.Writer.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        output.Writer.Write($"<testsuites name=\"parley audit\" {counts}>\n");
        output.Writer.Write($"<testsuite name=\"sends\" {counts} skipped=\"0\">\n");
        cases?.Dispose();
        file.Position = 0;
        using var reader = new StreamReader(file);
        Span<char> chunk = stackalloc char[4096];
        while (reader.Read(chunk) is > 0 and var read) output.Writer.Write(chunk[..read]);
        output.Writer.Write("\n</testsuite>\n</testsuites>\n");
    }

    public void Dispose()
    {
        cases?.Dispose();
        file.Dispose();
    }

    private void Write(XmlWriter xml, AuditEntry entry, AuditEntry? other, bool failed)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Telling.Thread(entry));
        xml.WriteAttributeString("name", Line($"line {entry.Line} at {IsoInstant.Format(entry.At)}"));
        xml.WriteAttributeString("time", "0");
        if (failed)
        {
            xml.WriteStartElement("failure");
            var violation = entry.Decision.Outcome.Violation;
            xml.WriteAttributeString("type", entry.Refused ? entry.Reason : violation!.Rule);
            xml.WriteAttributeString("message", Clean(entry.Refused ? telling.Verdict(entry)
                : telling.Finding(violation!)));
            var sentences = telling.Words.Sentences;
            xml.WriteString(Clean(entry.Refused ? telling.Why(entry) : sentences.OfRule(violation!.Rule)));
            xml.WriteEndElement();
        }

        var said = other is null ? "" : $"under {other.Decision.Edition}: {telling.Verdict(other)}\n";
        if (entry.Uncertain) said += telling.Uncertain + "\n";
        if (said.Length > 0) xml.WriteElementString("system-out", Clean(said.TrimEnd('\n')));
        xml.WriteEndElement();
    }

    // What people wrote may hold what XML cannot.
    private static string Clean(string text) =>
        string.Concat(text.Select(one => XmlConvert.IsXmlChar(one) || char.IsSurrogate(one) ? one : '\uFFFD'));

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
