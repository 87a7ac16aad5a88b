using System.Text;
using Parley.Wire.Decoding;

namespace Parley.Wire;

/// <summary>
/// One field of a <c>fields</c> parameter, with what hangs on it: <c>messages.limit(5).after(X){from,message}</c>.
/// </summary>
/// <remarks>Source: developers.facebook.com, Graph API "Field expansion".</remarks>
/// <param name="Name">The field or edge.</param>
public sealed record FieldSelection(string Name)
{
    /// <summary>Most fields of one request, nested ones included.</summary>
    public const int MostFields = 500;

    /// <summary>What is asked of the field's own value; empty = the usual fields.</summary>
    public IReadOnlyList<FieldSelection> Fields { get; init; } = [];

    /// <summary>What is hung on it with dots: <c>limit(5)</c> is <c>limit</c> and <c>5</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Arguments { get; init; } = [];

    /// <summary>The name it is answered under: its own, or that of <c>.as(other)</c>.</summary>
    public string Shown => Argument("as") is { Length: > 0 } alias ? alias : Name;

    /// <summary>An argument as a parameter; absent if it was not given.</summary>
    public Param this[string name] => Argument(name) is { } text ? new Param(text) : default;

    /// <summary>Reads a list of fields; each name is answered once.</summary>
    /// <param name="text">As <c>id,name,messages{id}</c>.</param>
    public static Parsed<IReadOnlyList<FieldSelection>> Read(string text) => new FieldsReader(text).Read();

    /// <summary>Reads the parameter <c>fields</c>, in any of the forms of a list; empty if it is absent.</summary>
    public static Parsed<IReadOnlyList<FieldSelection>> Read(GraphParameters parameters) =>
        parameters.List("fields", out var error) is { } pieces
            ? Read(string.Join(',', pieces))
            : new Parsed<IReadOnlyList<FieldSelection>>.Bad(error!);

    /// <summary>The list as a client would write it.</summary>
    public static string Print(IReadOnlyList<FieldSelection> fields)
    {
        var text = new StringBuilder();
        Print(text, fields);
        return text.ToString();
    }

    private string? Argument(string name)
    {
        foreach (var (key, value) in Arguments)
        {
            if (key == name) return value;
        }

        return null;
    }

    private static void Print(StringBuilder text, IReadOnlyList<FieldSelection> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(fields[i].Name);
            foreach (var (name, value) in fields[i].Arguments) text.Append($".{name}({value})");
            if (fields[i].Fields.Count == 0) continue;
            text.Append('{');
            Print(text, fields[i].Fields);
            text.Append('}');
        }
    }
}
