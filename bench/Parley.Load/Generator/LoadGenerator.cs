using System.Diagnostics;
using Parley.Load.Servers;

namespace Parley.Load.Generator;

/// <summary>Keeps a fixed number of sends in flight for a while and measures what became of them.</summary>
internal static class LoadGenerator
{
    /// <summary>
    /// Settings of the runtime's sockets that the generator uses for itself, and no server inherits: answers are
    /// handled on the thread that polls, as wrk does it, which leaves more of the machine to the server.
    /// </summary>
    public static readonly string[] SocketSettings =
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"];

    /// <summary>Must be called before the first socket is made.</summary>
    public static void Prepare()
    {
        foreach (var setting in SocketSettings) Environment.SetEnvironmentVariable(setting, "1");
    }

    /// <summary>One round against one server.</summary>
    public static async Task<Measured> Run(
        ServerProcess server, SendTemplate template, People people, int inFlight, TimeSpan length, ulong seed)
    {
        var connections = Enumerable.Range(0, inFlight)
            .Select(index => new Connection(server.Address, template, people, seed + (ulong)index))
            .ToList();
        await Task.WhenAll(connections.Select(connection => connection.Open()));
        var cpu = server.CpuSeconds;
        var begun = Stopwatch.GetTimestamp();
        var deadline = begun + (long)(length.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(connections.Select(connection => connection.SendUntil(deadline)));
        var elapsed = Stopwatch.GetElapsedTime(begun);
        var measured = Measured.Of(connections, elapsed, server.CpuSeconds - cpu, server.ResidentBytes);
        connections.ForEach(connection => connection.Dispose());
        return measured;
    }
}

/// <summary>What one round gave.</summary>
/// <param name="Acknowledged">Sends answered with 200.</param>
/// <param name="Refused">Sends answered otherwise.</param>
/// <param name="PerSecond">Acknowledged sends per second.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">99th percentile in milliseconds.</param>
/// <param name="CpuMicroseconds">Server processor time per acknowledged send.</param>
/// <param name="ResidentBytes">The server's resident memory at the end.</param>
/// <param name="FirstRefusal">The first answer that was not 200.</param>
internal sealed record Measured(
    long Acknowledged,
    long Refused,
    double PerSecond,
    double P50,
    double P99,
    double CpuMicroseconds,
    long ResidentBytes,
    string? FirstRefusal)
{
    public static Measured Of(IReadOnlyList<Connection> connections, TimeSpan elapsed, double cpuSeconds, long resident)
    {
        var latencies = connections.SelectMany(connection => connection.Latencies).Order().ToArray();
        var acknowledged = connections.Sum(connection => connection.Acknowledged);
        return new Measured(
            acknowledged,
            connections.Sum(connection => connection.Refused),
            acknowledged / elapsed.TotalSeconds,
            At(latencies, 0.50),
            At(latencies, 0.99),
            cpuSeconds * 1e6 / Math.Max(1, acknowledged),
            resident,
            connections.Select(connection => connection.FirstRefusal).FirstOrDefault(refusal => refusal is not null));
    }

    private static double At(int[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * share)] / 1000.0;
}
