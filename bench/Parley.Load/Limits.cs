namespace Parley.Load;

/// <summary>The figures to hold, as ratios within one run.</summary>
internal sealed class Limits
{
    private readonly List<(string What, double Value, double Limit, bool AtLeast)> all = [];

    /// <summary>Whether every limit was held.</summary>
    public bool Held => all.TrueForAll(IsHeld);

    public void AtLeast(string what, double value, double limit) => all.Add((what, value, limit, true));

    public void AtMost(string what, double value, double limit) => all.Add((what, value, limit, false));

    public void Print()
    {
        Report.Line("");
        foreach (var one in all)
        {
            var (what, value, limit, atLeast) = one;
            Report.Line($"{(IsHeld(one) ? "held  " : "MISSED")}  {what,-56} {value,8:0.##}"
                + $"  {(atLeast ? ">=" : "<=")} {limit:0.##}");
        }
    }

    private static bool IsHeld((string What, double Value, double Limit, bool AtLeast) one) =>
        one.AtLeast ? one.Value >= one.Limit : one.Value <= one.Limit;
}
