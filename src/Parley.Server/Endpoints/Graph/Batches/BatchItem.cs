using System.Text.Json;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>One request of a batch, as the client wrote it.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="RelativeUrl">Path and query, with references to earlier answers.</param>
/// <param name="Body">The body, with such references; empty for none.</param>
internal sealed record BatchItem(string Method, string RelativeUrl, string Body)
{
    /// <summary>What later items call it, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The item that must have succeeded, or null.</summary>
    public string? DependsOn { get; init; }

    /// <summary>Whether its answer is left out when it succeeds; null = if a later item refers to it.</summary>
    public bool? Omitted { get; init; }

    /// <summary>The names of the envelope's file parts it takes.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Its own headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The names of the items it refers to.</summary>
    public IEnumerable<string> Dependencies => BatchReference.NamesIn(RelativeUrl)
        .Concat(BatchReference.NamesIn(Body))
        .Concat(DependsOn is null ? [] : [DependsOn])
        .Distinct();

    /// <summary>Reads one item.</summary>
    /// <param name="item">The element of the list.</param>
    /// <param name="at">Its place, for errors.</param>
    public static Parsed<BatchItem> Read(JsonElement item, int at)
    {
        var path = $"batch[{at}]";
        if (item.ValueKind is not JsonValueKind.Object)
            return new Parsed<BatchItem>.Bad(GraphErrors.Get("param_type", path, "a JSON object"));
        var members = new Members(item, path);
        var read = new BatchItem(
            members.Required("method").ToUpperInvariant(), members.Required("relative_url"), members.Body())
        {
            Name = members.Text("name"),
            DependsOn = members.Text("depends_on"),
            Omitted = members.Boolean("omit_response_on_success"),
            Files = members.List("attached_files"),
            Headers = members.Headers(),
        };
        return members.Fault is { } fault
            ? new Parsed<BatchItem>.Bad(fault)
            : new Parsed<BatchItem>.Ok(read);
    }

    // Reads members and remembers the first that is wrong.
    private sealed class Members(JsonElement item, string path)
    {
        public GraphError? Fault { get; private set; }

        public string Required(string name)
        {
            var text = Text(name);
            if (text is null) Note(GraphErrors.Get("param_required", $"{path}[{name}]"));
            return text ?? "";
        }

        public string? Text(string name)
        {
            var value = Of(name);
            if (value.IsAbsent) return null;
            if (value.TryText($"{path}[{name}]", out var text, out var error)) return text;
            Note(error);
            return null;
        }

        public bool? Boolean(string name)
        {
            var value = Of(name);
            if (value.IsAbsent) return null;
            if (value.TryBoolean($"{path}[{name}]", out var told, out var error)) return told;
            Note(error);
            return null;
        }

        public IReadOnlyList<string> List(string name)
        {
            var list = Of(name).List($"{path}[{name}]", out var error);
            if (error is not null) Note(error);
            return list ?? [];
        }

        // A form as clients write it, raw JSON as the business SDK does, or an object.
        public string Body() =>
            item.TryGetProperty("body", out var value) && value.ValueKind is JsonValueKind.Object
                ? value.GetRawText()
                : Text("body") ?? "";

        // ["Name: value"], [{"name":"Name","value":"value"}] or {"Name":"value"}.
        public IReadOnlyList<KeyValuePair<string, string>> Headers()
        {
            if (!item.TryGetProperty("headers", out var given) || Param.Of(given).IsAbsent) return [];
            if (given.ValueKind is JsonValueKind.Object)
                return [.. given.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, one.Value.ToString()))];
            if (!Param.Of(given).TryArray($"{path}[headers]", out var list, out var error))
            {
                Note(error);
                return [];
            }

            var read = list.EnumerateArray().Select(Header).ToArray();
            var wrong = Array.IndexOf(read, null);
            if (wrong >= 0) Note(GraphErrors.Get("param_type", $"{path}[headers][{wrong}]", "a header"));
            return [.. read.OfType<KeyValuePair<string, string>>()];
        }

        private static KeyValuePair<string, string>? Header(JsonElement header)
        {
            if (header.ValueKind is JsonValueKind.Object)
            {
                return header.TryGetProperty("name", out var name) && header.TryGetProperty("value", out var value)
                    ? new(name.ToString(), value.ToString())
                    : null;
            }

            var line = header.ToString();
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 ? new(line[..colon].Trim(), line[(colon + 1)..].Trim()) : null;
        }

        private Param Of(string name) => item.TryGetProperty(name, out var value) ? Param.Of(value) : default;

        private void Note(GraphError error) => Fault ??= error;
    }
}
