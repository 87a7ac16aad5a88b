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
        if (parameters.List("fields", out var error) is not { } asked) return GraphReply.Bad(error!);
        var names = asked.Count == 0 ? usual : FieldNames.Of(asked);
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, GraphReply.Readable))
        {
            json.WriteStartObject();
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in names.Append(Id))
            {
                if (!writers.TryGetValue(name, out var write)) return GraphReply.Bad("field_unknown", name, type);
                if (written.Add(name)) write?.Invoke(json, node);
            }

            json.WriteEndObject();
        }

        return new GraphReply.Body(output.WrittenMemory);
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
