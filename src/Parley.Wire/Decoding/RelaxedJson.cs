using System.Buffers;

namespace Parley.Wire.Decoding;

/// <summary>
/// Rewrites the relaxed JSON of the platform's own curl samples as strict JSON: strings in single quotes, bare keys,
/// line breaks inside strings, a comma after the last item. Numbers, literals and escapes are left for the strict
/// parser to judge.
/// </summary>
internal ref struct RelaxedJson(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
{
    private readonly ReadOnlySpan<byte> text = text;
    private int at;

    /// <summary>Writes the strict form. False if the text has not even the relaxed form.</summary>
    public bool Convert()
    {
        Skip();
        if (!Value(0)) return false;
        Skip();
        return at == text.Length;
    }

    private bool Value(int depth)
    {
        if (at >= text.Length || depth > GraphParameters.DeepestNesting) return false;
        return text[at] switch
        {
            (byte)'{' => Items(depth, (byte)'}'),
            (byte)'[' => Items(depth, (byte)']'),
            (byte)'"' or (byte)'\'' => Quoted(),
            _ => Word(quote: false),
        };
    }

    private bool Items(int depth, byte close)
    {
        Put(text[at++]);
        for (var first = true; ; first = false)
        {
            Skip();
            if (at >= text.Length) return false;
            if (text[at] == close)
            {
                Put(text[at++]);
                return true;
            }

            if (!first) Put((byte)',');
            if (close == '}' && !Key()) return false;
            if (!Value(depth + 1)) return false;
            Skip();
            if (at < text.Length && text[at] == ',') at++;
            else if (at >= text.Length || text[at] != close) return false;
        }
    }

    private bool Key()
    {
        if (!(text[at] is (byte)'"' or (byte)'\'' ? Quoted() : Word(quote: true))) return false;
        Skip();
        if (at >= text.Length || text[at] != ':') return false;
        Put(text[at++]);
        Skip();
        return true;
    }

    private bool Quoted()
    {
        var quote = text[at++];
        Put((byte)'"');
        for (; at < text.Length; at++)
        {
            var current = text[at];
            if (current == quote)
            {
                at++;
                Put((byte)'"');
                return true;
            }

            if (current == '\\' && at + 1 < text.Length) Escape(text[++at]);
            else if (current == '"') output.Write("\\\""u8);
            else if (LineBreak(current) is { Length: > 0 } escaped) output.Write(escaped);
            else Put(current);
        }

        return false;
    }

    private readonly void Escape(byte escaped)
    {
        if (escaped != '\'') Put((byte)'\\');
        Put(escaped);
    }

    private static ReadOnlySpan<byte> LineBreak(byte character) => character switch
    {
        (byte)'\n' => "\\n"u8,
        (byte)'\r' => "\\r"u8,
        (byte)'\t' => "\\t"u8,
        _ => [],
    };

    private bool Word(bool quote)
    {
        var start = at;
        while (at < text.Length && IsWord(text[at])) at++;
        if (at == start) return false;
        if (quote) Put((byte)'"');
        output.Write(text[start..at]);
        if (quote) Put((byte)'"');
        return true;
    }

    private static bool IsWord(byte character) =>
        char.IsAsciiLetterOrDigit((char)character) || "_-.+$"u8.Contains(character);

    private void Skip()
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
    }

    private readonly void Put(byte character)
    {
        output.GetSpan(1)[0] = character;
        output.Advance(1);
    }
}
