using System.Buffers;
using System.Text.Json;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// A list that hangs on a node, read page by page: as an edge of its own (<c>/{node}/messages?limit=5</c>) and as a
/// field of the node (<c>/{node}?fields=messages.limit(5)</c>), with one code for both.
/// </summary>
/// <typeparam name="T">The node.</typeparam>
/// <typeparam name="TItem">What is listed.</typeparam>
/// <param name="fields">The fields of its items.</param>
/// <param name="read">Reads the part that is asked for.</param>
internal sealed class GraphEdge<T, TItem>(
    NodeFields<TItem> fields, Func<GraphCall, T, EdgeQuery, ValueTask<EdgePage<TItem>>> read) : INestedField<T>
{
    /// <summary>The node's id, for links of lists that were read as a field.</summary>
    public required Func<T, string> NodeId { get; init; }

    /// <summary>An item's place in the list.</summary>
    public required Func<TItem, string> Place { get; init; }

    /// <summary>Whether a text is a place of this list; a cursor with any other is refused.</summary>
    public Predicate<string> IsPlace { get; init; } = Cursor.IsNumber;

    /// <summary>How many items a page has where nothing is said, and the most it has.</summary>
    public (int Usual, int Most) Limits { get; init; } = (EdgeQuery.UsualLimit, EdgeQuery.MostLimit);

    /// <summary>Answers the edge of a node.</summary>
    public async ValueTask<GraphReply> Answer(GraphCall call, T node)
    {
        if (!Read(name => call.Parameters[name]).Try(out var query, out var error))
            return GraphReply.Bad(error);
        if (fields.Asked(call.Parameters, out var asked) is { } unknown) return unknown;
        var page = await read(call, node, query);
        if (page.Refusal is { } refusal) return refusal;

        var output = new ArrayBufferWriter<byte>(512);
        await using var json = new Utf8JsonWriter(output, GraphReply.Readable);
        if (await Write(call, json, asked, page, query, PageLink.Of(call)) is { } refused) return refused;
        await json.FlushAsync();
        return new GraphReply.Body(output.WrittenMemory);
    }

    /// <inheritdoc/>
    public GraphReply? Fault(FieldSelection asked)
    {
        var inner = asked.Fields;
        return Read(name => asked[name]).Try(out _, out var error)
            ? fields.Complete(ref inner)
            : GraphReply.Bad(error);
    }

    /// <inheritdoc/>
    public async ValueTask<GraphReply?> Write(GraphCall call, Utf8JsonWriter json, FieldSelection asked, T node)
    {
        var inner = asked.Fields;
        if (fields.Complete(ref inner) is { } fault) return fault;
        if (!Read(name => asked[name]).Try(out var query, out var error))
            return GraphReply.Bad(error);
        var page = await read(call, node, query);
        if (page.Refusal is { } refusal) return refusal;
        // The platform leaves an empty list out of a node.
        if (page.Items.Count == 0 && page.Total is null or 0) return null;
        json.WritePropertyName(asked.Shown);
        return await Write(call, json, inner, page, query, PageLink.Of(call, NodeId(node), asked));
    }

    private Parsed<EdgeQuery> Read(Func<string, Param> parameters) =>
        EdgeQuery.Read(parameters, IsPlace, Limits.Usual, Limits.Most);

    private async ValueTask<GraphReply?> Write(
        GraphCall call,
        Utf8JsonWriter json,
        IReadOnlyList<FieldSelection> asked,
        EdgePage<TItem> page,
        EdgeQuery query,
        PageLink link)
    {
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var item in page.Items)
        {
            if (await fields.Write(call, json, asked, item) is { } refused) return refused;
        }

        json.WriteEndArray();
        if (page.Items.Count > 0) WritePaging(json, page, query.Limit, link);
        if (query.Summary && page.Total is { } total)
        {
            json.WriteStartObject("summary"u8);
            json.WriteNumber("total_count"u8, total);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        return null;
    }

    private void WritePaging(Utf8JsonWriter json, EdgePage<TItem> page, int limit, PageLink link)
    {
        var (first, last) = (Cursor.Of(Place(page.Items[0])), Cursor.Of(Place(page.Items[^1])));
        json.WriteStartObject("paging"u8);
        json.WriteStartObject("cursors"u8);
        json.WriteString("before"u8, first);
        json.WriteString("after"u8, last);
        json.WriteEndObject();
        if (page.HasNext) json.WriteString("next"u8, link.To("after", last, limit));
        if (page.HasPrevious) json.WriteString("previous"u8, link.To("before", first, limit));
        json.WriteEndObject();
    }
}
