using System.Buffers;
using System.Text.Json;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Prints the fields asked for of one node, in the order they were asked; <c>id</c> always comes along.
/// </summary>
/// <typeparam name="T">What the fields are read from.</typeparam>
/// <param name="type">The node's type, as errors name it.</param>
/// <param name="writers">
/// How each field there is is printed, name included; null for a field that exists on the platform and has no value
/// here.
/// </param>
internal sealed class NodeFields<T>(string type, Dictionary<string, Action<Utf8JsonWriter, T>?> writers)
{
    private const string Id = "id";

    /// <summary>
    /// The node with what the parameter <c>fields</c> asks of it, or the error of a field that does not exist.
    /// </summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="usual">The fields printed where none are asked for.</param>
    /// <param name="node">What they are read from.</param>
    public GraphReply Answer(GraphParameters parameters, IReadOnlyList<string> usual, T node)
    {
        if (Asked(parameters, usual, out var names) is { } unknown) return unknown;
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, GraphReply.Readable)) Write(json, names, node);
        return new GraphReply.Body(output.WrittenMemory);
    }

    /// <summary>The fields the parameter <c>fields</c> asks for, or the error of one that does not exist.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="usual">The fields where none are asked for.</param>
    /// <param name="names">Their names, each once.</param>
    public GraphReply? Asked(GraphParameters parameters, IReadOnlyList<string> usual, out IReadOnlyList<string> names)
    {
        names = usual;
        if (parameters.List("fields", out var error) is not { } asked) return GraphReply.Bad(error!);
        if (asked.Count > 0) names = FieldNames.Of(asked);
        names = [.. names.Append(Id).Distinct(StringComparer.Ordinal)];
        return names.FirstOrDefault(name => !writers.ContainsKey(name)) is { } unknown
            ? GraphReply.Bad("field_unknown", unknown, type)
            : null;
    }

    /// <summary>Prints a node with fields that exist.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlyList<string> names, T node)
    {
        json.WriteStartObject();
        foreach (var name in names) writers[name]?.Invoke(json, node);
        json.WriteEndObject();
    }
}

/// <summary>The names in a <c>fields</c> list, without the selections and modifiers behind them.</summary>
internal static class FieldNames
{
    private const int MostNames = 200;

    /// <summary>
    /// The names alone: <c>a,b{c,d}.limit(5)</c> is a and b. The list comes split at every comma, also those inside
    /// braces.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> pieces)
    {
        var names = new List<string>();
        var depth = 0;
        foreach (var piece in pieces.Take(MostNames))
        {
            var end = piece.AsSpan().IndexOfAny(".{(");
            if (depth == 0 && end != 0) names.Add((end < 0 ? piece : piece[..end]).Trim());
            depth = Math.Max(
                0, depth + piece.Count(letter => letter is '{' or '(') - piece.Count(letter => letter is '}' or ')'));
        }

        return names;
    }
}
