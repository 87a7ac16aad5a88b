using System.Globalization;
using System.Text.Json;

namespace Parley.Wire.Sends;

/// <summary>Reads the question of a survey: its scale, how the scale looks, and whether words may follow.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Customer feedback template".</remarks>
internal static class QuestionReader
{
    private const int MostIdCharacters = 80;
    private const int FewestTitleCharacters = 5;
    private const int MostTitleCharacters = 85;
    private const int MostLabelCharacters = 80;
    private const int MostPlaceholderCharacters = 400;

    private static readonly string[] Names = ["id", "type", "title", "score_label", "score_option", "follow_up"];
    private static readonly string[] Types = ["csat", "nps", "ces", "free_form"];

    /// <summary>Writes the question into the open list.</summary>
    public static GraphError? Write(Utf8JsonWriter json, JsonElement members, string path, in Dialect dialect)
    {
        Span<Param> found = [default, default, default, default, default, default];
        string? id = null, type = null, title = null;
        var error = dialect.Collect(members, path, Names, found)
            ?? Id(found[0], path + "[id]", out id)
            ?? Type(found[1], path + "[type]", out type)
            ?? SurveyReader.Linkless(found[2], path + "[title]", MostTitleCharacters, out title);
        if (error is not null) return error;
        if (title is not null && title.EnumerateRunes().Count() < FewestTitleCharacters)
            return GraphErrors.Get("param_short", path + "[title]", Number(FewestTitleCharacters));
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("type"u8, type);
        json.WriteIfGiven("title"u8, title);
        error = WriteScore(json, found, path, type!) ?? WriteFollowUp(json, found[5], path + "[follow_up]", in dialect);
        json.WriteEndObject();
        return error;
    }

    private static GraphError? Id(Param value, string path, out string? id)
    {
        var error = Fields.Required(value, path, MostIdCharacters, out id);
        if (error is not null) return error;
        return id!.All(one => char.IsAsciiLetterOrDigit(one) || one == '_')
            ? null
            : GraphErrors.Get("param_type", path, "letters, digits and underscores");
    }

    private static GraphError? Type(Param value, string path, out string? type)
    {
        type = null;
        return value.IsAbsent ? GraphErrors.Get("param_required", path) : Fields.Word(value, path, Types, out type);
    }

    private static GraphError? WriteScore(Utf8JsonWriter json, ReadOnlySpan<Param> found, string path, string type)
    {
        ReadOnlySpan<string> options = type switch
        {
            "csat" => ["one_to_five", "five_stars", "five_emojis"],
            "nps" => ["zero_to_ten"],
            "ces" => ["one_to_seven"],
            _ => [],
        };
        string? option = null;
        var error = SurveyReader.Linkless(found[3], path + "[score_label]", MostLabelCharacters, out var label);
        if (error is null && options.IsEmpty && !(found[3].IsAbsent && found[4].IsAbsent))
            error = GraphErrors.Get("param_keys", found[3].IsAbsent ? Names[4] : Names[3], path);
        error ??= Fields.Word(found[4], path + "[score_option]", options, out option);
        if (error is not null) return error;
        json.WriteIfGiven("score_label"u8, label);
        json.WriteIfGiven("score_option"u8, option);
        return null;
    }

    private static GraphError? WriteFollowUp(Utf8JsonWriter json, Param value, string path, in Dialect dialect)
    {
        if (value.IsAbsent) return null;
        if (!value.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default, default];
        string? type = null, placeholder = null;
        error = dialect.Collect(members, path, ["type", "placeholder"], found);
        if (error is null && found[0].IsAbsent) error = GraphErrors.Get("param_required", path + "[type]");
        error ??= Fields.Word(found[0], path + "[type]", ["free_form"], out type)
            ?? SurveyReader.Linkless(
                found[1], path + "[placeholder]", MostPlaceholderCharacters, out placeholder);
        if (error is not null) return error;
        json.WriteStartObject("follow_up"u8);
        json.WriteString("type"u8, type);
        json.WriteIfGiven("placeholder"u8, placeholder);
        json.WriteEndObject();
        return null;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
