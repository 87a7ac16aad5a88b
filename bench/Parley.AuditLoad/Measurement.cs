using System.Diagnostics;

namespace Parley.AuditLoad;

/// <summary>
/// Writes the log, reads it bare and has it audited in turn, and sets the figures against their limits.
/// </summary>
internal static class Measurement
{
    private const double LeastLinesPerSecond = 300_000;
    private const double MostBytesPerThread = 300;
    private const double MostBytesBesides = 150e6;

    /// <summary>Runs it all.</summary>
    /// <returns>Whether the limits were held.</returns>
    public static bool Run(AuditLoadOptions options)
    {
        if (options.Keep is { } kept)
        {
            Write(options, kept);
            return true;
        }

        var log = Path.Combine(Path.GetTempPath(), $"parley-audit-load-{Environment.ProcessId}.jsonl");
        try
        {
            Write(options, log);
            var bare = new List<double>();
            var audits = new List<AuditProcess>();
            for (var round = 1; round <= options.Rounds; round++)
            {
                bare.Add(BareReader.LinesPerSecond(log));
                audits.Add(AuditProcess.Run(log, options.Format));
                Say($"round {round}  bare {bare[^1],9:N0} lines/s  audit {Speed(options, audits[^1]),9:N0} lines/s"
                    + $"  {audits[^1].CpuSeconds * 1e6 / options.Lines,5:F2} us cpu a line"
                    + $"  {audits[^1].PeakBytes / 1e6,5:N0} MB at most");
            }

            return Judge(options, bare, audits);
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static void Write(AuditLoadOptions options, string log)
    {
        var begun = Stopwatch.GetTimestamp();
        using (var file = new FileStream(log, FileMode.Create, FileAccess.Write, FileShare.Read, 1))
            new TrafficLog(file, options.Lines, options.Threads).Write();
        Say($"log: {options.Lines:N0} lines, {options.Threads:N0} threads, {new FileInfo(log).Length / 1e6:N0} MB,"
            + $" written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s");
    }

    private static bool Judge(AuditLoadOptions options, List<double> bare, List<AuditProcess> audits)
    {
        var speeds = audits.ConvertAll(one => Speed(options, one));
        var (best, median) = (speeds.Max(), Median(speeds));
        var peak = (double)audits.Max(one => one.PeakBytes);
        var most = (MostBytesPerThread * options.Threads) + MostBytesBesides;
        Say("");
        Say($"bare    {bare.Max(),9:N0} lines/s at best, {Median(bare),9:N0} in the middle");
        Say($"audit   {best,9:N0} lines/s at best, {median,9:N0} in the middle: {best / bare.Max():F2} of bare");
        Say($"memory  {peak / 1e6,9:N0} MB at most: {Math.Max(0, peak - MostBytesBesides) / options.Threads:N0} bytes a"
            + " thread beside 150 MB");
        Say("");
        var (speed, memory) = (best / LeastLinesPerSecond, peak / most);
        var quick = Held(speed >= 1, "lines/s at best, of 300,000", speed, ">=");
        var small = Held(memory <= 1, "memory, of 300 bytes a thread and 150 MB", memory, "<=");
        return quick && small;
    }

    private static bool Held(bool held, string what, double ratio, string bound)
    {
        Say($"{(held ? "held  " : "MISSED")}  {what,-44} {ratio,6:F2}  {bound} 1");
        return held;
    }

    private static double Speed(AuditLoadOptions options, AuditProcess one) => options.Lines / one.Seconds;

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static void Say(string text) => Console.WriteLine(text);
}
