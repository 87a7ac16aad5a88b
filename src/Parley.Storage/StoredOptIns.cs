using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// The stored shape of <see cref="EventKind.OneTimeOptIn"/>, <see cref="EventKind.RecurringOptIn"/>,
/// <see cref="EventKind.TopicStopped"/> and <see cref="EventKind.TopicResumed"/>.
/// </summary>
public sealed record NotificationBody
{
    /// <summary>The token.</summary>
    public required string Token { get; init; }

    /// <summary>The title of the request: of a recurring one the topic.</summary>
    public required string Title { get; init; }

    /// <summary>What the app put behind the request.</summary>
    public string? Payload { get; init; }

    /// <summary>The request the person agreed to.</summary>
    public string? Mid { get; init; }

    /// <summary>The name of a <see cref="Policy.Frequency"/>; null = none.</summary>
    public string? Frequency { get; init; }

    /// <summary>The IANA zone of a recurring token; null = UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether the token was renewed.</summary>
    public bool Refreshed { get; init; }

    /// <summary>Whether the edition in force gives the token no end.</summary>
    public bool Endless { get; init; }

    /// <summary>Of a stop or a resumption: when the person last opted in, milliseconds.</summary>
    public long? OptedIn { get; init; }

    /// <summary>The only app that hears of it; null = every app.</summary>
    public long? App { get; init; }
}

/// <summary>The stored shape of <see cref="EventKind.Feedback"/>.</summary>
public sealed record FeedbackBody
{
    /// <summary>The survey answered.</summary>
    public required string Mid { get; init; }

    /// <summary>The answers, in the order of the questions.</summary>
    public required ImmutableArray<FeedbackAnswer> Answers { get; init; }
}

/// <summary>The answer to one question of a survey.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Type">Its type, as <c>csat</c>.</param>
/// <param name="Value">The score as digits, or the text.</param>
/// <param name="FollowUp">The words added, or null.</param>
public sealed record FeedbackAnswer(string Question, string Type, string Value, string? FollowUp);

/// <summary>What an opt-in, a stop or a resumption means to the policy.</summary>
internal static class StoredOptIns
{
    public static ThreadEvent ToThreadEvent(
        EventKind kind, Instant happened, Channel channel, ReadOnlySpan<byte> body)
    {
        var told = JsonSerializer.Deserialize(body, StoredJson.Default.NotificationBody)
            ?? throw new StoreException($"A journal row of kind {kind} has no body.");
        return kind switch
        {
            EventKind.OneTimeOptIn => new ThreadEvent.OneTimeOptIn(happened, channel, told.Token, told.Title),
            EventKind.RecurringOptIn => new ThreadEvent.RecurringOptIn(
                happened, channel, told.Token, told.Title, FrequencyOf(told.Frequency), told.Zone ?? "UTC"),
            EventKind.TopicStopped => new ThreadEvent.TopicStopChanged(happened, told.Token, Stopped: true),
            EventKind.TopicResumed => new ThreadEvent.TopicStopChanged(happened, told.Token, Stopped: false),
            _ => throw new UnreachableException(),
        };
    }

    private static Frequency FrequencyOf(string? name) => name is null ? Frequency.None
        : Enum.TryParse<Frequency>(name, out var frequency) ? frequency
        : throw new StoreException($"A journal row names a frequency this build does not know: {name}.");
}
