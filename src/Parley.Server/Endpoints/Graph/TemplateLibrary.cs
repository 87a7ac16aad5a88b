using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Lists the library of utility templates, as the parameters narrow it down.</summary>
internal sealed class TemplateLibrary
{
    private static readonly string[] Copied =
        ["topic", "usecase", "industry", "header", "body", "body_params", "buttons"];

    private static readonly NodeFields<LibraryTemplate> Fields = new("MessageTemplateLibrary", WritersOf())
    {
        Usual = ["name", "language", "category", .. Copied, "id"],
    };

    private readonly GraphEdge<string, LibraryTemplate> all = new(Fields, (_, _, query) => new(Part(query)))
    {
        NodeId = edge => edge,
        Place = template => template.Id,
    };

    /// <summary>Answers the edge.</summary>
    public ValueTask<GraphReply> List(GraphCall call) => all.Answer(call, call.Path.Node!);

    private static EdgePage<LibraryTemplate> Part(EdgeQuery query)
    {
        var asked = UtilityLibrary.All.Where(one =>
            Holds(query, "name", text => one.Name == text)
            && Holds(query, "search", text => one.Name.Contains(text, Ignoring) || one.Says(text))
            && Holds(query, "name_or_content", text => one.Name.Contains(text, Ignoring) || one.Says(text))
            && Holds(query, "language", text => text.Split('_')[0].Equals(LibraryTemplate.Language, Ignoring))
            && Holds(query, "topic", text => text.Equals(one["topic"]?.GetString(), Ignoring))
            && Holds(query, "usecase", text => text.Equals(one["usecase"]?.GetString(), Ignoring))
            && Holds(query, "industry", text => one["industry"]!.Value.EnumerateArray()
                .Any(industry => text.Equals(industry.GetString(), Ignoring))));
        return EdgePage<LibraryTemplate>.Of([.. asked], one => one.Id, Cursor.Numbers, query);
    }

    private const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;

    private static bool Holds(EdgeQuery query, string name, Func<string, bool> holds)
    {
        var asked = query[name];
        return asked.IsAbsent || !asked.TryText(name, out var text, out _) || holds(text);
    }

    private static Dictionary<string, Action<System.Text.Json.Utf8JsonWriter, LibraryTemplate>?> WritersOf()
    {
        var writers = new Dictionary<string, Action<System.Text.Json.Utf8JsonWriter, LibraryTemplate>?>
        {
            ["id"] = (json, one) => json.WriteString("id"u8, one.Id),
            ["name"] = (json, one) => json.WriteString("name"u8, one.Name),
            ["language"] = (json, _) => json.WriteString("language"u8, LibraryTemplate.Language),
            ["category"] = (json, _) => json.WriteString("category"u8, "UTILITY"u8),
        };
        foreach (var member in Copied)
        {
            writers[member] = (json, one) =>
            {
                if (one[member] is not { } value) return;
                json.WritePropertyName(member);
                value.WriteTo(json);
            };
        }

        return writers;
    }
}
