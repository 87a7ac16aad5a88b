using System.Globalization;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads <c>message.template</c>: a utility template of the page and what its places are filled with.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Utility messages". Whether the page has such a template is the
/// kernel's to say. The bounds of counts and lengths are ours; none are published.
/// </remarks>
internal static class UtilityReader
{
    /// <summary>The language of a template that names none.</summary>
    public const string UsualLanguage = "en";

    private const string Path = "message[template]";
    private const int MostNameCharacters = 512;
    private const int MostLanguageCharacters = 20;
    private const int MostComponents = 10;
    private const int MostParameters = 20;
    private const int MostTextCharacters = 1024;
    private const int MostPayloadCharacters = 1000;
    private const int MostParameterNameCharacters = 100;

    private static readonly string[] ParameterNames = ["type", "text", "parameter_name", "image", "payload"];

    /// <summary>Writes the template, if there is one.</summary>
    public static GraphError? Write(Utf8JsonWriter json, Param value, in Dialect dialect, ref SentContent content)
    {
        if (value.IsAbsent) return null;
        content = new SentContent(Form.Utility);
        if (!value.TryObject(Path, out var members, out var error)) return error;
        Span<Param> found = [default, default, default];
        string? name = null, language = null;
        error = dialect.Collect(members, Path, ["name", "language", "components"], found)
            ?? Fields.Required(found[0], Path + "[name]", MostNameCharacters, out name)
            ?? Language(found[1], in dialect, out language);
        language ??= UsualLanguage;
        if (name is not null) content = content with { Title = Standing.TemplateName(name, language) };
        // What once filled the places of a template that was sent, nobody asks any more.
        if (error is not null || dialect.Past) return error;
        json.WriteStartObject("template"u8);
        json.WriteString("name"u8, name);
        json.WriteStartObject("language"u8);
        json.WriteString("code"u8, language);
        json.WriteEndObject();
        error = WriteList(json, "components", found[2], Path + "[components]", MostComponents, in dialect, Component)
            ?? WriteShown(json, dialect.Page?.Template(name!, language), found[2]);
        json.WriteEndObject();
        return error;
    }

    // What the person sees is written down with it: the template may be gone tomorrow.
    private static GraphError? WriteShown(Utf8JsonWriter json, UtilityTemplate? template, Param components)
    {
        if (template is null) return null;
        var filling = UtilityFilling.Of(components);
        if (template.Misfit(filling) is { } misfit) return GraphErrors.Get("template_parameters", misfit);
        json.WritePropertyName("shown"u8);
        template.Write(json, filling);
        return null;
    }

    private static GraphError? Language(Param value, in Dialect dialect, out string? code)
    {
        const string path = Path + "[language]";
        code = null;
        if (value.IsAbsent) return null;
        if (dialect.Past && !value.IsObject) return Fields.Text(value, path, MostLanguageCharacters, out code);
        if (!value.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default];
        return dialect.Collect(members, path, ["code"], found)
            ?? Fields.Text(found[0], path + "[code]", MostLanguageCharacters, out code);
    }

    private static GraphError? Component(Utf8JsonWriter json, JsonElement members, string path, Dialect dialect)
    {
        Span<Param> found = [default, default];
        string? type = null;
        var error = dialect.Collect(members, path, ["type", "parameters"], found)
            ?? Typed(found[0], path, ["header", "body", "buttons"], out type);
        if (error is not null) return error;
        json.WriteString("type"u8, type);
        return WriteList(
            json, "parameters", found[1], path + "[parameters]", MostParameters, in dialect, Parameter);
    }

    private static GraphError? Parameter(Utf8JsonWriter json, JsonElement members, string path, Dialect dialect)
    {
        Span<Param> found = [default, default, default, default, default];
        string? type = null, named = null;
        var error = dialect.Collect(members, path, ParameterNames, found)
            ?? Typed(found[0], path, ["text", "image", "POSTBACK"], out type)
            ?? Fields.Text(found[2], path + "[parameter_name]", MostParameterNameCharacters, out named);
        if (error is not null) return error;
        json.WriteString("type"u8, type);
        json.WriteIfGiven("parameter_name"u8, named);
        return type switch
        {
            "text" => WriteText(json, "text"u8, found[1], path + "[text]", MostTextCharacters),
            "image" => WriteImage(json, found[3], path + "[image]", in dialect),
            _ => WriteText(json, "payload"u8, found[4], path + "[payload]", MostPayloadCharacters),
        };
    }

    private static GraphError? WriteText(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, Param value, string path, int most)
    {
        var error = Fields.Required(value, path, most, out var text);
        if (error is null) json.WriteString(name, text);
        return error;
    }

    private static GraphError? WriteImage(Utf8JsonWriter json, Param value, string path, in Dialect dialect)
    {
        if (value.IsAbsent) return GraphErrors.Get("param_required", path);
        if (!value.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default];
        string? link = null;
        error = dialect.Collect(members, path, ["link"], found)
            ?? Fields.RequiredUrl(found[0], path + "[link]", out link);
        if (error is not null) return error;
        json.WriteStartObject("image"u8);
        json.WriteString("link"u8, link);
        json.WriteEndObject();
        return null;
    }

    private static GraphError? Typed(Param value, string path, ReadOnlySpan<string> words, out string? type)
    {
        type = null;
        path += "[type]";
        return value.IsAbsent ? GraphErrors.Get("param_required", path) : Fields.Word(value, path, words, out type);
    }

    private static GraphError? WriteList(
        Utf8JsonWriter json,
        string name,
        Param value,
        string path,
        int most,
        in Dialect dialect,
        Func<Utf8JsonWriter, JsonElement, string, Dialect, GraphError?> write)
    {
        if (value.IsAbsent) return null;
        if (!value.TryArray(path, out var items, out var error)) return error;
        if (items.GetArrayLength() > most)
            return GraphErrors.Get("param_count", path, "0", most.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray(name);
        var at = 0;
        foreach (var item in items.EnumerateArray())
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"{path}[{at++}]");
            if (!new Param(item).TryObject(own, out var members, out error)) return error;
            json.WriteStartObject();
            error = write(json, members, own, dialect);
            json.WriteEndObject();
            if (error is not null) return error;
        }

        json.WriteEndArray();
        return null;
    }
}
