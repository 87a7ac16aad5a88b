using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Cli.Scenarios;

/// <summary>
/// Many short stories in one file: <c>{name, about, usual, stories}</c>. What a story leaves out it has from
/// <c>usual</c>, of its world each of page, person and apps for itself.
/// </summary>
internal static class ScenarioBook
{
    private static readonly string[] Members = ["name", "about", "usual", "stories"];

    /// <summary>Every story of a file: of a book all, else the one.</summary>
    /// <exception cref="CliException">It is neither; the message says where.</exception>
    public static IReadOnlyList<Scenario> Read(byte[] json, string name)
    {
        if (Book(json, name) is not { } book) return [Scenario.Parse(json, name)];
        foreach (var (member, _) in book)
        {
            if (!Members.Contains(member)) throw CliException.Usage($"{name}: a book has no `{member}`");
        }

        if (book["stories"] is not JsonArray { Count: > 0 } stories)
            throw CliException.Usage($"{name}: `stories` is empty");
        var usual = book["usual"] as JsonObject ?? [];
        return [.. stories.Select((story, index) => Story(story, usual, $"{name}, story {index + 1}"))];
    }

    /// <summary>One story of a file, by its name or its row; of a file that is one story, that.</summary>
    /// <exception cref="CliException">There is no such story, or more than one.</exception>
    public static Scenario One(byte[] json, string name, string? wanted)
    {
        var stories = Read(json, name);
        if (wanted is null && stories.Count == 1) return stories[0];
        var found = stories.FirstOrDefault(story =>
            story.Name == wanted || story.Row?.ToString(System.Globalization.CultureInfo.InvariantCulture) == wanted);
        return found ?? throw CliException.Usage(
            $"{name} holds {stories.Count} stories: name one as {name}#{stories[0].Name}");
    }

    private static JsonObject? Book(byte[] json, string name)
    {
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
            return JsonNode.Parse(json, documentOptions: options) is JsonObject root && root.ContainsKey("stories")
                ? root
                : null;
        }
        catch (JsonException fault)
        {
            throw CliException.Usage($"{name} is no scenario: line {fault.LineNumber + 1}");
        }
    }

    private static Scenario Story(JsonNode? story, JsonObject usual, string name)
    {
        if (story is not JsonObject told) throw CliException.Usage($"{name}: expected an object");
        var whole = Over(usual, told);
        if (usual["world"] is JsonObject usualWorld && told["world"] is JsonObject world)
            whole["world"] = Over(usualWorld, world);
        return Scenario.Parse(Encoding.UTF8.GetBytes(whole.ToJsonString()), name);
    }

    private static JsonObject Over(JsonObject usual, JsonObject told)
    {
        var whole = (JsonObject)usual.DeepClone();
        foreach (var (name, value) in told) whole[name] = value?.DeepClone();
        return whole;
    }
}
