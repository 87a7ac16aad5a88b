namespace Parley.Policy.Tests.Support;

/// <summary>How many worlds a theorem is tried in: some thousands, and a hundred times as many in a soak.</summary>
internal static class Cases
{
    public static long Few { get; } = 5_000 * Factor;

    public static long Many { get; } = 20_000 * Factor;

    private static long Factor => Environment.GetEnvironmentVariable("PARLEY_SOAK") == "1" ? 100 : 1;
}
