using System.Text.Json;
using System.Text.Unicode;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;

namespace Parley.Wire.Audit;

/// <summary>
/// Reads a log line by line and judges every send by what stands above it. Memory grows with the threads, not with the
/// lines. Not thread-safe.
/// </summary>
/// <param name="settings">By what to judge.</param>
/// <param name="judged">Called for every judgement, in the order they are made.</param>
public sealed class Auditor(AuditSettings settings, Action<AuditEntry> judged)
{
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 64 };

    private readonly LogState log = new(settings.Review);
    private readonly SentJudge judge = new(settings);

    /// <summary>Lines read so far, blank and malformed ones too.</summary>
    public long Lines { get; private set; }

    /// <summary>Threads known so far.</summary>
    public int Threads => log.Threads.Count;

    /// <summary>Reads the next line.</summary>
    /// <param name="line">Its UTF-8 bytes without the line break; unchanged until this returns.</param>
    /// <returns>What is wrong with it, naming the member; null if it was taken in. A malformed line changes
    /// nothing.</returns>
    public string? Read(ReadOnlyMemory<byte> line)
    {
        Lines++;
        if (line.Span.Trim(" \t\r"u8).IsEmpty) return null;
        if (!Utf8.IsValid(line.Span)) return "it is not UTF-8";
        try
        {
            using var document = JsonDocument.Parse(line, Json);
            Take(document.RootElement);
            return null;
        }
        catch (JsonException fault)
        {
            return $"it is not JSON: column {fault.BytePositionInLine + 1}";
        }
        catch (LogFault fault)
        {
            return fault.Message;
        }
    }

    /// <summary>The log is at its end: what still waited for an answer got none.</summary>
    public void End()
    {
        log.Inputs.End();
        Report();
    }

    private void Take(JsonElement root)
    {
        if (!root.IsObject()) throw new LogFault("it must be an object");
        var (key, value) = Only(root);
        switch (key)
        {
            case LineKind.Page: log.Page(value); break;
            case LineKind.App: log.App(value); break;
            case LineKind.Person: log.Person(value); break;
            case LineKind.Fact: log.Fact(value); break;
            case LineKind.Received: log.Received(value, Lines); break;
            case LineKind.Called when log.Called(value) is { } call: Told(judge.Judge(call, Lines)); break;
            case LineKind.Sent when log.Sent(value) is { } send: Told(judge.Judge(send, log, Lines)); break;
        }

        Report();
    }

    private void Told(AuditEntry? entry)
    {
        if (entry is not null) judged(entry);
    }

    private void Report()
    {
        if (log.Late.Count == 0) return;
        foreach (var (input, finding) in log.Late)
        {
            var at = Instant.FromUnixTimeMilliseconds(input.At.Milliseconds);
            var edition = settings.Edition ?? EditionCatalogue.InForce(at);
            var outcome = new Outcome(true, null, null, [finding]);
            judged(new AuditEntry(
                input.Line,
                EntryKind.Received,
                input.Page.Id,
                log.PersonOf(input.Thread),
                input.Channel,
                new Decision(edition.Name, edition.Day, settings.Mode, at, outcome, [], [], null),
                null));
        }

        log.Late.Clear();
    }

    private static (LineKind Kind, JsonElement Value) Only(JsonElement root)
    {
        (LineKind Kind, JsonElement Value) found = default;
        foreach (var member in root.EnumerateObject())
        {
            var kind = KindOf(member);
            if (kind is LineKind.None) continue;
            if (found.Kind is not LineKind.None) throw new LogFault("it must hold exactly one of " + Keys);
            found = (kind, member.Value);
        }

        if (found.Kind is LineKind.None) throw new LogFault("it must hold one of " + Keys);
        return found.Value.IsObject()
            ? found
            : throw new LogFault($"`{found.Kind.ToString().ToLowerInvariant()}` must be an object");
    }

    private const string Keys = "page, app, person, received, sent, fact, called";

    private static LineKind KindOf(JsonProperty member) =>
        member.NameEquals("received"u8) ? LineKind.Received
        : member.NameEquals("sent"u8) ? LineKind.Sent
        : member.NameEquals("person"u8) ? LineKind.Person
        : member.NameEquals("page"u8) ? LineKind.Page
        : member.NameEquals("app"u8) ? LineKind.App
        : member.NameEquals("fact"u8) ? LineKind.Fact
        : member.NameEquals("called"u8) ? LineKind.Called
        : LineKind.None;

    private enum LineKind : byte
    {
        None,
        Page,
        App,
        Person,
        Received,
        Sent,
        Fact,
        Called,
    }
}
