using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Parley.Wire.Decoding;

namespace Parley.Wire;

/// <summary>
/// One value as a client wrote it, read leniently: JSON text counts as what it says, numbers as ids, <c>"true"</c>,
/// <c>true</c> and <c>1</c> as booleans.
/// </summary>
/// <remarks>A view on the request; see <see cref="GraphParameters"/> for how long it lives.</remarks>
public readonly struct Param
{
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code).Except("\t\n\v\f\r")]);

    private readonly JsonElement element;
    private readonly string? written;

    internal Param(JsonElement element) => this.element = element;

    internal Param(string written) => this.written = written;

    /// <summary>A value inside another, read as leniently.</summary>
    public static Param Of(JsonElement value) => new(value);

    /// <summary>Whether it says nothing: missing, null, empty text, an empty list.</summary>
    public bool IsAbsent => written is not null
        ? written.Length == 0
        : element.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => true,
            JsonValueKind.String => element.ValueEquals(""u8),
            JsonValueKind.Array => element.GetArrayLength() == 0,
            _ => false,
        };

    internal bool IsObject => written is null && element.ValueKind is JsonValueKind.Object;

    /// <summary>A scalar as text: strings as they are, numbers and booleans as written.</summary>
    /// <param name="path">What to call it in an error, as <c>message[text]</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="error">What is wrong: no scalar, or control characters in it.</param>
    public bool TryText(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out GraphError? error)
    {
        text = written ?? element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        error = text is null ? GraphErrors.Get("param_type", path, "a string")
            : text.AsSpan().ContainsAny(ControlCharacters) ? GraphErrors.Get("param_control", path)
            : null;
        return error is null;
    }

    /// <summary>An object, or JSON text of one.</summary>
    public bool TryObject(string path, out JsonElement value, [NotNullWhen(false)] out GraphError? error)
    {
        value = element;
        error = null;
        return IsObject || TryParsed(path, JsonValueKind.Object, "a JSON object", out value, out error);
    }

    /// <summary>An array, or JSON text of one.</summary>
    public bool TryArray(string path, out JsonElement value, [NotNullWhen(false)] out GraphError? error)
    {
        value = element;
        error = null;
        return (written is null && element.ValueKind is JsonValueKind.Array)
            || TryParsed(path, JsonValueKind.Array, "an array", out value, out error);
    }

    /// <summary>A boolean: <c>true</c>, <c>"true"</c>, <c>1</c> or <c>"1"</c>, and their opposites.</summary>
    public bool TryBoolean(string path, out bool value, [NotNullWhen(false)] out GraphError? error)
    {
        value = false;
        if (!TryText(path, out var text, out error)) return false;
        value = text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        if (value || text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase)) return true;
        error = GraphErrors.Get("param_type", path, "a boolean");
        return false;
    }

    /// <summary>A whole number, as a number or as its digits.</summary>
    public bool TryInteger(string path, out long value, [NotNullWhen(false)] out GraphError? error)
    {
        value = 0;
        if (!TryText(path, out var text, out error)) return false;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)) return true;
        error = GraphErrors.Get("param_type", path, "an integer");
        return false;
    }

    /// <summary>
    /// One of a closed list of words, whatever the case of its letters; answered as the list spells it.
    /// </summary>
    public bool TryWord(
        string path,
        ReadOnlySpan<string> words,
        [NotNullWhen(true)] out string? word,
        [NotNullWhen(false)] out GraphError? error)
    {
        word = null;
        if (!TryText(path, out var text, out error)) return false;
        foreach (var one in words)
        {
            if (!one.Equals(text, StringComparison.OrdinalIgnoreCase)) continue;
            word = one;
            return true;
        }

        error = GraphErrors.Get("param_enum", path, string.Join(", ", words.ToArray()));
        return false;
    }

    /// <summary>A list of scalars, in any of the forms clients use; see <see cref="GraphParameters.List"/>.</summary>
    public IReadOnlyList<string>? List(string path, out GraphError? error)
    {
        error = null;
        if (IsAbsent) return [];
        if (written is null && element.ValueKind is JsonValueKind.Array) return Items(element, path, out error);
        if (!TryText(path, out var text, out error)) return null;
        if (!text.AsSpan().TrimStart().StartsWith('[')) return CommaList.Split(text);
        return TryArray(path, out var array, out error) ? Items(array, path, out error) : null;
    }

    private static List<string>? Items(JsonElement array, string path, out GraphError? error)
    {
        error = null;
        var items = new List<string>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (!new Param(item).TryText($"{path}[{items.Count}]", out var text, out error)) return null;
            items.Add(text);
        }

        return items;
    }

    private bool TryParsed(
        string path,
        JsonValueKind kind,
        string expected,
        out JsonElement value,
        [NotNullWhen(false)] out GraphError? error)
    {
        value = default;
        error = null;
        var text = written ?? (element.ValueKind is JsonValueKind.String ? element.GetString() : null);
        if (text is null || !text.AsSpan().TrimStart().StartsWith(kind is JsonValueKind.Array ? '[' : '{'))
        {
            error = GraphErrors.Get("param_type", path, expected);
            return false;
        }

        error = JsonText.ParseValue(text, path, expected, out value);
        if (error is null && value.ValueKind != kind) error = GraphErrors.Get("param_type", path, expected);
        return error is null;
    }
}
