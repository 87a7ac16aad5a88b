using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Parley.Wire;

/// <summary>
/// Lengths of time as Parley's own API writes them: ISO 8601 (<c>PT25H</c>, <c>P7D</c>, <c>PT0.001S</c>).
/// </summary>
/// <remarks>A day is 24 hours, a week seven days. Months and years have no fixed length and are refused.</remarks>
public static class IsoDuration
{
    private const int MostCharacters = 40;

    private static readonly PeriodPattern Pattern = PeriodPattern.NormalizingIso;
    private static readonly Duration Longest = Duration.FromDays(100_000);

    /// <summary>Writes a length that is not negative; what is finer than a millisecond is cut.</summary>
    public static string Format(Duration length)
    {
        var text = new StringBuilder("P");
        if (length.Days > 0) text.Append(CultureInfo.InvariantCulture, $"{length.Days}D");
        var seconds = length.Seconds + length.Milliseconds / 1000m;
        if (length.Hours == 0 && length.Minutes == 0 && seconds == 0) return text.Length > 1 ? text.ToString() : "PT0S";
        text.Append('T');
        if (length.Hours > 0) text.Append(CultureInfo.InvariantCulture, $"{length.Hours}H");
        if (length.Minutes > 0) text.Append(CultureInfo.InvariantCulture, $"{length.Minutes}M");
        if (seconds > 0) text.Append(CultureInfo.InvariantCulture, $"{seconds:0.###}S");
        return text.ToString();
    }

    /// <summary>Reads a length that is not negative, of at most 100,000 days.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Duration length)
    {
        length = default;
        if (string.IsNullOrEmpty(text) || text.Length > MostCharacters) return false;
        if (!Pattern.Parse(text).TryGetValue(Period.Zero, out var period)) return false;
        if (period.Years != 0 || period.Months != 0) return false;
        try
        {
            length = period.ToDuration();
        }
        catch (OverflowException)
        {
            return false;
        }

        return length >= Duration.Zero && length <= Longest;
    }
}
