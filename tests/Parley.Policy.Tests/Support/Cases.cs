namespace Parley.Policy.Tests.Support;

/// <summary>How many worlds a theorem is tried in: some thousands, and a hundred times as many in a soak.</summary>
internal static class Cases
{
    public static long Few { get; } = 5_000 * Factor;

    public static long Many { get; } = 20_000 * Factor;

    /// <summary>Lives of the second reading, each of about seven sends: some 50,000, or more than a million.</summary>
    public static long Lives { get; } = 8_000 * (Factor == 1 ? 1 : 20);

    private static long Factor => Environment.GetEnvironmentVariable("PARLEY_SOAK") == "1" ? 100 : 1;
}
