using System.Collections.Immutable;
using System.Text.Json;
using Parley.Cli.Scenarios;
using Parley.Policy;
using Parley.Wire.Content;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>
/// The built-in review, and beside it a reader who sees what no list of words proves: that a message has nothing to do
/// with what the person asked. All else the review must find by itself.
/// </summary>
/// <param name="stories">What the reader has read.</param>
internal sealed class ReadersReview(params IEnumerable<Scenario> stories) : IContentReview
{
    private readonly BuiltInReview words = new();

    private readonly HashSet<string> offTopic =
    [
        .. from story in stories
           from step in story.Steps
           where step.Shows.Contains(Signals.OffTopic)
           select step.Send!["message"]!["text"]!.GetValue<string>(),
    ];

    public ImmutableArray<ContentFinding> Review(JsonElement message, ReviewContext context)
    {
        var found = words.Review(message, context);
        return message.TryGetProperty("text", out var text) && offTopic.Contains(text.GetString() ?? "")
            ? found.Add(new ContentFinding(Signals.OffTopic, "message[text]", 0, 1, "a reader", 1, "en"))
            : found;
    }

    public bool IsStopWord(string text) => words.IsStopWord(text);
}
