using System.Text.Json;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>A field that is a node itself, or a list of nodes: fields may be asked of it in turn.</summary>
/// <typeparam name="T">What it is a field of.</typeparam>
internal interface INestedField<in T>
{
    /// <summary>The error of what is asked of it and does not exist, or null.</summary>
    GraphReply? Fault(FieldSelection asked);

    /// <summary>Prints it, its name included; answers why it broke off, or null.</summary>
    ValueTask<GraphReply?> Write(GraphCall call, Utf8JsonWriter json, FieldSelection asked, T node);
}

/// <summary>A field that is one other node, left out where there is none.</summary>
/// <param name="fields">The other node's fields.</param>
/// <param name="read">Finds it.</param>
internal sealed class NodeField<T, TOther>(NodeFields<TOther> fields, Func<T, TOther?> read) : INestedField<T>
    where TOther : class
{
    /// <inheritdoc/>
    public GraphReply? Fault(FieldSelection asked)
    {
        var inner = asked.Fields;
        return fields.Complete(ref inner);
    }

    /// <inheritdoc/>
    public async ValueTask<GraphReply?> Write(GraphCall call, Utf8JsonWriter json, FieldSelection asked, T node)
    {
        if (read(node) is not { } other) return null;
        var inner = asked.Fields;
        if (fields.Complete(ref inner) is { } fault) return fault;
        json.WritePropertyName(asked.Shown);
        return await fields.Write(call, json, inner, other);
    }
}

/// <summary>A field that is a whole short list of nodes, <c>{"data":[…]}</c>; left out where there is none.</summary>
/// <param name="fields">The fields of its items.</param>
/// <param name="read">Finds them; null = no list.</param>
internal sealed class ListField<T, TItem>(NodeFields<TItem> fields, Func<T, IEnumerable<TItem>?> read)
    : INestedField<T>
{
    /// <inheritdoc/>
    public GraphReply? Fault(FieldSelection asked)
    {
        var inner = asked.Fields;
        return fields.Complete(ref inner);
    }

    /// <inheritdoc/>
    public async ValueTask<GraphReply?> Write(GraphCall call, Utf8JsonWriter json, FieldSelection asked, T node)
    {
        if (read(node) is not { } items) return null;
        var inner = asked.Fields;
        if (fields.Complete(ref inner) is { } fault) return fault;
        json.WriteStartObject(asked.Shown);
        json.WriteStartArray("data"u8);
        foreach (var item in items)
        {
            if (await fields.Write(call, json, inner, item) is { } refused) return refused;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }
}
