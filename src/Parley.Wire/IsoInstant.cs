using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Parley.Wire;

/// <summary>
/// Instants as Parley's own API writes them: ISO 8601, UTC, exactly milliseconds (<c>2021-10-06T09:00:00.001Z</c>).
/// </summary>
public static class IsoInstant
{
    private const int MostCharacters = 40;
    private const int Milliseconds = 23;

    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(9999, 1, 1, 0, 0);

    private static readonly InstantPattern Written =
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    private static readonly OffsetDateTimePattern WithOffset = OffsetDateTimePattern.ExtendedIso;
    private static readonly InstantPattern Utc = InstantPattern.ExtendedIso;

    /// <summary>Writes an instant; what is finer than a millisecond is cut.</summary>
    public static string Format(Instant instant)
    {
        Span<char> text = stackalloc char[MostCharacters];
        return new string(text[..Format(instant, text)]);
    }

    /// <summary>Writes an instant where it is wanted, at most 40 characters; answers how many they were.</summary>
    public static int Format(Instant instant, Span<char> text)
    {
        // The runtime's own round-trip form is many times quicker than a pattern; it has four digits more.
        if (instant >= First && instant < Last
            && instant.ToDateTimeUtc().TryFormat(text, out _, "O", CultureInfo.InvariantCulture))
        {
            text[Milliseconds] = 'Z';
            return Milliseconds + 1;
        }

        var pattern = Written.Format(instant);
        pattern.CopyTo(text);
        return pattern.Length;
    }

    /// <summary>
    /// Reads ISO 8601 with any fraction of a second, in UTC (<c>Z</c>) or with an offset (<c>+09:00</c>).
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Instant instant)
    {
        instant = default;
        if (string.IsNullOrEmpty(text) || text.Length > MostCharacters) return false;
        if (Utc.Parse(text).TryGetValue(default, out instant)) return true;
        if (!WithOffset.Parse(text).TryGetValue(default, out var local)) return false;
        instant = local.ToInstant();
        return true;
    }

    /// <summary>Writes an instant as a JSON string.</summary>
    public static void WriteInstant(this Utf8JsonWriter writer, string name, Instant instant) =>
        writer.WriteString(name, Format(instant));
}
