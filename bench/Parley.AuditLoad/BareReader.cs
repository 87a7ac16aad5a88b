using System.Diagnostics;
using System.Text.Json;
using Parley.Wire.Audit;

namespace Parley.AuditLoad;

/// <summary>
/// The least that any reader of such a log does: cut it into lines and walk over the tokens of each. Nothing is kept.
/// </summary>
internal static class BareReader
{
    /// <summary>Reads a log on one thread.</summary>
    /// <returns>Lines a second.</returns>
    public static double LinesPerSecond(string log)
    {
        var begun = Stopwatch.GetTimestamp();
        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var source = new LogLines(stream);
        long lines = 0, tokens = 0;
        while (source.TryNext(out var line))
        {
            var reader = new Utf8JsonReader(line.Span);
            while (reader.Read()) tokens++;
            lines++;
        }

        return tokens > 0 ? lines / Stopwatch.GetElapsedTime(begun).TotalSeconds : 0;
    }
}
