namespace Parley.Load;

/// <summary>What a person reads at the end.</summary>
internal static class Report
{
    public static void PrintRound(int round, Contender one)
    {
        var measured = one.Rounds[^1];
        Line($"round {round}  {one.Name,-8} {measured.PerSecond,9:N0}/s"
            + $"  p50 {measured.P50,7:F2} ms  p99 {measured.P99,7:F2} ms"
            + $"  cpu {measured.CpuMicroseconds,6:F1} us  {measured.ResidentBytes / 1048576.0,6:N0} MB"
            + (measured.Refused > 0 ? $"  {measured.Refused} refused: {measured.FirstRefusal}" : ""));
    }

    public static void Print(IReadOnlyList<Contender> contenders)
    {
        Line("");
        Line("medians   requests/s    p50 ms    p99 ms  cpu us/request  resident MB");
        foreach (var one in contenders)
        {
            Line($"{one.Name,-8} {one.Median(round => round.PerSecond),11:N0} {one.Median(round => round.P50),9:F2}"
                + $" {one.Median(round => round.P99),9:F2} {one.Median(round => round.CpuMicroseconds),15:F1}"
                + $" {one.Median(round => round.ResidentBytes) / 1048576,12:N0}");
        }
    }

    public static void Line(string text) => Console.WriteLine(text);
}
