using System.Collections.Immutable;
using System.Text.Json;

namespace Parley.Storage;

/// <summary>
/// What the rules found, as the journal tells it: of accepted sends, and of answers that did not come.
/// </summary>
public static class StoredFindings
{
    /// <summary>The findings of a row; nothing of a refused send, which never happened.</summary>
    /// <exception cref="JsonException">The row's body is not what its kind says.</exception>
    public static ImmutableArray<ViolationRecord> Of(StoredEvent row) => row.Kind switch
    {
        EventKind.Sent when Read(row, StoredJson.Default.SendBody) is { Findings: { } findings } body =>
            Of(row, row.Seq, body.App, body.Edition, findings, body.Lane),
        EventKind.Unanswered when Read(row, StoredJson.Default.UnansweredBody) is var body =>
            Of(row, body.Row, body.App, body.Edition, body.Findings, null),
        _ => [],
    };

    private static ImmutableArray<ViolationRecord> Of(
        StoredEvent row, long about, long app, string? edition, ImmutableArray<FindingBody> findings, string? lane) =>
    [
        .. findings.Select((finding, part) => new ViolationRecord(row.Shard, row.Seq, part)
        {
            At = row.At,
            Thread = row.Thread,
            Channel = row.Channel,
            App = app,
            About = about,
            Edition = edition ?? "",
            Finding = finding,
            Lane = lane,
        }),
    ];

    private static T Read<T>(StoredEvent row, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape) =>
        JsonSerializer.Deserialize(row.Body.Span, shape)
        ?? throw new JsonException($"Row {row.Seq} of kind {row.Kind} has no body.");
}
