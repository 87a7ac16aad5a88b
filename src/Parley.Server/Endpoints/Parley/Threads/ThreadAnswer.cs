using System.Buffers;
using System.Text.Json;
using NodaTime;
using Parley.Policy;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Endpoints.V1;

/// <summary>A thread as it stands.</summary>
internal record ThreadSummary
{
    /// <summary>The page.</summary>
    public required long Page { get; init; }

    /// <summary>The person as the page sees them.</summary>
    public required long Psid { get; init; }

    /// <summary><c>messenger</c> or <c>instagram</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Who they are.</summary>
    public ThreadPerson? Person { get; init; }

    /// <summary>Whether the page may know the person: they did something towards it.</summary>
    public bool Known { get; init; }

    /// <summary>Whether the person blocks the page, or turned its messages off.</summary>
    public bool Blocked { get; init; }

    /// <summary>Whether the page blocked, banned or spam-foldered the person.</summary>
    public bool BlockedByPage { get; init; }

    /// <summary>Whether the person's last word on the matter was that messages should stop.</summary>
    public bool OptedOut { get; init; }

    /// <summary>Whether the person muted the thread.</summary>
    public bool Muted { get; init; }

    /// <summary>When the person last did anything.</summary>
    public Instant? LastActAt { get; init; }

    /// <summary>When the person last wrote or tapped.</summary>
    public Instant? LastMessageAt { get; init; }

    /// <summary>When the page's last message was accepted.</summary>
    public Instant? LastPageMessageAt { get; init; }

    /// <summary>When the last thing of any kind happened.</summary>
    public Instant? LastEventAt { get; init; }

    /// <summary>The app that last controlled the thread; it does until <see cref="ControlledUntil"/>.</summary>
    public long? ControlledBy { get; init; }

    /// <summary>The last moment of its control, if the person stays silent.</summary>
    public Instant? ControlledUntil { get; init; }

    public static ThreadSummary Of(ThreadKey thread, Channel channel, in ThreadState state, PersonRecord? person) =>
        new()
        {
            Page = thread.Page.Value,
            Psid = thread.Person.Value,
            Channel = ChannelNames.Of(channel),
            Person = person is null ? null : new ThreadPerson(person.Id, person.Name),
            Known = state.Known,
            Blocked = state.Blocked,
            BlockedByPage = state.BlockedByPage,
            OptedOut = state.OptedOut,
            Muted = state.Muted,
            LastActAt = state.LastAct.ToInstant(),
            LastMessageAt = state.Clocks.MessageOrTap.ToInstant(),
            LastPageMessageAt = state.LastPageMessage.ToInstant(),
            LastEventAt = state.LastEvent.ToInstant(),
            ControlledBy = state.Control?.App,
            ControlledUntil = state.Control?.Held.End.ToInstant(),
        };
}

/// <summary>A person, in short.</summary>
internal sealed record ThreadPerson(long Id, string Name);

/// <summary>A thread as it stands, with every lane.</summary>
internal sealed record ThreadAnswer : ThreadSummary
{
    /// <summary>The edition the lanes are those of.</summary>
    public required string Edition { get; init; }

    /// <summary>How violations are treated.</summary>
    public required string Mode { get; init; }

    /// <summary>When it was asked.</summary>
    public required Instant At { get; init; }

    /// <summary>Every lane: <c>{lane, open, since?, until?, closed_at?, why, needs?}</c>.</summary>
    public required JsonElement Lanes { get; init; }

    /// <summary>The best lane now; absent if only the person can open one.</summary>
    public NextAnswer? Next { get; init; }

    public static ThreadAnswer Of(ThreadSummary summary, Decision decision, Sentences sentences) => new(summary)
    {
        Edition = decision.Edition,
        Mode = DecisionJson.ModeName(decision.Mode),
        At = decision.At,
        Lanes = LanesOf(decision, sentences),
        Next = decision.Next is { } next
            ? new NextAnswer(next.Lane, next.At is null ? true : null, next.At?.ToInstant())
            : null,
    };

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    private ThreadAnswer(ThreadSummary summary)
        : base(summary) => (Edition, Mode) = ("", "");

    private static JsonElement LanesOf(Decision decision, Sentences sentences)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            DecisionJson.WriteLanes(json, decision.Lanes, sentences);
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan).GetProperty("lanes");
    }
}

/// <summary>The way that is left.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Now">True if it is open now.</param>
/// <param name="At">Else, when it opens.</param>
internal sealed record NextAnswer(string Lane, bool? Now, Instant? At);
