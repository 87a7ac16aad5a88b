using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>Reads the <c>one_time_notif_req</c> template: a title and a payload, the button's text is fixed.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "One-time notification". Whether the page may ask is the
/// kernel's to say.
/// </remarks>
internal static class OneTimeRequestReader
{
    private const int MostTitleCharacters = 65;
    private const int MostPayloadCharacters = 1000;

    private static readonly string[] Names = ["template_type", "title", "payload"];

    /// <summary>Writes what is customised of it into the open payload.</summary>
    public static GraphError? Write(
        Utf8JsonWriter json, JsonElement members, in Dialect dialect, ref SentContent content)
    {
        const string path = TemplateReader.Path;
        Span<Param> found = [default, default, default];
        string? title = null;
        string? payload = null;
        var error = dialect.Collect(members, path, Names, found)
            ?? Fields.Required(found[1], path + "[title]", MostTitleCharacters, out title)
            ?? Fields.Required(found[2], path + "[payload]", MostPayloadCharacters, out payload);
        content = new SentContent(Form.OneTimeRequest, title, payload);
        if (error is not null) return error;
        json.WriteString("title"u8, title);
        json.WriteString("payload"u8, payload);
        return null;
    }
}
