using System.Text.Json;
using System.Text.Unicode;

namespace Parley.Wire.Audit;

/// <summary>
/// Reads lines into what they say, in their order, without looking at what became of the lines before; so it may run
/// ahead of whoever judges, on another thread.
/// </summary>
internal sealed class LogReader
{
    private const string Keys = "page, app, person, received, sent, fact, called";

    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 64 };

    private readonly Cast cast = new();
    private readonly WebhookBody body;
    private readonly ChangeLines changes;

    /// <param name="isStopWord">Whether a person's text says that messages should stop.</param>
    public LogReader(Func<string, bool> isStopWord)
    {
        body = new WebhookBody(cast, isStopWord);
        changes = new ChangeLines(cast);
    }

    /// <summary>Reads a line.</summary>
    /// <param name="bytes">Its bytes; unchanged as long as the line is used.</param>
    /// <param name="line">Where to.</param>
    public void Read(ReadOnlyMemory<byte> bytes, LogLine line)
    {
        line.Clear();
        if (bytes.Span.Trim(" \t\r"u8).IsEmpty) return;
        try
        {
            if (!Utf8.IsValid(bytes.Span)) throw new LogFault("it is not UTF-8");
            using var document = JsonDocument.Parse(bytes, Json);
            Read(document.RootElement, bytes, line);
        }
        catch (JsonException fault)
        {
            line.Fault = $"it is not JSON: column {fault.BytePositionInLine + 1}";
        }
        catch (LogFault fault)
        {
            line.Fault = fault.Message;
        }
    }

    private void Read(JsonElement root, ReadOnlyMemory<byte> bytes, LogLine line)
    {
        if (!root.IsObject()) throw new LogFault("it must be an object");
        var (kind, value) = Only(root);
        switch (kind)
        {
            case LineKind.Received: body.Read(value, line.Received); break;
            case LineKind.Sent: line.Sent.Read(value, bytes, cast); break;
            case LineKind.Called: line.Called = changes.Called(value); break;
            case LineKind.Page: line.Change = changes.Page(value); break;
            case LineKind.App: line.Change = ChangeLines.App(value); break;
            case LineKind.Person: line.Change = changes.Person(value); break;
            case LineKind.Fact: line.Change = changes.Fact(value); break;
        }

        line.Kind = kind;
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

    private static LineKind KindOf(JsonProperty member) =>
        member.NameEquals("received"u8) ? LineKind.Received
        : member.NameEquals("sent"u8) ? LineKind.Sent
        : member.NameEquals("person"u8) ? LineKind.Person
        : member.NameEquals("page"u8) ? LineKind.Page
        : member.NameEquals("app"u8) ? LineKind.App
        : member.NameEquals("fact"u8) ? LineKind.Fact
        : member.NameEquals("called"u8) ? LineKind.Called
        : LineKind.None;
}
