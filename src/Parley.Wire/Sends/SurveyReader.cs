using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads the <c>customer_feedback</c> template: one screen, one question, a privacy policy, no links in its texts.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Customer feedback template".</remarks>
internal static class SurveyReader
{
    private const int MostTitleCharacters = 65;
    private const int MostSubtitleCharacters = 80;
    private const int MostButtonCharacters = 20;
    private const int MostDays = 7;

    private static readonly string[] Names =
    [
        "template_type", "title", "subtitle", "button_title", "feedback_screens", "business_privacy", "expires_in_days",
    ];

    /// <summary>Writes the survey into the open payload.</summary>
    public static GraphError? Write(
        Utf8JsonWriter json, JsonElement members, in Dialect dialect, ref SentContent content)
    {
        const string path = TemplateReader.Path;
        content = new SentContent(Form.Survey, SurveyDays: 1);
        Span<Param> found = [default, default, default, default, default, default, default];
        string? title = null, subtitle = null, button = null;
        var error = dialect.Collect(members, path, Names, found)
            ?? Linkless(found[1], path + "[title]", MostTitleCharacters, out title)
            ?? Linkless(found[2], path + "[subtitle]", MostSubtitleCharacters, out subtitle)
            ?? Linkless(found[3], path + "[button_title]", MostButtonCharacters, out button);
        if (error is not null) return error;
        json.WriteIfGiven("title"u8, title);
        json.WriteIfGiven("subtitle"u8, subtitle);
        json.WriteIfGiven("button_title"u8, button);
        return WriteScreen(json, found[4], path + "[feedback_screens]", in dialect)
            ?? WritePrivacy(json, found[5], path + "[business_privacy]", in dialect)
            ?? WriteDays(json, found[6], path + "[expires_in_days]", ref content);
    }

    /// <summary>Text without an address in it.</summary>
    internal static GraphError? Linkless(Param value, string path, int most, out string? text)
    {
        var error = Fields.Text(value, path, most, out text);
        if (error is not null || text is null) return error;
        var links = text.Contains("://", StringComparison.Ordinal)
            || text.Contains("www.", StringComparison.OrdinalIgnoreCase);
        return links ? GraphErrors.Get("text_links", path) : null;
    }

    private static GraphError? WriteScreen(Utf8JsonWriter json, Param value, string path, in Dialect dialect)
    {
        var error = Only(value, path, out var screen);
        if (error is not null) return error;
        Span<Param> found = [default];
        error = dialect.Collect(screen, path + "[0]", ["questions"], found);
        path += "[0][questions]";
        error ??= Only(found[0], path, out screen);
        if (error is not null) return error;
        json.WriteStartArray("feedback_screens"u8);
        json.WriteStartObject();
        json.WriteStartArray("questions"u8);
        error = QuestionReader.Write(json, screen, path + "[0]", in dialect);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        return error;
    }

    private static GraphError? Only(Param value, string path, out JsonElement only)
    {
        only = default;
        if (value.IsAbsent) return GraphErrors.Get("param_required", path);
        if (!value.TryArray(path, out var list, out var error)) return error;
        if (list.GetArrayLength() != 1) return GraphErrors.Get("param_count", path, "1", "1");
        return new Param(list[0]).TryObject(path + "[0]", out only, out error) ? null : error;
    }

    private static GraphError? WritePrivacy(Utf8JsonWriter json, Param value, string path, in Dialect dialect)
    {
        if (value.IsAbsent) return GraphErrors.Get("param_required", path + "[url]");
        if (!value.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default];
        string? url = null;
        error = dialect.Collect(members, path, ["url"], found)
            ?? Fields.RequiredUrl(found[0], path + "[url]", out url);
        if (error is not null) return error;
        json.WriteStartObject("business_privacy"u8);
        json.WriteString("url"u8, url);
        json.WriteEndObject();
        return null;
    }

    private static GraphError? WriteDays(Utf8JsonWriter json, Param value, string path, ref SentContent content)
    {
        if (value.IsAbsent) return null;
        if (!value.TryInteger(path, out var days, out var error)) return error;
        if (days is < 1 or > MostDays) return GraphErrors.Get("param_enum", path, "1, 2, 3, 4, 5, 6, 7");
        content = content with { SurveyDays = (int)days };
        json.WriteNumber("expires_in_days"u8, days);
        return null;
    }
}
