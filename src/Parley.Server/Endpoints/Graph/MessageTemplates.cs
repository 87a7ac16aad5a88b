using System.Globalization;
using Parley.Policy.Lanes;
using Parley.Server.Endpoints.V1;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>/{page}/message_templates</c>, <c>/{template}</c> and <c>/message_template_library</c>: the utility templates of
/// a page, the same ones its sends are judged by.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Utility messages"; Graph API reference "Page Message
/// Templates" and "Messenger Business Template". A template is approved at once: the platform needs seconds.
/// </remarks>
internal sealed class MessageTemplates(
    WorldDirectory world, WorldEdits edits, IdMint mint, ServerOptions options, TemplateLibrary library) : IGraphArea
{
    private const string Edge = "message_templates";
    private const string Category = "UTILITY";
    private const string Approved = "approved";
    private const int MostNameCharacters = 512;
    private const int MostLanguageCharacters = 20;

    private static readonly NodeFields<Template> Fields = new("MessengerBusinessTemplate", new()
    {
        ["id"] = (json, one) => json.WriteString("id"u8, one.Id),
        ["name"] = (json, one) => json.WriteString("name"u8, one.Record.Name),
        ["language"] = (json, one) => json.WriteString("language"u8, one.Record.Language),
        ["status"] = (json, one) => json.WriteString("status"u8, one.Status),
        ["category"] = (json, _) => json.WriteString("category"u8, Category),
        ["parameter_format"] = (json, one) =>
            json.WriteString("parameter_format"u8, one.Record.Named ? "NAMED"u8 : "POSITIONAL"u8),
        ["components"] = (json, one) =>
        {
            json.WritePropertyName("components"u8);
            json.WriteRawValue(one.Record.Components ?? "[]");
        },
        ["library_template_name"] = (json, one) =>
        {
            if (one.Record.Library is { } name) json.WriteString("library_template_name"u8, name);
        },
        ["language_count"] = (json, one) => json.WriteNumber("language_count"u8, one.Languages),
        ["creation_time"] = null,
        ["last_updated_time"] = null,
    })
    {
        Usual = ["name", "components", "language", "status", "category", "id"],
    };

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        var list = new GraphEdge<PageRecord, Template>(Fields, (call, page, query) => new(List(call, page, query)))
        {
            NodeId = page => Text(page.Id),
            Place = template => template.Id,
        };
        routes.At(NodeKind.Page, Edge).Get(call => list.Answer(call, call.Page!)).Post(Create).Delete(Delete);
        routes.At(NodeKind.Template, null).Get(call => Refusal(call) is { } refused
            ? new(refused)
            : Fields.Answer(call, (Template)call.Found!));
        routes.At(NodeKind.Root, "message_template_library")
            .Get(call => Refusal(call) is { } refused ? new(refused) : library.List(call));
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryResolve(GraphCall call, string id)
    {
        if (call.Token is not { Kind: TokenKind.Page } || !IdMint.LooksLikeTemplate(id)) return new(false);
        call.Found = Of(call.Page!).FirstOrDefault(one => one.Id == id);
        if (call.Found is null) return new(false);
        call.Node = NodeKind.Template;
        return new(true);
    }

    /// <summary>POST: makes a template, of components or of one of the library.</summary>
    public async ValueTask<GraphReply> Create(GraphCall call)
    {
        if (Refusal(call) is { } refused) return refused;
        if (!Read(call.Parameters).Try(out var record, out var error)) return GraphReply.Bad(error);
        return await edits.Alone(async () =>
        {
            var page = world.Page(call.PageId)!;
            var known = page.Templates ?? [];
            if (known.Any(one => one.Name == record.Name && one.Language == record.Language))
                return GraphReply.Bad("template_exists", record.Name);
            if (known.Length >= options.Graph.TemplatesPerPage)
                return GraphReply.Bad("template_limit", Text(options.Graph.TemplatesPerPage));
            await world.Save(page with { Templates = known.Add(record) });
            return Made(IdOf(page, record));
        });
    }

    /// <summary>DELETE: one template by <c>template_id</c>, or all languages of a <c>name</c>.</summary>
    public async ValueTask<GraphReply> Delete(GraphCall call)
    {
        if (Refusal(call) is { } refused) return refused;
        var (named, picked) = (call.Parameters["name"], call.Parameters["template_id"]);
        if (named.IsAbsent) return GraphReply.Bad("param_required", "name");
        if (!named.TryText("name", out var name, out var error)) return GraphReply.Bad(error);
        string? id = null;
        if (!picked.IsAbsent && !picked.TryText("template_id", out id, out error)) return GraphReply.Bad(error);
        return await edits.Alone(async () =>
        {
            var page = world.Page(call.PageId)!;
            var known = page.Templates ?? [];
            var kept = known.RemoveAll(one => one.Name == name && (id is null || Text(IdOf(page, one)) == id));
            if (kept.Length == known.Length) return GraphReply.Bad("template_unknown");
            await world.Save(page with { Templates = kept });
            return GraphReply.Success;
        });
    }

    private static Parsed<TemplateRecord> Read(GraphParameters parameters)
    {
        string? name = null, language = null, category = null, format = null, source = null;
        var error = TextParameter.Required(parameters, "name", MostNameCharacters, out name)
            ?? TextParameter.Required(parameters, "language", MostLanguageCharacters, out language)
            ?? TextParameter.Word(parameters, "category", [Category], required: true, out category)
            ?? TextParameter.Word(parameters, "parameter_format", ["POSITIONAL", "NAMED"], required: false, out format)
            ?? TextParameter.Optional(parameters, "library_template_name", MostNameCharacters, out source);
        if (error is not null) return new Parsed<TemplateRecord>.Bad(error);
        var read = Components(parameters, source, format is "NAMED");
        return read.Try(out var components, out error)
            ? new Parsed<TemplateRecord>.Ok(new TemplateRecord(name!, language!, Approved)
            {
                Components = components,
                Named = source is null && format is "NAMED",
                Library = source,
            })
            : new Parsed<TemplateRecord>.Bad(error);
    }

    private static Parsed<string> Components(GraphParameters parameters, string? source, bool named)
    {
        if (source is null) return UtilityForm.Read(parameters["components"], named);
        if (UtilityLibrary.Find(source) is not { } template)
            return new Parsed<string>.Bad(GraphErrors.Get(
                "param_type", "library_template_name", "the name of a template of the library"));
        return parameters["components"].IsAbsent
            ? template.Components(parameters["library_template_button_inputs"])
            : new Parsed<string>.Bad(
                GraphErrors.Get("content_form", "components, library_template_name", "message_templates"));
    }

    private EdgePage<Template> List(GraphCall call, PageRecord page, EdgeQuery query)
    {
        if (Refusal(call) is { } refused) return EdgePage<Template>.Refused(refused);
        Func<Template, string, bool> saysIt = (one, text) => one.Says(text);
        var all = Of(page)
            .Where(Asked(query, "name", (one, text) => Contains(one.Record.Name, text)))
            .Where(Asked(query, "language", (one, text) => one.Record.Language.Equals(text, Ignoring)))
            .Where(Asked(query, "category", (_, text) => Category.Equals(text, Ignoring)))
            .Where(Asked(query, "status", (one, text) => one.Status.Equals(text, Ignoring)))
            .Where(Asked(query, "content", saysIt))
            .Where(Asked(query, "name_or_content", (one, text) => Contains(one.Record.Name, text) || saysIt(one, text)))
            .OrderBy(one => long.Parse(one.Id, CultureInfo.InvariantCulture))
            .ToList();
        return EdgePage<Template>.Of(all, one => one.Id, Cursor.Numbers, query);
    }

    private static Func<Template, bool> Asked(EdgeQuery query, string name, Func<Template, string, bool> holds)
    {
        var asked = query[name];
        return asked.IsAbsent || !asked.TryText(name, out var text, out _) ? _ => true : one => holds(one, text);
    }

    private IEnumerable<Template> Of(PageRecord page)
    {
        var templates = page.Templates ?? [];
        return templates.Select(one => new Template(
            Text(IdOf(page, one)), one, templates.Count(other => other.Name == one.Name)));
    }

    // Before there were utility messages there was no such edge.
    private GraphReply? Refusal(GraphCall call)
    {
        if (call.Page is not { } page) return GraphReply.NoSuchObject(call);
        if (world.EditionOf(new(page.Id), call.Now).Lanes.All(lane => lane.Name is not Utility.LaneName))
            return GraphReply.Bad("path_unknown", call.Path.Edge ?? call.Path.Node!);
        return Permissions.RefuseUtility(call.App.Permissions) is { } lacking ? GraphReply.Bad(lacking) : null;
    }

    private long IdOf(PageRecord page, TemplateRecord record) =>
        mint.Template($"{page.Id}/{record.Language}/{record.Name}");

    private static GraphReply.Body Made(long id) =>
        new(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"id":"{{Text(id)}}","status":"APPROVED","category":"{{Category}}"}"""));

    private const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;

    private static bool Contains(string text, string part) => text.Contains(part, Ignoring);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Template(string Id, TemplateRecord Record, int Languages)
    {
        public string Status => Record.Status.ToUpperInvariant();

        public bool Says(string text) =>
            Record.Components is { } components && UtilityTemplate.Of(components, Record.Named).Says(text);
    }
}
