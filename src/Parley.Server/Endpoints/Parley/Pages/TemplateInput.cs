using System.Collections.Immutable;
using System.Text.Json;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.V1;

/// <summary>A utility template of a page, the same that the Graph API lists under <c>message_templates</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">As <c>en</c> or <c>en_US</c>; <c>en</c> if absent.</param>
/// <param name="Status">A status of the platform in small letters; <c>approved</c> if absent.</param>
/// <param name="ParameterFormat"><c>positional</c> (if absent) or <c>named</c>.</param>
/// <param name="Components">
/// What it consists of, as the platform spells it; if absent it stays as it was, and where nobody ever said, whatever a
/// send fills in passes.
/// </param>
/// <param name="LibraryTemplateName">The template of the platform's library it was made from.</param>
internal sealed record TemplateInput(
    string Name,
    string Language,
    string Status,
    string? ParameterFormat,
    JsonElement? Components,
    string? LibraryTemplateName)
{
    private const string Numbered = "positional";
    private const string Named = "named";

    private static readonly string[] Statuses =
        [.. UtilityStatuses.All.Select(status => status.ToLowerInvariant())];

    /// <summary>Reads one.</summary>
    public static TemplateInput Read(Fields fields)
    {
        var name = fields.NeedText("name", 512);
        var language = fields.Text("language", 20) ?? "en";
        var status = ReadStatus(fields);
        var format = fields.Word("parameter_format", Numbered, Named);
        return new TemplateInput(
            name, language, status, format, ReadComponents(fields, format), fields.Text("library_template_name", 512));
    }

    /// <summary>Makes a template that stands twice a fault.</summary>
    public static void RefuseTwins(Fields fields, ImmutableArray<TemplateInput> templates)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (index, template) in templates.Index())
        {
            if (!seen.Add((template.Name, template.Language)))
                fields.Refuse($"templates[{index}]", "stands twice: a template is named by name and language");
        }
    }

    /// <summary>The templates as they are kept.</summary>
    /// <param name="templates">The page's from now on; null = as they were.</param>
    /// <param name="known">Those it has: what nobody names of them again stays.</param>
    public static ImmutableArray<TemplateRecord>? ToRecords(
        ImmutableArray<TemplateInput>? templates, ImmutableArray<TemplateRecord>? known) =>
        templates is { } given
            ? [.. given.Select(one => one.ToRecord((known ?? []).FirstOrDefault(old => one.IsOf(old))))]
            : null;

    /// <summary>The templates as answers tell them.</summary>
    public static ImmutableArray<TemplateInput>? Of(ImmutableArray<TemplateRecord>? templates) =>
        templates is { } known ? [.. known.Select(Of)] : null;

    private static TemplateInput Of(TemplateRecord record) => new(
        record.Name,
        record.Language,
        record.Status,
        record.Named ? Named : null,
        record.Components is { } text ? JsonElement.Parse(text) : null,
        record.Library);

    private bool IsOf(TemplateRecord record) => record.Name == Name && record.Language == Language;

    private TemplateRecord ToRecord(TemplateRecord? known) => new(Name, Language, Status)
    {
        Components = Components?.GetRawText() ?? known?.Components,
        Named = Components is null ? known?.Named ?? false : ParameterFormat is Named,
        Library = LibraryTemplateName ?? known?.Library,
    };

    // The platform spells it in capitals.
    private static string ReadStatus(Fields fields)
    {
        if (fields.Text("status") is not { } status) return Statuses[0];
        foreach (var known in Statuses)
        {
            if (known.Equals(status, StringComparison.OrdinalIgnoreCase)) return known;
        }

        fields.Refuse("status", $"must be one of {string.Join(", ", Statuses)}");
        return Statuses[0];
    }

    private static JsonElement? ReadComponents(Fields fields, string? format)
    {
        if (fields.Raw("components") is not { } components) return null;
        if (UtilityForm.Read(components, format is Named).Try(out var text, out var error))
            return JsonElement.Parse(text);
        fields.Refuse("components", error.Message);
        return null;
    }
}
