using System.Text.Json;

namespace Parley.Cli.Scenarios;

/// <summary>What came of one step.</summary>
/// <param name="Step">The step as told.</param>
/// <param name="At">The platform's time of it.</param>
/// <param name="Words">What was said or done, for people.</param>
internal sealed record StepResult(Step Step, string At, string Words)
{
    /// <summary>What differs from what the step tells; empty if it came out as told.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>The decision behind a send, or null.</summary>
    public JsonElement? Decision { get; init; }

    /// <summary>The quick replies of a message, by title.</summary>
    public IReadOnlyList<string> QuickReplies { get; init; } = [];

    /// <summary>The name of the app that sent, or null where the person acted.</summary>
    public string? App { get; init; }

    /// <summary>Whether it came out as told.</summary>
    public bool AsTold => Differences.Count == 0;
}

/// <summary>Sends a plain text for an app by other means than the runner's own HTTP calls.</summary>
internal interface IVoice
{
    /// <summary>Sends a text; the answer is the Send API's body, of a success or of an error.</summary>
    Task<JsonElement> Say(string psid, string text, CancellationToken cancel);
}
