using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Parley.Wire.Decoding;

/// <summary>
/// Parses what a client sent as JSON. Strict first; what is not strict JSON gets a second chance as the relaxed form of
/// the platform's own samples. Whatever comes out holds only valid Unicode, so reading a string of it cannot fail.
/// </summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = GraphParameters.DeepestNesting };

    /// <summary>
    /// Parses a whole body; null in <paramref name="document"/> stands for a body without parameters.
    /// </summary>
    public static GraphError? ParseBody(ReadOnlyMemory<byte> body, out JsonDocument? document)
    {
        document = null;
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        if (UnicodeFault.Locate(body.Span, "body") is { } fault) return fault;
        try
        {
            document = JsonDocument.Parse(body, Options);
        }
        catch (JsonException strict)
        {
            if (Relaxed(body.Span) is not { } converted)
                return Nesting.Exceeds(body.Span, GraphParameters.DeepestNesting) ? TooDeep("body") : Malformed(strict);
            document = JsonDocument.Parse(converted, Options);
        }

        return Root(ref document);
    }

    /// <summary>Parses the text of one parameter.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What to call it in an error.</param>
    /// <param name="expected">What it should have been.</param>
    /// <param name="value">The value, independent of any buffer.</param>
    public static GraphError? ParseValue(string text, string path, string expected, out JsonElement value)
    {
        value = default;
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (UnicodeFault.Locate(utf8, path) is { } fault) return fault;
        try
        {
            value = JsonElement.Parse(utf8, Options);
        }
        catch (JsonException)
        {
            if (Relaxed(utf8) is not { } converted)
            {
                return Nesting.Exceeds(utf8, GraphParameters.DeepestNesting)
                    ? TooDeep(path)
                    : GraphErrors.Get("param_type", path, expected);
            }

            value = JsonElement.Parse(converted.Span, Options);
        }

        return null;
    }

    private static GraphError? Root(ref JsonDocument? document)
    {
        var root = document!.RootElement;
        if (root.ValueKind is JsonValueKind.Object) return null;
        var empty = new Param(root).IsAbsent;
        document.Dispose();
        document = null;
        return empty ? null : GraphErrors.Get("body_malformed", "a JSON object was expected");
    }

    /// <summary>The relaxed form as strict JSON that is known to parse, or null.</summary>
    private static ReadOnlyMemory<byte>? Relaxed(ReadOnlySpan<byte> utf8)
    {
        var output = new ArrayBufferWriter<byte>(utf8.Length + 64);
        if (!new RelaxedJson(utf8, output).Convert()) return null;
        try
        {
            var reader = new Utf8JsonReader(output.WrittenSpan, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return output.WrittenMemory;
    }

    private static GraphError Malformed(JsonException fault) => GraphErrors.Get(
        "body_malformed",
        string.Create(
            CultureInfo.InvariantCulture,
            $"invalid JSON in line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1}"));

    private static GraphError TooDeep(string path) =>
        GraphErrors.Get("param_too_deep", path, GraphParameters.DeepestNesting.ToString(CultureInfo.InvariantCulture));
}
