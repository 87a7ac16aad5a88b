using System.Diagnostics;

namespace Parley.Bench.Engines;

/// <summary>How long one of many takes.</summary>
internal static class Timing
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs a pass over and over for a while.</summary>
    /// <param name="pass">What is timed.</param>
    /// <param name="each">How many things one pass does.</param>
    /// <returns>Nanoseconds each.</returns>
    public static double Of(Action pass, int each)
    {
        var begun = Stopwatch.GetTimestamp();
        var passes = 0L;
        do
        {
            pass();
            passes++;
        }
        while (Stopwatch.GetElapsedTime(begun) < Length);
        return Stopwatch.GetElapsedTime(begun).TotalNanoseconds / passes / each;
    }
}
