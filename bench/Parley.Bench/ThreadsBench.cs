using System.Diagnostics;
using Parley.Load;
using Parley.Load.Generator;
using Parley.Load.Servers;

namespace Parley.Bench;

/// <summary>
/// What many threads cost: time to start, first sends to cold ones, resident memory once some are hot.
/// </summary>
internal static class ThreadsBench
{
    private const long First = 500_000_000_000_000;
    private const int ColdSends = 5_000;

    /// <summary>Makes a store with so many threads, stops, and measures what comes after the next start.</summary>
    public static async Task Run(int threads, int hot)
    {
        LoadGenerator.Prepare();
        var work = Directory.CreateTempSubdirectory("parley-bench-").FullName;
        try
        {
            var store = Path.Combine(work, "store");
            await using (var empty = await ServerProcess.Start(ProductServer.Arguments(store, First, 0, hot)))
                Report.Line($"start to ready, empty store: {empty.Ready.TotalSeconds:F2} s (limit 1.0)");
            await using (await ServerProcess.Start(ProductServer.Arguments(store, First, threads, hot)))
                Report.Line($"{threads:N0} people wrote");
            await using var product = await ServerProcess.Start(ProductServer.Arguments(store, First, 0, hot));
            Report.Line($"start to ready, {threads:N0} threads: {product.Ready.TotalSeconds:F2} s"
                + " (limit 2.5 at a million)");
            await Cold(product);
            await Heat(product, hot);
            Report.Line($"resident with {threads:N0} known and {hot:N0} hot: {product.ResidentBytes / 1048576.0:N0} MB"
                + " (limit 450 at a million and 100,000)");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task Cold(ServerProcess product)
    {
        // The first sends of all are slow for another reason: their code is not compiled yet.
        await Send(product, First, ColdSends, 1);
        var latencies = await Send(product, First + ColdSends, ColdSends, 1);
        latencies.Sort();
        Report.Line($"first send to a cold thread: p50 {latencies[latencies.Count / 2] / 1000.0:F2} ms,"
            + $" p99 {latencies[(int)(latencies.Count * 0.99)] / 1000.0:F2} ms (limit 5)");
    }

    private static async Task Heat(ServerProcess product, int hot)
    {
        var begun = Stopwatch.GetTimestamp();
        await Send(product, First + (2 * ColdSends), hot, 64);
        Report.Line($"{hot:N0} cold threads heated at {hot / Stopwatch.GetElapsedTime(begun).TotalSeconds:N0}/s");
    }

    private static async Task<List<int>> Send(ServerProcess product, long first, int count, int inFlight)
    {
        var template = new SendTemplate(product.Address, Rounds.SendPath + ProductServer.Token);
        var people = new InTurn(first, count);
        var connections = Enumerable.Range(0, inFlight)
            .Select(_ => new Connection(product.Address, template, people, 0))
            .ToList();
        await Task.WhenAll(connections.Select(connection => connection.Open()));
        await Task.WhenAll(connections.Select(connection => connection.SendUntil(long.MaxValue)));
        var refused = connections.FirstOrDefault(connection => connection.Refused > 0)?.FirstRefusal;
        if (refused is not null) throw new InvalidOperationException($"A send was refused: {refused}");
        connections.ForEach(connection => connection.Dispose());
        return [.. connections.SelectMany(connection => connection.Latencies)];
    }
}
