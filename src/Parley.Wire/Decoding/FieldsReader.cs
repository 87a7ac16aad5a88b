using System.Globalization;

namespace Parley.Wire.Decoding;

/// <summary>
/// Reads <c>a,b{c,d},edge.limit(5).after(X){…}</c>. Blanks and empty places between commas mean nothing; braces may
/// stand before or after what hangs on dots.
/// </summary>
/// <param name="text">The whole list.</param>
internal sealed class FieldsReader(string text)
{
    private const int Deepest = 16;

    private int at;
    private int read;
    private GraphError? error;

    /// <summary>Reads the list, or says where it breaks off.</summary>
    public Parsed<IReadOnlyList<FieldSelection>> Read()
    {
        var fields = List(depth: 0);
        if (error is null && at < text.Length) Fail($"Expected end of string instead of \"{text[at]}\".");
        return error is null
            ? new Parsed<IReadOnlyList<FieldSelection>>.Ok(fields)
            : new Parsed<IReadOnlyList<FieldSelection>>.Bad(error);
    }

    private List<FieldSelection> List(int depth)
    {
        var fields = new List<FieldSelection>();
        while (error is null)
        {
            SkipBlanks();
            if (IsNameNext) Add(fields, Field(depth));
            SkipBlanks();
            if (!Skip(',')) break;
        }

        return fields;
    }

    private static void Add(List<FieldSelection> fields, FieldSelection field)
    {
        foreach (var other in fields)
        {
            if (other.Shown == field.Shown) return;
        }

        fields.Add(field);
    }

    private FieldSelection Field(int depth)
    {
        if (++read > FieldSelection.MostFields) Fail($"Expected at most {FieldSelection.MostFields} fields.");
        var field = new FieldSelection(Name());
        var arguments = new List<KeyValuePair<string, string>>();
        while (error is null)
        {
            SkipBlanks();
            if (Skip('.')) field = Hang(field, arguments, depth);
            else if (Skip('{')) field = field with { Fields = Nested(depth, '}') };
            else break;
        }

        return arguments.Count == 0 ? field : field with { Arguments = arguments };
    }

    // edge.fields(a,b) is the older spelling of edge{a,b}.
    private FieldSelection Hang(FieldSelection field, List<KeyValuePair<string, string>> arguments, int depth)
    {
        SkipBlanks();
        var name = Name();
        if (name.Length == 0) Fail("Expected a name behind \".\".");
        else if (!Skip('(')) Fail("Expected \"(\".");
        else if (name == "fields") return field with { Fields = Nested(depth, ')') };
        else arguments.Add(new(name, Argument()));
        return field;
    }

    private List<FieldSelection> Nested(int depth, char end)
    {
        if (depth == Deepest) Fail($"Expected at most {Deepest} levels.");
        var fields = List(depth + 1);
        if (error is null && !Skip(end)) Fail($"Expected \"{end}\".");
        return fields;
    }

    private string Argument()
    {
        var (start, open) = (at, 1);
        for (; at < text.Length; at++)
        {
            if (text[at] is '(') open++;
            if (text[at] is ')' && --open == 0) return text[start..at++].Trim();
        }

        Fail("Expected \")\".");
        return "";
    }

    private bool IsNameNext => at < text.Length && IsOfName(text[at]);

    private string Name()
    {
        var start = at;
        while (IsNameNext) at++;
        return text[start..at];
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_';

    private void SkipBlanks()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private bool Skip(char letter)
    {
        var there = at < text.Length && text[at] == letter;
        if (there) at++;
        return there;
    }

    private void Fail(string expected) => error ??= GraphErrors.Get(
        "fields_syntax", expected, at.ToString(CultureInfo.InvariantCulture), text);
}
