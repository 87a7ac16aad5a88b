using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Parley.Cli.Scenarios;

/// <summary>
/// One step: exactly one of <see cref="Act"/>, <see cref="Send"/>, <see cref="Together"/>, <see cref="Call"/>,
/// <see cref="Fact"/>, <see cref="Page"/>, <see cref="Answer"/>, <see cref="Clock"/> and <see cref="Lanes"/>.
/// </summary>
/// <remarks>A text <c>$name</c> stands for the id an earlier step kept under that name.</remarks>
internal sealed record Step
{
    /// <summary>What is told of it, or null.</summary>
    public string? Tell { get; set; }

    /// <summary>Under which name its id is kept, or null.</summary>
    public string? As { get; set; }

    /// <summary>Something the person does: the body of the API's act without page and channel.</summary>
    public JsonObject? Act { get; set; }

    /// <summary>How long ago the act happened; the page hears of it only now. Null = it happens now.</summary>
    public string? Ago { get; set; }

    /// <summary>True if the act cannot happen: the API must answer 422.</summary>
    public bool Impossible { get; set; }

    /// <summary>
    /// True if something newer was heard of the person before: a log may tell it late, but the API must answer 422, as
    /// nobody acts in the past.
    /// </summary>
    public bool Overtaken { get; set; }

    /// <summary>A Send API request; the recipient is the person unless it names one.</summary>
    public JsonObject? Send { get; set; }

    /// <summary>The app that sends; null = the story's usual one.</summary>
    public string? By { get; set; }

    /// <summary>The paid lane a send goes by: <c>sponsored</c> or <c>marketing</c>; else null.</summary>
    public string? Lane { get; set; }

    /// <summary>The campaign of a sponsored message.</summary>
    public string? Campaign { get; set; }

    /// <summary>
    /// What a careful reader notices in the message: what the content review must find by itself.
    /// </summary>
    public IReadOnlyList<string> Shows { get; set; } = [];

    /// <summary>What must come of it.</summary>
    public Expectation? Expect { get; set; }

    /// <summary>Sends made at the same moment; what must come of them comes in any order.</summary>
    public IReadOnlyList<Step> Together { get; set; } = [];

    /// <summary>Any other call of the Graph API: <c>{method, path}</c>.</summary>
    public JsonObject? Call { get; set; }

    /// <summary>Something no webhook tells: <c>{is, media?}</c>.</summary>
    public JsonObject? Fact { get; set; }

    /// <summary>What changes about the page.</summary>
    public JsonObject? Page { get; set; }

    /// <summary>What the running bot must do next.</summary>
    public ExpectedAnswer? Answer { get; set; }

    /// <summary>How the clock moves: <c>{by}</c> or <c>{to}</c>.</summary>
    public JsonObject? Clock { get; set; }

    /// <summary>Lanes by name that must be open (true) or shut (false) now.</summary>
    public IReadOnlyDictionary<string, bool>? Lanes { get; set; }
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
