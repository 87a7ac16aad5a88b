using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Wire;
using Parley.Wire.Audit;

namespace Parley.Cli.Audit;

/// <summary>
/// One decision object a line, with the number of its line; at the end the summary as one more object.
/// </summary>
internal sealed class JsonlReport : IReport, IDisposable
{
    private readonly ReportOut output;
    private readonly Sentences sentences;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;

    public JsonlReport(ReportOut output, Sentences sentences)
    {
        this.sentences = sentences;
        this.output = output;
        json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public bool Explains => true;

    public void Add(AuditEntry entry, AuditEntry? other)
    {
        json.WriteStartObject();
        json.WriteNumber("line"u8, entry.Line);
        json.WriteString("kind"u8, entry.Kind.ToString().ToLowerInvariant());
        json.WriteString("page"u8, entry.Page.ToString());
        if (entry.Person is { } person) json.WriteString("person"u8, person.ToString());
        json.WriteString("channel"u8, entry.Channel.ToString().ToLowerInvariant());
        var id = string.Create(CultureInfo.InvariantCulture, $"line-{entry.Line}");
        DecisionJson.WriteMembers(json, entry.Decision, id, entry.Channel, sentences, entry.Unreadable);
        if (entry.Uncertain) json.WriteBoolean("uncertain"u8, true);
        if (other is not null) WriteOther(other);
        json.WriteEndObject();
        EndLine();
    }

    public void End(AuditTally tally, AuditTally? other)
    {
        json.WriteStartObject();
        json.WriteStartObject("summary"u8);
        WriteTally(tally);
        if (other is not null)
        {
            json.WriteStartObject("compared"u8);
            WriteTally(other);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        EndLine();
    }

    public void Dispose() => json.Dispose();

    private void WriteOther(AuditEntry other)
    {
        json.WriteStartObject("compared"u8);
        json.WriteString("edition"u8, other.Decision.Edition);
        DecisionJson.WriteVerdict(json, other.Decision, other.Channel, sentences, other.Unreadable);
        json.WriteEndObject();
    }

    private void WriteTally(AuditTally tally)
    {
        WriteCount(tally.All);
        json.WriteNumber("uncertain"u8, tally.Uncertain);
        json.WriteNumber("calls"u8, tally.Calls.Judged);
        json.WriteNumber("calls_refused"u8, tally.Calls.Refused);
        WriteCounts("pages", tally.Pages, page => page);
        WriteCounts("lanes", tally.Lanes, lane => lane);
        WriteNumbers("reasons", tally.Reasons);
        WriteNumbers("violations", tally.Violations);
        WriteNumbers("advice", tally.Advice);
        WriteCounts("days", tally.Days, day => NodaTime.Text.LocalDatePattern.Iso.Format(day));
    }

    private void WriteCounts<T>(string name, SortedDictionary<T, AuditCount> counts, Func<T, string> keyOf)
        where T : notnull
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
        {
            json.WriteStartObject(keyOf(key));
            WriteCount(count);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteCount(AuditCount count)
    {
        json.WriteNumber("sends"u8, count.Sends);
        json.WriteNumber("accepted"u8, count.Accepted);
        json.WriteNumber("refused"u8, count.Refused);
        json.WriteNumber("violated"u8, count.Violated);
    }

    private void WriteNumbers(string name, SortedDictionary<string, long> numbers)
    {
        json.WriteStartObject(name);
        foreach (var (key, number) in numbers) json.WriteNumber(key, number);
        json.WriteEndObject();
    }

    private void EndLine()
    {
        json.Flush();
        output.Writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Writer.Write('\n');
        buffer.ResetWrittenCount();
        json.Reset();
    }
}
