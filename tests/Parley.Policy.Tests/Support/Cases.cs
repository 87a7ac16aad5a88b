using System.Globalization;
using CsCheck;

namespace Parley.Policy.Tests.Support;

/// <summary>
/// How many worlds a theorem is tried in: some thousands, a hundred times as many in a soak (<c>PARLEY_SOAK=1</c>), or
/// few and always the same ones (<c>PARLEY_CASES=100</c>), where every test runs once for each mutant.
/// </summary>
internal static class Cases
{
    private const uint Stream = 1;
    private const ulong Seed = 20260427;

    public static long Few { get; } = Same ?? 5_000 * Factor;

    public static long Many { get; } = Same * 4 ?? 20_000 * Factor;

    /// <summary>Lives of the second reading, each of about seven sends: some 50,000, or more than a million.</summary>
    public static long Lives { get; } = Same * 2 ?? 8_000 * (Factor == 1 ? 1 : 20);

    private static long Factor => Environment.GetEnvironmentVariable("PARLEY_SOAK") == "1" ? 100 : 1;

    private static long? Same => Environment.GetEnvironmentVariable("PARLEY_CASES") is { Length: > 0 } number
        ? long.Parse(number, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Tries a theorem in random worlds; a world it fails in is shrunk and printed with its seed.</summary>
    public static void Holds<T>(this Gen<T> worlds, Func<T, bool> theorem, long cases)
    {
        if (Same is null) worlds.Sample(theorem, iter: cases);
        else worlds.HoldsInTheSame(theorem, cases);
    }

    /// <summary>The same for a theorem that throws where it fails.</summary>
    public static void Holds<T>(this Gen<T> worlds, Action<T> theorem, long cases)
    {
        if (Same is null) worlds.Sample(theorem, iter: cases);
        else worlds.HoldsInTheSame(world => DoesNotThrow(theorem, world), cases);
    }

    public static void Holds<T1, T2>(this Gen<(T1, T2)> worlds, Func<T1, T2, bool> theorem, long cases) =>
        worlds.Holds(world => theorem(world.Item1, world.Item2), cases);

    public static void Holds<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> worlds, Func<T1, T2, T3, T4, bool> theorem, long cases) =>
        worlds.Holds(world => theorem(world.Item1, world.Item2, world.Item3, world.Item4), cases);

    public static void Holds<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> worlds, Action<T1, T2, T3, T4> theorem, long cases) =>
        worlds.Holds(world => theorem(world.Item1, world.Item2, world.Item3, world.Item4), cases);

    public static void Holds<T1, T2, T3, T4, T5>(
        this Gen<(T1, T2, T3, T4, T5)> worlds, Func<T1, T2, T3, T4, T5, bool> theorem, long cases) =>
        worlds.Holds(world => theorem(world.Item1, world.Item2, world.Item3, world.Item4, world.Item5), cases);

    public static void Holds<T1, T2, T3, T4, T5, T6>(
        this Gen<(T1, T2, T3, T4, T5, T6)> worlds, Func<T1, T2, T3, T4, T5, T6, bool> theorem, long cases) =>
        worlds.Holds(
            world => theorem(world.Item1, world.Item2, world.Item3, world.Item4, world.Item5, world.Item6), cases);

    private static void HoldsInTheSame<T>(this Gen<T> worlds, Func<T, bool> theorem, long cases)
    {
        var dice = new PCG(Stream, Seed);
        for (var i = 0L; i < cases; i++)
        {
            var world = worlds.Generate(dice, null!, out _);
            Assert.True(theorem(world), $"case {i} fails: {world}");
        }
    }

    private static bool DoesNotThrow<T>(Action<T> theorem, T world)
    {
        theorem(world);
        return true;
    }
}
