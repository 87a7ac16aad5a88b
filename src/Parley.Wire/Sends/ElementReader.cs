using System.Globalization;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>Reads the elements of a generic template: one to ten cards side by side.</summary>
internal static class ElementReader
{
    private const string Path = TemplateReader.Path + "[elements]";
    private const int Most = 10;
    private const int MostTitleCharacters = 80;
    private const int MostSubtitleCharacters = 80;

    private static readonly string[] Names = ["title", "subtitle", "image_url", "default_action", "buttons"];

    public static GraphError? WriteAll(Utf8JsonWriter json, Param value, Channel channel)
    {
        if (value.IsAbsent) return GraphErrors.Get("param_required", Path);
        if (!value.TryArray(Path, out var elements, out var error)) return error;
        if (elements.GetArrayLength() is 0 or > Most) return GraphErrors.Get("param_count", Path, "1", "10");
        json.WriteStartArray("elements"u8);
        var at = 0;
        foreach (var element in elements.EnumerateArray())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{at++}]");
            if (WriteOne(json, new Param(element), path, channel) is { } fault) return fault;
        }

        json.WriteEndArray();
        return null;
    }

    private static GraphError? WriteOne(Utf8JsonWriter json, Param element, string path, Channel channel)
    {
        if (!element.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default, default, default, default, default];
        string? title = null;
        string? subtitle = null;
        string? image = null;
        error = Members.Collect(members, path, Names, found)
            ?? Fields.Required(found[0], path + "[title]", MostTitleCharacters, out title)
            ?? Fields.Text(found[1], path + "[subtitle]", MostSubtitleCharacters, out subtitle)
            ?? Fields.Url(found[2], path + "[image_url]", out image);
        if (error is not null) return error;
        if (found[1].IsAbsent && found[2].IsAbsent && found[3].IsAbsent && found[4].IsAbsent)
            return GraphErrors.Get("template_shape", path);

        json.WriteStartObject();
        json.WriteString("title"u8, title);
        json.WriteIfGiven("subtitle"u8, subtitle);
        json.WriteIfGiven("image_url"u8, image);
        error = ButtonReader.WriteDefaultAction(json, found[3], path + "[default_action]", channel)
            ?? (found[4].IsAbsent ? null : ButtonReader.WriteAll(json, found[4], path + "[buttons]", channel));
        json.WriteEndObject();
        return error;
    }
}
