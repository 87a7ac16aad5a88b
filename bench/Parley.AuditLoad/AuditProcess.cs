using System.Diagnostics;
using System.Globalization;

namespace Parley.AuditLoad;

/// <summary>One <c>parley audit</c> as a user runs it: a process of its own, its report written to a file.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="CpuSeconds">Processor time, on all cores.</param>
/// <param name="PeakBytes">The most memory that was resident.</param>
internal sealed record AuditProcess(double Seconds, double CpuSeconds, long PeakBytes)
{
    private const double TicksPerSecond = 100;
    private const int UserTicks = 11;
    private const int SystemTicks = 12;
    private const int MillisecondsBetweenLooks = 50;

    private static readonly string Parley = Path.Combine(AppContext.BaseDirectory, "parley.dll");

    /// <summary>Audits a log.</summary>
    /// <exception cref="InvalidOperationException">The audit failed.</exception>
    public static AuditProcess Run(string log, string format)
    {
        var report = log + ".report";
        string[] shell = ["-c", "exec dotnet \"$1\" audit \"$2\" --format \"$3\" > \"$4\"", "sh"];
        try
        {
            var begun = Stopwatch.GetTimestamp();
            var start = new ProcessStartInfo("/bin/sh", [.. shell, Parley, log, format, report]);
            using var process = Process.Start(start)!;
            var (cpu, peak) = (0d, 0L);
            while (!process.WaitForExit(MillisecondsBetweenLooks)) Look(process.Id, ref cpu, ref peak);
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;

            // 1 says that something was refused: the log is made so.
            return process.ExitCode is 0 or 1
                ? new AuditProcess(seconds, cpu, peak)
                : throw new InvalidOperationException($"parley audit ended with {process.ExitCode}");
        }
        finally
        {
            File.Delete(report);
        }
    }

    // The system keeps the peak itself; a process that is about to end tells neither.
    private static void Look(int process, ref double cpu, ref long peak)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
            if (line is null) return;
            peak = Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;

            // The name in the second field may hold blanks, so counting starts behind its closing bracket.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            cpu = (Number(fields[UserTicks]) + Number(fields[SystemTicks])) / TicksPerSecond;
        }
        catch (IOException)
        {
            // It has just ended: what was seen last stands.
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
