using System.Buffers;
using System.Text.Json;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Prints the fields asked for of one node, in the order they were asked; <c>id</c> always comes along where a node has
/// one.
/// </summary>
/// <typeparam name="T">What the fields are read from.</typeparam>
/// <param name="type">The node's type, as errors name it.</param>
/// <param name="writers">
/// How each plain field there is is printed, name included; null for a field that exists on the platform and has no
/// value here.
/// </param>
internal sealed class NodeFields<T>(string type, Dictionary<string, Action<Utf8JsonWriter, T>?> writers)
{
    private const string Id = "id";

    private readonly Dictionary<string, INestedField<T>> nested = [];

    /// <summary>The fields printed where none are asked for.</summary>
    public IReadOnlyList<string> Usual { get; init; } = [Id];

    /// <summary>Adds a field that is a node or a list of nodes itself; only while the server starts.</summary>
    /// <exception cref="ArgumentException">There is a field of this name: a defect.</exception>
    public NodeFields<T> With(string name, INestedField<T> field)
    {
        if (writers.ContainsKey(name)) throw new ArgumentException($"{type} has a field {name} already.", nameof(name));
        nested.Add(name, field);
        return this;
    }

    /// <summary>
    /// The node with what the parameter <c>fields</c> asks of it, or the error of a field that does not exist.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="node">What they are read from.</param>
    /// <param name="usual">The fields printed where none are asked for; null = <see cref="Usual"/>.</param>
    public async ValueTask<GraphReply> Answer(GraphCall call, T node, IReadOnlyList<string>? usual = null)
    {
        if (Asked(call.Parameters, out var fields, usual) is { } unknown) return unknown;
        var output = new ArrayBufferWriter<byte>(256);
        await using var json = new Utf8JsonWriter(output, GraphReply.Readable);
        if (await Write(call, json, fields, node) is { } refused) return refused;
        await json.FlushAsync();
        return new GraphReply.Body(output.WrittenMemory);
    }

    /// <summary>A whole short list of nodes, <c>{"data":[…]}</c>, with what is asked of each.</summary>
    public async ValueTask<GraphReply> AnswerAll(GraphCall call, IEnumerable<T> nodes)
    {
        if (Asked(call.Parameters, out var fields) is { } unknown) return unknown;
        var output = new ArrayBufferWriter<byte>(512);
        await using var json = new Utf8JsonWriter(output, GraphReply.Readable);
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var node in nodes)
        {
            if (await Write(call, json, fields, node) is { } refused) return refused;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync();
        return new GraphReply.Body(output.WrittenMemory);
    }

    /// <summary>The fields the parameter <c>fields</c> asks for, or the error of one that does not exist.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="fields">Every field to print, each once.</param>
    /// <param name="usual">The fields where none are asked for; null = <see cref="Usual"/>.</param>
    public GraphReply? Asked(
        GraphParameters parameters, out IReadOnlyList<FieldSelection> fields, IReadOnlyList<string>? usual = null)
    {
        var read = FieldSelection.Read(parameters).Try(out var asked, out var error);
        fields = asked ?? [];
        return read ? Complete(ref fields, usual) : GraphReply.Bad(error!);
    }

    /// <summary>Fills in the usual fields and the id, or answers the error of a field that does not exist.</summary>
    public GraphReply? Complete(ref IReadOnlyList<FieldSelection> fields, IReadOnlyList<string>? usual = null)
    {
        if (fields.Count == 0) fields = [.. (usual ?? Usual).Select(name => new FieldSelection(name))];
        if (writers.ContainsKey(Id) && !fields.Any(field => field.Shown == Id))
            fields = [.. fields, new FieldSelection(Id)];
        foreach (var field in fields)
        {
            if (Fault(field) is { } fault) return fault;
        }

        return null;
    }

    /// <summary>Prints a node with fields that exist; answers why it broke off, or null.</summary>
    public async ValueTask<GraphReply?> Write(
        GraphCall call, Utf8JsonWriter json, IReadOnlyList<FieldSelection> fields, T node)
    {
        json.WriteStartObject();
        foreach (var field in fields)
        {
            if (nested.TryGetValue(field.Name, out var inner))
            {
                if (await inner.Write(call, json, field, node) is { } refused) return refused;
            }
            else if (writers[field.Name] is { } plain)
            {
                Write(json, plain, field, node);
            }
        }

        json.WriteEndObject();
        return null;
    }

    private GraphReply? Fault(FieldSelection field)
    {
        if (nested.TryGetValue(field.Name, out var inner)) return inner.Fault(field);
        if (!writers.ContainsKey(field.Name)) return GraphReply.Bad("field_unknown", field.Name, type);
        return field.Fields.Count == 0 ? null : GraphReply.Bad("field_unknown", field.Fields[0].Name, field.Name);
    }

    private static void Write(Utf8JsonWriter json, Action<Utf8JsonWriter, T> plain, FieldSelection field, T node)
    {
        if (field.Shown == field.Name)
        {
            plain(json, node);
            return;
        }

        // Whoever prints a field prints its name too; under another name it is printed aside first.
        var aside = new ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(aside, GraphReply.Readable))
        {
            writer.WriteStartObject();
            plain(writer, node);
            writer.WriteEndObject();
        }

        foreach (var member in JsonElement.Parse(aside.WrittenSpan).EnumerateObject())
        {
            json.WritePropertyName(field.Shown);
            member.Value.WriteTo(json);
        }
    }
}
