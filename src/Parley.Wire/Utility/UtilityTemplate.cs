using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Parley.Wire;

/// <summary>What an utility template consists of: what a person will see, with places still to be filled.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Utility messages"; Graph API reference "Messenger Business
/// Template".
/// </remarks>
public sealed class UtilityTemplate
{
    private readonly bool named;
    private readonly string? header;
    private readonly bool hasImage;
    private readonly string body;
    private readonly ImmutableArray<Button> buttons;

    private UtilityTemplate(bool named, string? header, bool hasImage, string body, ImmutableArray<Button> buttons)
    {
        this.named = named;
        this.header = header;
        this.hasImage = hasImage;
        this.body = body;
        this.buttons = buttons;
    }

    /// <summary>Takes apart components that were found right and written down by <see cref="UtilityForm"/>.</summary>
    /// <param name="components">The list as JSON text.</param>
    /// <param name="named">Whether places have names instead of numbers.</param>
    public static UtilityTemplate Of(string components, bool named)
    {
        using var document = JsonDocument.Parse(components);
        string? header = null;
        var (hasImage, body) = (false, "");
        var buttons = ImmutableArray.CreateBuilder<Button>();
        foreach (var component in document.RootElement.EnumerateArray())
        {
            switch (component.GetProperty("type").GetString())
            {
                case "HEADER":
                    hasImage = component.GetProperty("format").ValueEquals("IMAGE"u8);
                    header = hasImage ? null : component.GetProperty("text").GetString();
                    break;
                case "BODY":
                    body = component.GetProperty("text").GetString()!;
                    break;
                default:
                    buttons.AddRange(component.GetProperty("buttons").EnumerateArray().Select(Button.Of));
                    break;
            }
        }

        return new UtilityTemplate(named, header, hasImage, body, buttons.ToImmutable());
    }

    /// <summary>Whether a text stands in it, whatever the case of its letters.</summary>
    public bool Says(string text) =>
        $"{header}\n{body}\n{string.Join('\n', buttons.Select(button => button.Text))}".Contains(
            text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why what is to be filled in does not fit, for a person; null if it does.</summary>
    internal string? Misfit(UtilityFilling filling)
    {
        var image = (hasImage, filling.Image is not null) switch
        {
            (true, false) => "The header needs an image.",
            (false, true) => "The header takes no image.",
            _ => null,
        };
        var taps = buttons.Count(button => button.Type is "POSTBACK");
        return image
            ?? Misfit("header", header ?? "", filling.Header)
            ?? Misfit("body", body, filling.Body)
            ?? (filling.Payloads.Count > taps
                ? Miscounted("template", taps, "postback buttons", filling.Payloads.Count, "payloads")
                : null);
    }

    /// <summary>Writes what the person sees, as an object: title, image, text, buttons.</summary>
    internal void Write(Utf8JsonWriter json, UtilityFilling filling)
    {
        json.WriteStartObject();
        if (header is not null) json.WriteString("title"u8, UtilityPlaces.Fill(header, ValuesOf(filling.Header)));
        if (filling.Image is not null) json.WriteString("image_url"u8, filling.Image);
        json.WriteString("text"u8, UtilityPlaces.Fill(body, ValuesOf(filling.Body)));
        if (buttons.Length > 0) WriteButtons(json, filling);
        json.WriteEndObject();
    }

    private void WriteButtons(Utf8JsonWriter json, UtilityFilling filling)
    {
        var tap = 0;
        json.WriteStartArray("buttons"u8);
        foreach (var button in buttons)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, button.Shown);
            json.WriteString("title"u8, button.Text);
            if (button.Type is "URL") json.WriteString("url"u8, button.Target);
            else if (button.Type is "POSTBACK" && tap++ is var at && at < filling.Payloads.Count)
                json.WriteString("payload"u8, filling.Payloads[at]);
            else json.WriteString("payload"u8, button.Target ?? button.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private string? Misfit(string part, string text, IReadOnlyList<(string? Name, string Text)> given)
    {
        var places = UtilityPlaces.Of(text);
        if (places.Count != given.Count)
            return Miscounted(part, places.Count, "places", given.Count, "texts");
        if (!named) return null;
        var missing = places.FirstOrDefault(place => given.All(one => one.Name != place));
        return missing is null
            ? null
            : $"The {part} has a place `{missing}`, and no text of this parameter_name was given.";
    }

    private static string Miscounted(string part, int there, string what, int given, string fillings) =>
        $"The {part} has {Number(there)} {what}, and {Number(given)} {fillings} were given.";

    private Dictionary<string, string> ValuesOf(IReadOnlyList<(string? Name, string Text)> given)
    {
        var values = new Dictionary<string, string>();
        foreach (var (index, (name, text)) in given.Index())
            values[named && name is not null ? name : Number(index + 1)] = text;
        return values;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Button(string Type, string Text, string? Target)
    {
        /// <summary>The type of the same button in other templates.</summary>
        public string Shown => Type switch { "URL" => "web_url", "POSTBACK" => "postback", _ => "phone_number" };

        public static Button Of(JsonElement button)
        {
            var type = button.GetProperty("type").GetString()!;
            var target = type switch { "URL" => "url", "POSTBACK" => "payload", _ => "phone_number" };
            return new Button(
                type,
                button.GetProperty("text").GetString()!,
                button.TryGetProperty(target, out var value) ? value.GetString() : null);
        }
    }
}
