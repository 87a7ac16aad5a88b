using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Cli.Scenarios;

/// <summary>
/// A language-neutral story: a small world, then acts, sends and jumps of the clock with what must come of them.
/// </summary>
/// <remarks>
/// The form is described in <c>tests/scenarios/README.md</c>. A member this type does not know is a fault of the file.
/// Members with a usual value have a setter: generated readers would set an absent init-only member to null.
/// </remarks>
internal sealed record Scenario
{
    /// <summary>One line: what the story shows.</summary>
    public string Name { get; set; } = "";

    /// <summary>A sentence more, or null.</summary>
    public string? About { get; set; }

    /// <summary>The row of the policy's table it tells, or null.</summary>
    public int? Row { get; set; }

    /// <summary><c>messenger</c> or <c>instagram</c>.</summary>
    public string Channel { get; set; } = "messenger";

    /// <summary>By which edition it is judged, <c>auto</c>, or null for the usual one.</summary>
    public string? Edition { get; set; }

    /// <summary><c>emulate</c>, <c>strict</c>, or null for the usual one.</summary>
    public string? Mode { get; set; }

    /// <summary>The instant the virtual clock begins at.</summary>
    public string Starts { get; set; } = "";

    /// <summary>Who takes part.</summary>
    public ScenarioWorld World { get; set; } = new();

    /// <summary>What happens, in order.</summary>
    public IReadOnlyList<Step> Steps { get; set; } = [];

    /// <summary>The app that sends where a step does not say: <c>bot</c>, or the only one there is.</summary>
    public string UsualApp => World.Apps.Count == 1 ? World.Apps.Keys.Single() : "bot";

    /// <summary>Reads a scenario file.</summary>
    /// <exception cref="CliException">It is no scenario; the message says where.</exception>
    public static Scenario Parse(ReadOnlySpan<byte> json, string name)
    {
        Scenario? scenario;
        try
        {
            scenario = JsonSerializer.Deserialize(json, ScenarioJson.Default.Scenario);
        }
        catch (JsonException fault)
        {
            throw CliException.Usage($"{name} is no scenario: {fault.Path} in line {fault.LineNumber + 1}");
        }

        return scenario switch
        {
            null => throw CliException.Usage($"{name}: expected a scenario, found null"),
            { Name: "" } => throw CliException.Usage($"{name}: `name` is missing"),
            { Starts: "" } => throw CliException.Usage($"{name}: `starts` is missing"),
            { Steps: [] } => throw CliException.Usage($"{name}: `steps` is missing or empty"),
            _ => scenario,
        };
    }
}

/// <summary>One page, one person, and the apps installed on the page.</summary>
internal sealed record ScenarioWorld
{
    /// <summary>The page: the body that creates one, without its apps.</summary>
    public JsonObject Page { get; set; } = [];

    /// <summary>The person: the body that creates one.</summary>
    public JsonObject Person { get; set; } = [];

    /// <summary>The apps, by the names steps use for them: the bodies that create them.</summary>
    public IReadOnlyDictionary<string, JsonObject> Apps { get; set; } = new Dictionary<string, JsonObject>
    {
        ["bot"] = new() { ["name"] = "Harbour Bot", ["automated"] = true },
        ["desk"] = new()
        {
            ["name"] = "Front desk",
            ["automated"] = false,
            ["features"] = new JsonArray("human_agent"),
        },
    };

    /// <summary>The page's name.</summary>
    public string PageName => Page["name"]?.ToString() ?? "Harbour Coffee";

    /// <summary>The person's name.</summary>
    public string PersonName => Person["name"]?.ToString() ?? "Ada Winter";

    /// <summary>Whether an app's messages are a bot's, as everywhere: unless it says otherwise.</summary>
    public bool IsAutomated(string app) => Apps[app]["automated"]?.GetValue<bool>() ?? true;

    /// <summary>An app's name.</summary>
    public string AppName(string app) => Apps[app]["name"]?.ToString() ?? app;
}
