using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Storage;

namespace Parley.Server.Clock;

/// <summary>The clock as it is kept between two runs.</summary>
/// <param name="Virtual">Whether it is virtual.</param>
/// <param name="Running">Whether it runs.</param>
/// <param name="Now">What it showed, in milliseconds of the Unix epoch.</param>
/// <param name="Machine">What the machine's clock showed then.</param>
internal sealed record ClockRecord(bool Virtual, bool Running, long Now, long Machine)
{
    /// <summary>Reads a setting's text; null if there is none yet.</summary>
    /// <exception cref="StoreException">It is no clock.</exception>
    public static ClockRecord? Read(string? text)
    {
        if (text is null) return null;
        try
        {
            return JsonSerializer.Deserialize(text, ClockJson.Default.ClockRecord);
        }
        catch (JsonException broken)
        {
            throw new StoreException("The stored setting \"clock\" cannot be read: expected a JSON object.", broken);
        }
    }

    /// <summary>The setting's text.</summary>
    public string Write() => JsonSerializer.Serialize(this, ClockJson.Default.ClockRecord);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ClockRecord))]
internal sealed partial class ClockJson : JsonSerializerContext;
