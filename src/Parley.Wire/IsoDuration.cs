using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace Parley.Wire;

/// <summary>Lengths of time as Parley's own API writes them: ISO 8601 (<c>PT25H</c>, <c>P7D</c>, <c>PT0.001S</c>).</summary>
/// <remarks>A day is 24 hours, a week seven days. Months and years have no fixed length and are refused.</remarks>
public static class IsoDuration
{
    private static readonly PeriodPattern Pattern = PeriodPattern.NormalizingIso;

    /// <summary>Writes a length of whole milliseconds in the shortest form.</summary>
    public static string Format(Duration length) =>
        Pattern.Format(Period.FromMilliseconds((long)length.TotalMilliseconds).Normalize());

    /// <summary>Reads a length that is not negative.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Duration length)
    {
        length = default;
        if (string.IsNullOrEmpty(text) || text.Length > 40 || !Pattern.Parse(text).TryGetValue(Period.Zero, out var period))
            return false;
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

    private static readonly Duration Longest = Duration.FromDays(366 * 1000);
}
