using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

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

    /// <summary><c>messenger</c> or <c>instagram</c>.</summary>
    public string Channel { get; set; } = "messenger";

    /// <summary>The instant the virtual clock begins at.</summary>
    public string Starts { get; set; } = "";

    /// <summary>Who takes part.</summary>
    public ScenarioWorld World { get; set; } = new();

    /// <summary>What happens, in order.</summary>
    public IReadOnlyList<Step> Steps { get; set; } = [];

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
    /// <summary>The page's name.</summary>
    public string Page { get; set; } = "Harbour Coffee";

    /// <summary>The person's name.</summary>
    public string Person { get; set; } = "Ada Winter";

    /// <summary>The apps, by the names steps use for them.</summary>
    public IReadOnlyDictionary<string, ScenarioApp> Apps { get; set; } = new Dictionary<string, ScenarioApp>
    {
        ["bot"] = new() { Name = "Harbour Bot", Automated = true },
        ["desk"] = new() { Name = "Front desk", Features = ["human_agent"] },
    };
}

/// <summary>An app: a bot, or a desk at which people write.</summary>
internal sealed record ScenarioApp
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a program writes its messages.</summary>
    public bool Automated { get; set; }

    /// <summary>The features granted to it, as <c>human_agent</c>.</summary>
    public IReadOnlyList<string> Features { get; set; } = [];
}

/// <summary>
/// One step: exactly one of <see cref="Act"/>, <see cref="Send"/>, <see cref="Answer"/>, <see cref="Clock"/> and
/// <see cref="Lanes"/>.
/// </summary>
/// <remarks>A text <c>$name</c> in an act or a send stands for the mid an earlier step kept under that name.</remarks>
internal sealed record Step
{
    /// <summary>What is told of it, or null.</summary>
    public string? Tell { get; set; }

    /// <summary>Under which name its mid is kept, or null.</summary>
    public string? As { get; set; }

    /// <summary>Something the person does: the body of the API's act without page and channel.</summary>
    public JsonObject? Act { get; set; }

    /// <summary>True if the act cannot happen: the API must answer 422.</summary>
    public bool Impossible { get; set; }

    /// <summary>A Send API request; the recipient is the person unless it names one.</summary>
    public JsonObject? Send { get; set; }

    /// <summary>The app that sends.</summary>
    public string By { get; set; } = "bot";

    /// <summary>What the platform must say of the send.</summary>
    public Expectation? Expect { get; set; }

    /// <summary>What the running bot must do next.</summary>
    public ExpectedAnswer? Answer { get; set; }

    /// <summary>How the clock moves: <c>{by}</c> or <c>{to}</c>.</summary>
    public JsonObject? Clock { get; set; }

    /// <summary>Lanes by name that must be open (true) or shut (false) now.</summary>
    public IReadOnlyDictionary<string, bool>? Lanes { get; set; }
}

/// <summary>What must come of a send; only the members given are compared, but <see cref="Accept"/> always.</summary>
internal sealed record Expectation
{
    /// <summary>Whether the wire accepts.</summary>
    public required bool Accept { get; init; }

    /// <summary>The lane that carries it.</summary>
    public string? Lane { get; set; }

    /// <summary>The Graph code of the refusal.</summary>
    public int? Code { get; set; }

    /// <summary>The Graph subcode of the refusal.</summary>
    public int? ErrorSubcode { get; set; }

    /// <summary>The reason of the refusal.</summary>
    public string? Reason { get; set; }

    /// <summary>The rules found against it; an empty list means none.</summary>
    public IReadOnlyList<string>? Policy { get; set; }
}

/// <summary>What the bot must do next: a message that holds a text, or a sender action.</summary>
internal sealed record ExpectedAnswer
{
    /// <summary>Part of the message's text.</summary>
    public string? Text { get; set; }

    /// <summary>The payload of a quick reply it must offer.</summary>
    public string? QuickReply { get; set; }

    /// <summary>A sender action, as <c>typing_on</c>.</summary>
    public string? Action { get; set; }
}

/// <summary>How scenario files are read: snake_case, comments allowed, unknown members refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Scenario))]
internal sealed partial class ScenarioJson : JsonSerializerContext;
