using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Cli.Scenarios;

/// <summary>
/// The ids of a story by the names its steps keep them under: <c>$name</c> in a later step, or <c>$name.member</c> for
/// another member of the same answer. <c>$page</c> is the page.
/// </summary>
/// <param name="story">The story's name, for complaints.</param>
/// <param name="page">The page's id.</param>
internal sealed class Kept(string story, string page)
{
    private readonly Dictionary<string, string> ids = new() { ["page"] = page };

    /// <summary>Keeps the id of a step, if the step asks for it.</summary>
    public void Keep(Step step, string? id)
    {
        if (step.As is { } name && id is not null) ids[name] = id;
    }

    /// <summary>Keeps another member of what a step was answered.</summary>
    public void Keep(Step step, string member, string? id)
    {
        if (step.As is { } name && id is not null) ids[$"{name}.{member}"] = id;
    }

    /// <summary>A copy in which every name stands replaced by its id.</summary>
    /// <exception cref="CliException">A name was not kept before.</exception>
    public JsonObject Fill(JsonObject template)
    {
        var filled = (JsonObject)template.DeepClone();
        FillIn(filled);
        return filled;
    }

    private void FillIn(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                {
                    if (Named(value) is { } id) members[name] = id;
                    else FillIn(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items) FillIn(item);
                break;
        }
    }

    private string? Named(JsonNode? value)
    {
        if (value is not JsonValue || value.GetValueKind() is not JsonValueKind.String) return null;
        var text = value.GetValue<string>();
        if (!text.StartsWith('$')) return null;
        return ids.TryGetValue(text[1..], out var id)
            ? id
            : throw CliException.Usage($"{story}: `{text}` names nothing kept before");
    }
}
