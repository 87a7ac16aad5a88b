using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Parley.Wire;

namespace Parley.Server.Endpoints.V1;

/// <summary>
/// How answers of this API are written: snake_case, absent instead of null, ids as strings, instants with milliseconds.
/// Source generated; no reflection at start.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(IdConverter), typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ClockAnswer))]
[JsonSerializable(typeof(ClockInput))]
[JsonSerializable(typeof(AdvanceInput))]
[JsonSerializable(typeof(AppInput))]
[JsonSerializable(typeof(AppAnswer))]
[JsonSerializable(typeof(Listed<AppAnswer>))]
[JsonSerializable(typeof(PageInput))]
[JsonSerializable(typeof(PageAnswer))]
[JsonSerializable(typeof(Listed<PageAnswer>))]
[JsonSerializable(typeof(PersonInput))]
[JsonSerializable(typeof(PersonChange))]
[JsonSerializable(typeof(PersonAnswer))]
[JsonSerializable(typeof(Listed<PersonAnswer>))]
[JsonSerializable(typeof(ActAnswer))]
[JsonSerializable(typeof(ActDescription))]
[JsonSerializable(typeof(JournalRow))]
[JsonSerializable(typeof(Listed<JournalRow>))]
[JsonSerializable(typeof(ThreadAnswer))]
[JsonSerializable(typeof(ThreadSummary))]
[JsonSerializable(typeof(Listed<ThreadSummary>))]
[JsonSerializable(typeof(Listed<MessageAnswer>))]
[JsonSerializable(typeof(DecideInput))]
[JsonSerializable(typeof(DeliveryAnswer))]
[JsonSerializable(typeof(Listed<DeliveryAnswer>))]
[JsonSerializable(typeof(Listed<AlertAnswer>))]
[JsonSerializable(typeof(Listed<ViolationAnswer>))]
[JsonSerializable(typeof(CampaignInput))]
[JsonSerializable(typeof(CampaignAnswer))]
[JsonSerializable(typeof(Listed<CampaignAnswer>))]
[JsonSerializable(typeof(WorldExport))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>Every 64-bit number of this API is an id, and ids are strings.</summary>
internal sealed class IdConverter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        long.Parse(reader.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options)
    {
        Span<char> digits = stackalloc char[20];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteStringValue(digits[..length]);
    }
}

/// <summary>Instants as ISO 8601 UTC with milliseconds.</summary>
internal sealed class InstantConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Times.TryParseInstant(reader.GetString() ?? "", out var instant)
            ? instant
            : throw new JsonException(Times.InstantExpected);

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoInstant.Format(value));
}

/// <summary>Durations as ISO 8601.</summary>
internal sealed class DurationConverter : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Times.TryParseDuration(reader.GetString() ?? "", out var duration)
            ? duration
            : throw new JsonException(Times.DurationExpected);

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoDuration.Format(value));
}
