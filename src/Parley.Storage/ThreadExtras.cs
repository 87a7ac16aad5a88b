using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// The part of a state that most threads lack: tokens, comments, a place, a talk that lapsed. Kept as JSON.
/// </summary>
internal sealed record ThreadExtras
{
    public string? Country { get; init; }

    public string? Region { get; init; }

    public Stretch[]? Talk { get; init; }

    public OneTimeToken[]? OneTime { get; init; }

    public RecurringToken[]? Recurring { get; init; }

    public AskedTopic[]? Asked { get; init; }

    public Comment[]? Comments { get; init; }

    public string[]? Campaigns { get; init; }

    public long[]? Moments { get; init; }

    /// <summary>The app that last held the thread, from when, and for how many milliseconds.</summary>
    public long[]? Control { get; init; }

    /// <summary>What a state has of it, or null if nothing.</summary>
    public static ThreadExtras? Of(in ThreadState state)
    {
        var promises = state.Promises;
        if (promises == Promises.None
            && state.Place == Place.Unknown
            && state.Talk.More.Count == 0
            && state.Control is null)
            return null;
        return new ThreadExtras
        {
            Country = state.Place.Country,
            Region = state.Place.Region,
            Talk = ArrayOf(state.Talk.More),
            OneTime = ArrayOf(promises.OneTime),
            Recurring = ArrayOf(promises.Recurring),
            Asked = ArrayOf(promises.Asked),
            Comments = ArrayOf(promises.Comments),
            Campaigns = ArrayOf(promises.Campaigns),
            Moments =
            [
                promises.LastRecurring.Milliseconds,
                promises.LastMarketing.Milliseconds,
                promises.MarketingStopped.Milliseconds,
                promises.SurveySent.Milliseconds,
                promises.SurveyEnds.Milliseconds,
                promises.SurveyAnswered.Milliseconds,
            ],
            Control = state.Control is { } control
                ? [control.App, control.Held.OpenedAt.Milliseconds, (long)control.Held.Length.TotalMilliseconds]
                : null,
        };
    }

    public static ThreadExtras Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, ThreadExtrasJson.Default.ThreadExtras) ?? new ThreadExtras();

    public void Write(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(json, this, ThreadExtrasJson.Default.ThreadExtras);
    }

    /// <summary>A state with it put back.</summary>
    public ThreadState Into(in ThreadState state)
    {
        var moments = Moments ?? [];
        return state with
        {
            Place = new Place(Country, Region),
            Control = Control is [var app, var from, var length]
                ? new Control(app, new Window(new Moment(from), Duration.FromMilliseconds(length)))
                : null,
            Talk = state.Talk with { More = ListOf(Talk) },
            Promises = new Promises
            {
                OneTime = ListOf(OneTime),
                Recurring = ListOf(Recurring),
                Asked = ListOf(Asked),
                Comments = ListOf(Comments),
                Campaigns = ListOf(Campaigns),
                LastRecurring = At(moments, 0),
                LastMarketing = At(moments, 1),
                MarketingStopped = At(moments, 2),
                SurveySent = At(moments, 3),
                SurveyEnds = At(moments, 4),
                SurveyAnswered = At(moments, 5),
            },
        };
    }

    private static Moment At(long[] moments, int index) =>
        index < moments.Length ? new Moment(moments[index]) : Moment.Never;

    private static T[]? ArrayOf<T>(ValueList<T> list)
        where T : IEquatable<T>
        => list.Count == 0 ? null : list.Span.ToArray();

    private static ValueList<T> ListOf<T>(T[]? items)
        where T : IEquatable<T>
        => items is null ? default : [.. items];
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ThreadExtras))]
internal sealed partial class ThreadExtrasJson : JsonSerializerContext;
