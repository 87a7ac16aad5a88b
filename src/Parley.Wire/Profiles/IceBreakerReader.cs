using System.Globalization;
using System.Text.Json;
using Parley.Wire.Sends;

namespace Parley.Wire.Profiles;

/// <summary>
/// Reads ice breakers, in either form: <c>[{locale, call_to_actions:[{question, payload}]}]</c>, or the older
/// <c>[{question, payload}]</c>. One request has one form, and keeps it.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Profile API and Instagram messaging, "Ice Breakers".</remarks>
internal static class IceBreakerReader
{
    private const int Most = 4;
    private const int MostQuestion = 80;
    private const int MostPayload = 1000;

    private static readonly string[] Names = ["locale", "call_to_actions"];
    private static readonly string[] OfQuestion = ["question", "payload"];

    public static GraphError? Write(Utf8JsonWriter json, Param value, string path)
    {
        if (!value.TryArray(path, out var items, out var error)) return error;
        var (older, newer) = (false, false);
        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.Object) continue;
            older |= item.TryGetProperty("question"u8, out _) || item.TryGetProperty("payload"u8, out _);
            newer |= item.TryGetProperty("call_to_actions"u8, out _) || item.TryGetProperty("locale"u8, out _);
        }

        if (older && newer) return GraphErrors.Get("content_form", "question, call_to_actions", path);
        return older
            ? WriteQuestions(json, value, path)
            : LocalizedList.Write(json, value, path, Names, WriteEntry);
    }

    private static GraphError? WriteEntry(Utf8JsonWriter json, ReadOnlySpan<Param> found, string path)
    {
        var own = path + "[call_to_actions]";
        if (found[1].IsAbsent) return GraphErrors.Get("param_required", own);
        json.WritePropertyName("call_to_actions"u8);
        return WriteQuestions(json, found[1], own);
    }

    private static GraphError? WriteQuestions(Utf8JsonWriter json, Param value, string path)
    {
        if (!value.TryArray(path, out var questions, out var error)) return error;
        if (questions.GetArrayLength() > Most) return GraphErrors.Get("param_count", path, "1", $"{Most}");
        json.WriteStartArray();
        var at = 0;
        foreach (var question in questions.EnumerateArray())
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"{path}[{at++}]");
            if (WriteQuestion(json, new Param(question), own) is { } fault) return fault;
        }

        json.WriteEndArray();
        return null;
    }

    private static GraphError? WriteQuestion(Utf8JsonWriter json, Param value, string path)
    {
        if (!value.TryObject(path, out var members, out var error)) return error;
        Span<Param> found = [default, default];
        string? question = null;
        string? payload = null;
        error = Members.Collect(members, path, OfQuestion, found)
            ?? Fields.Required(found[0], path + "[question]", MostQuestion, out question)
            ?? Fields.Required(found[1], path + "[payload]", MostPayload, out payload);
        if (error is not null) return error;
        json.WriteStartObject();
        json.WriteString("question"u8, question);
        json.WriteString("payload"u8, payload);
        json.WriteEndObject();
        return null;
    }
}
