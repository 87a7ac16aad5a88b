using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Parley.Wire;

namespace Parley.Server.Hosting;

/// <summary>
/// Settings as one JSON file: the names of <see cref="ServerOptions"/> in snake_case, lengths of time as ISO 8601
/// (<c>PT20S</c>), instants as ISO 8601 UTC. What the file does not name keeps its default.
/// </summary>
public static class SettingsFile
{
    // By reflection, once and only if there is a file: generated code would forget the defaults of what is not named.
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters =
        {
            new IsoTimeSpan(), new IsoInstantConverter(), new IsoDurationConverter(), new IsoDayConverter(),
        },
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="SettingsException">
    /// It is no JSON, names a setting there is none of, or has a wrong value.
    /// </exception>
    public static ServerOptions Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<ServerOptions>(json, Form)
                ?? throw new SettingsException("expected an object with settings, not null");
        }
        catch (JsonException fault)
        {
            throw new SettingsException(Told(fault), fault);
        }
    }

    private static string Told(JsonException fault) => fault.Path is { Length: > 2 } path
        ? $"`{path[2..]}`: {Shortened(fault.Message)}"
        : $"line {fault.LineNumber + 1}: {Shortened(fault.Message)}";

    // The serializer's sentence names our types and repeats the path; its first sentence says what is wrong.
    private static string Shortened(string message) => message switch
    {
        _ when message.Contains("could not be mapped", StringComparison.Ordinal) => "there is no such setting",
        _ when message.Contains("could not be converted", StringComparison.Ordinal) => "the value has the wrong type",
        _ => message.Split(" Path:", 2)[0],
    };
}

/// <summary>A settings file cannot be used; the message names the setting.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>With a message for a person and the cause.</summary>
    public SettingsException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>With a message for a person.</summary>
    public SettingsException(string message)
        : base(message)
    {
    }

    /// <summary>Without a message.</summary>
    public SettingsException()
    {
    }
}

/// <summary>Lengths of time in settings.</summary>
internal sealed class IsoTimeSpan : JsonConverter<TimeSpan>
{
    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && IsoDuration.TryParse(reader.GetString(), out var length)
            ? length.ToTimeSpan()
            : throw new JsonException("expected a length of time such as PT20S or PT15M");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoDuration.Format(Duration.FromTimeSpan(value)));
}

/// <summary>Lengths of time of the policy in settings.</summary>
internal sealed class IsoDurationConverter : JsonConverter<Duration>
{
    /// <inheritdoc/>
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && IsoDuration.TryParse(reader.GetString(), out var length)
            ? length
            : throw new JsonException("expected a length of time such as PT24H or P365D");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoDuration.Format(value));
}

/// <summary>Days in settings.</summary>
internal sealed class IsoDayConverter : JsonConverter<LocalDate>
{
    /// <inheritdoc/>
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String
        && LocalDatePattern.Iso.Parse(reader.GetString()!) is { Success: true } day
            ? day.Value
            : throw new JsonException("expected a day such as 2024-08-19");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}

/// <summary>Instants in settings.</summary>
internal sealed class IsoInstantConverter : JsonConverter<Instant>
{
    /// <inheritdoc/>
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && IsoInstant.TryParse(reader.GetString(), out var at)
            ? at
            : throw new JsonException("expected an instant such as 2026-03-02T09:00:00.000Z");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoInstant.Format(value));
}
