using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire.Audit;

/// <summary>
/// The bounds of the <c>customer_feedback</c> template: one screen, one question, no links in its texts.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Customer feedback template".</remarks>
internal static class SurveyTemplate
{
    private const int MostDays = 7;

    private static readonly string[] Types = ["csat", "nps", "ces", "free_form"];

    /// <summary>Reads the template's payload; answers what is wrong with it, or null.</summary>
    public static GraphError? Read(JsonElement payload, out SentContent content)
    {
        content = new SentContent(Form.Survey, null, null, 1);
        var error = Linkless(payload, "title", SentContent.PathOf("title"), 65)
            ?? Linkless(payload, "subtitle", SentContent.PathOf("subtitle"), 80)
            ?? Linkless(payload, "button_title", SentContent.PathOf("button_title"), 20)
            ?? Question(payload)
            ?? Fields.RequiredUrl(
                new Param(payload.Member("business_privacy"u8).Member("url"u8)),
                SentContent.PathOf("business_privacy") + "[url]",
                out _);
        var days = SentContent.PartOf(payload, "expires_in_days");
        if (error is not null || days.IsAbsent) return error;
        if (!days.TryInteger(SentContent.PathOf("expires_in_days"), out var asked, out error)) return error;
        if (asked is < 1 or > MostDays)
            return GraphErrors.Get("param_enum", SentContent.PathOf("expires_in_days"), "1 to 7");
        content = content with { SurveyDays = (int)asked };
        return null;
    }

    private static GraphError? Question(JsonElement payload)
    {
        var path = SentContent.PathOf("feedback_screens");
        if (Only(payload.Member("feedback_screens"u8)) is not { } screen)
            return GraphErrors.Get("param_count", path, "1", "1");
        path += "[0][questions]";
        if (Only(screen.Member("questions"u8)) is not { } question)
            return GraphErrors.Get("param_count", path, "1", "1");
        path += "[0]";
        var error = Fields.Required(SentContent.PartOf(question, "id"), path + "[id]", 80, out var id)
            ?? Fields.Word(SentContent.PartOf(question, "type"), path + "[type]", Types, out _)
            ?? Linkless(question, "title", path + "[title]", 85);
        if (error is not null) return error;
        if (id!.Any(one => !char.IsAsciiLetterOrDigit(one) && one != '_'))
            return GraphErrors.Get("param_id", path + "[id]");
        return question.Text("title"u8) is { Length: < 5 } ? GraphErrors.Get("param_length", path + "[title]", "85")
            : null;
    }

    private static JsonElement? Only(JsonElement list) =>
        list.ValueKind is JsonValueKind.Array && list.GetArrayLength() == 1 && list[0].IsObject() ? list[0] : null;

    private static GraphError? Linkless(JsonElement members, string name, string path, int most)
    {
        var error = Fields.Text(SentContent.PartOf(members, name), path, most, out var text);
        if (error is not null || text is null) return error;
        var links = text.Contains("://", StringComparison.Ordinal)
            || text.Contains("www.", StringComparison.OrdinalIgnoreCase);
        return links ? GraphErrors.Get("param_url", path) : null;
    }
}
