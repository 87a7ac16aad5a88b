namespace Parley.Cli.Scenarios;

/// <summary>
/// Compares what came of sends made at the same moment: which of them came first is nobody's promise.
/// </summary>
internal static class AnyOrder
{
    /// <summary>Every expectation that no verdict of its own meets; empty if all is as told.</summary>
    /// <param name="sends">The sends with what is expected.</param>
    /// <param name="found">What came of them.</param>
    /// <param name="differ">How far a verdict is from an expectation.</param>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<Step> sends,
        IReadOnlyList<Found> found,
        Func<Expectation, Found, IReadOnlyList<string>> differ)
    {
        var left = found.ToList();
        var differences = new List<string>();
        foreach (var expected in sends.Select(send => send.Expect).OfType<Expectation>())
        {
            var fits = left.FindIndex(verdict => differ(expected, verdict).Count == 0);
            if (fits < 0) differences.AddRange(left.SelectMany(verdict => differ(expected, verdict)));
            else left.RemoveAt(fits);
        }

        return differences;
    }
}
