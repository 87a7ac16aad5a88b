using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Parley.Wire.Sends;

namespace Parley.Wire;

/// <summary>
/// Utility templates ready to be taken over: in place of the platform's library a small one of our own, in English.
/// </summary>
/// <remarks>Source of the form: developers.facebook.com, Messenger Platform "Utility messages".</remarks>
public static class UtilityLibrary
{
    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<LibraryTemplate> All { get; } = Load();

    /// <summary>One, by its name; null if there is none.</summary>
    public static LibraryTemplate? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    private static ImmutableArray<LibraryTemplate> Load()
    {
        using var stream = typeof(UtilityLibrary).Assembly.GetManifestResourceStream("utility-library.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(row => new LibraryTemplate(row.Clone()))];
    }
}

/// <summary>A template of the library.</summary>
public sealed class LibraryTemplate
{
    private readonly JsonElement row;

    internal LibraryTemplate(JsonElement row) => this.row = row;

    /// <summary>The language they are all in.</summary>
    public const string Language = "en";

    /// <summary>Its id.</summary>
    public string Id => row.GetProperty("id").GetString()!;

    /// <summary>Its name.</summary>
    public string Name => row.GetProperty("name").GetString()!;

    /// <summary>
    /// A member as the platform prints it: <c>topic</c>, <c>body_params</c>, <c>buttons</c>, …; or null.
    /// </summary>
    public JsonElement? this[string member] => row.TryGetProperty(member, out var value) ? value : null;

    /// <summary>Whether a text stands in its header or body, whatever the case of its letters.</summary>
    public bool Says(string text) =>
        $"{this["header"]}\n{this["body"]}".Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The components of a template made from it.</summary>
    /// <param name="inputs">
    /// The parameter <c>library_template_button_inputs</c>: addresses and payloads for its buttons, each for the next
    /// button of its type.
    /// </param>
    /// <returns>The list as JSON text.</returns>
    public Parsed<string> Components(Param inputs)
    {
        var given = ReadInputs(inputs, out var error);
        if (given is null) return new Parsed<string>.Bad(error!);
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        if (this["header"] is { } header) WriteHeader(json, header);
        WriteBody(json);
        if (this["buttons"] is { } buttons) WriteButtons(json, buttons, given);
        json.WriteEndArray();
        json.Flush();
        return new Parsed<string>.Ok(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteHeader(Utf8JsonWriter json, JsonElement header)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "HEADER"u8);
        json.WriteString("format"u8, "TEXT"u8);
        json.WriteString("text"u8, header.GetString());
        json.WriteEndObject();
    }

    private void WriteBody(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "BODY"u8);
        json.WriteString("text"u8, row.GetProperty("body").GetString());
        json.WriteStartObject("example"u8);
        json.WriteStartArray("body_text"u8);
        row.GetProperty("body_params").WriteTo(json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteButtons(
        Utf8JsonWriter json, JsonElement buttons, List<(string Type, string Target)> given)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "BUTTONS"u8);
        json.WriteStartArray("buttons"u8);
        foreach (var button in buttons.EnumerateArray())
        {
            var type = button.GetProperty("type").GetString()!;
            var at = given.FindIndex(one => one.Type == type);
            var target = at < 0 ? null : given[at].Target;
            if (at >= 0) given.RemoveAt(at);
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            json.WriteString("text"u8, button.GetProperty("text").GetString());
            if (type is "URL") json.WriteString("url"u8, target ?? button.GetProperty("url").GetString());
            else json.WriteIfGiven("payload"u8, target);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static List<(string Type, string Target)>? ReadInputs(Param inputs, out GraphError? error)
    {
        const string path = "library_template_button_inputs";
        error = null;
        var read = new List<(string, string)>();
        if (inputs.IsAbsent) return read;
        if (!inputs.TryArray(path, out var list, out error)) return null;
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            var own = $"{path}[{index}]";
            error = ReadInput(new Param(item), own, out var input);
            if (error is not null) return null;
            read.Add(input);
        }

        return read;
    }

    private static GraphError? ReadInput(Param item, string path, out (string Type, string Target) input)
    {
        input = default;
        if (!item.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default, default, default];
        string? type = null, target = null;
        error = Members.Collect(members, path, ["type", "url", "payload"], found);
        if (error is null && found[0].IsAbsent) error = GraphErrors.Get("param_required", path + "[type]");
        error ??= Fields.Word(found[0], path + "[type]", ["URL", "POSTBACK"], out type);
        error ??= type is "URL"
            ? ReadUrl(found[1], path + "[url]", out target)
            : Fields.Required(found[2], path + "[payload]", Make.MostPayloadCharacters, out target);
        if (error is null) input = (type!, target!);
        return error;
    }

    private static GraphError? ReadUrl(Param value, string path, out string? url)
    {
        url = null;
        if (value.IsAbsent) return GraphErrors.Get("param_required", path);
        if (!value.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default, default];
        return Members.Collect(members, path, ["base_url", "url_suffix_example"], found)
            ?? Fields.RequiredUrl(found[0], path + "[base_url]", out url);
    }
}
