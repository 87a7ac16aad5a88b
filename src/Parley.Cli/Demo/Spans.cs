using System.Globalization;
using NodaTime.Text;

namespace Parley.Cli.Demo;

/// <summary>Durations in words.</summary>
internal static class Spans
{
    /// <summary><c>PT23H</c> as <c>23 h</c>; what is no duration stays as it is.</summary>
    public static string InWords(string iso)
    {
        var read = PeriodPattern.NormalizingIso.Parse(iso);
        if (!read.Success) return iso;
        var period = read.Value;
        var parts = new (long Count, string Unit)[]
        {
            (period.Weeks, "weeks"), (period.Days, "days"), (period.Hours, "h"), (period.Minutes, "min"),
            (period.Seconds, "s"), (period.Milliseconds, "ms"),
        };
        return string.Join(' ', parts.Where(part => part.Count != 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")));
    }
}
