using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Wire.Sends;
using static Parley.Wire.Sends.Make;
using static Parley.Wire.Sends.Member;

namespace Parley.Wire;

/// <summary>Reads the <c>components</c> of a new utility template and writes them down in one form.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Utility messages". The lengths of header and body are those of
/// the business templates whose form the platform shares; none are published for Messenger.
/// </remarks>
public static class UtilityForm
{
    private const string Path = "components";
    private const int MostHeaderCharacters = 60;
    private const int MostBodyCharacters = 1024;
    private const int MostButtons = 3;
    private const int MostComponents = 3;
    private const int MostSamples = 20;
    private const int MostButtonTextCharacters = 20;

    private static readonly ListRule Samples = new(1, MostSamples, Any);

    private static readonly ListRule NamedSamples =
        List(1, MostSamples, Must("param_name", Any), Must("example", Any));

    private static readonly ListRule Components = new(1, MostComponents, new VariantRule(
        new Variant("HEADER", new Shape(
            Must("format", Word("TEXT", "IMAGE")),
            May("text", Text(MostHeaderCharacters)),
            May("example", Make.Object(
                May("header_text", Samples),
                May("header_text_named_params", NamedSamples),
                May("header_handle", Samples))))
        {
            Check = TextOrImage,
        }),
        new Variant("BODY", new Shape(
            Must("text", Text(MostBodyCharacters)),
            May("example", Make.Object(
                May("body_text", new ListRule(1, 1, Samples)),
                May("body_text_named_params", NamedSamples))))),
        new Variant("BUTTONS", new Shape(
            Must("buttons", new ListRule(1, MostButtons, new VariantRule(
                new Variant("POSTBACK", new Shape(
                    Must("text", Text(MostButtonTextCharacters)), May("payload", Payload))),
                new Variant("URL", new Shape(Must("text", Text(MostButtonTextCharacters)), Must("url", Url))),
                new Variant("PHONE_NUMBER", new Shape(
                    Must("text", Text(MostButtonTextCharacters)), Must("phone_number", Phone))))))))));

    /// <summary>Reads them.</summary>
    /// <param name="components">The parameter.</param>
    /// <param name="named">Whether places have names instead of numbers.</param>
    /// <returns>The list as JSON text.</returns>
    public static Parsed<string> Read(Param components, bool named)
    {
        if (components.IsAbsent) return Bad(GraphErrors.Get("param_required", Path));
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var dialect = new Dialect(Channel.Messenger, ApiVersion.Newest, LocalDate.MaxIsoValue);
        if (Components.Write(new Reading(json, dialect, Path), components) is { } error) return Bad(error);
        json.Flush();
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return Fault(text, named) is { } fault ? Bad(fault) : new Parsed<string>.Ok(text);
    }

    /// <summary>Reads them where they are not a parameter.</summary>
    public static Parsed<string> Read(JsonElement components, bool named) => Read(new Param(components), named);

    private static GraphError? TextOrImage(Reading reading, ReadOnlySpan<Param> found)
    {
        found[0].TryText("", out var format, out _);
        var isImage = format!.Equals("IMAGE", StringComparison.OrdinalIgnoreCase);
        if (isImage) return found[1].IsAbsent ? null : GraphErrors.Get("param_keys", "text", reading.Path);
        return found[1].IsAbsent ? reading.FaultIn("text", "param_required") : null;
    }

    // Each component once, a body among them, and places that can be filled.
    private static GraphError? Fault(string components, bool named)
    {
        using var document = JsonDocument.Parse(components);
        var seen = new HashSet<string>();
        foreach (var (index, component) in document.RootElement.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]");
            if (!seen.Add(component.GetProperty("type").GetString()!))
                return GraphErrors.Get("param_type", path + "[type]", "a component that does not stand twice");
            if (component.TryGetProperty("text", out var text)
                && UtilityPlaces.Fault(text.GetString()!, named) is { } expected)
                return GraphErrors.Get("param_type", path + "[text]", expected);
        }

        return seen.Contains("BODY") ? null : GraphErrors.Get("param_type", Path, "a list with a BODY");
    }

    private static Parsed<string>.Bad Bad(GraphError error) => new(error);
}
