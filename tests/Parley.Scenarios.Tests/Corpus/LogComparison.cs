using Parley.Cli.Scenarios;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>Compares what an audit says of a log's lines with what must be said.</summary>
internal static class LogComparison
{
    /// <summary>Every difference in words.</summary>
    /// <param name="awaited">What must be said.</param>
    /// <param name="said">What was said of a line; null if nothing was.</param>
    public static IReadOnlyList<string> Differences(IReadOnlyList<Awaited> awaited, Func<int, Found?> said)
    {
        var single = awaited.Where(one => one.Together is null)
            .SelectMany(one => (said(one.Line) ?? Silence(one)) is { } found
                ? one.Expected.DifferencesFrom(found, WordsOf(one))
                : [$"{WordsOf(one)}: nothing was said of it"]);
        var together = awaited.Where(one => one.Together is not null).GroupBy(one => one.Together!)
            .SelectMany(group => AnyOrder.Differences(
                group.Key.Together,
                [.. group.Select(one => said(one.Line)!)],
                (wanted, got) => wanted.DifferencesFrom(got, "together")));
        return [.. single, .. together];
    }

    // Of what a person did an audit speaks only where there is something to say.
    private static Found? Silence(Awaited one) => one.Expected.Accept is null ? Library.Accepted : null;

    private static string WordsOf(Awaited one) => $"line {one.Line}, {one.What}";
}
