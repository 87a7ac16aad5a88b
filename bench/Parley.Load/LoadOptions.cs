using System.Globalization;

namespace Parley.Load;

/// <summary>What to run, and how long.</summary>
/// <param name="Rounds">Rounds, each of all servers in turn.</param>
/// <param name="Seconds">Seconds of load per server and round.</param>
/// <param name="InFlight">Requests in flight, each on a connection of its own.</param>
/// <param name="Threads">Threads the load is spread over.</param>
/// <param name="Deliveries">Webhooks owed in the delivery measurement; 0 leaves it out.</param>
/// <param name="Strict">Whether a missed limit makes the exit code 1.</param>
internal sealed record LoadOptions(int Rounds, double Seconds, int InFlight, int Threads, int Deliveries, bool Strict)
{
    public const string Usage = """
        dotnet run -c Release --project bench/Parley.Load -- [options]
          --rounds 5  --seconds 2  --in-flight 64  --threads 100000  --deliveries 200000  --report-only
        """;

    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions(5, 2, 64, 100_000, 200_000, true);
        for (var at = 0; at < args.Length; at++)
        {
            options = args[at] switch
            {
                "--report-only" => options with { Strict = false },
                "--rounds" => options with { Rounds = Int(args, ++at) },
                "--seconds" => options with { Seconds = double.Parse(Value(args, ++at), CultureInfo.InvariantCulture) },
                "--in-flight" => options with { InFlight = Int(args, ++at) },
                "--threads" => options with { Threads = Int(args, ++at) },
                "--deliveries" => options with { Deliveries = Int(args, ++at) },
                var other => throw new FormatException($"{other} is no option.\n{Usage}"),
            };
        }

        return options;
    }

    private static int Int(string[] args, int at) => int.Parse(Value(args, at), CultureInfo.InvariantCulture);

    private static string Value(string[] args, int at) =>
        at < args.Length ? args[at] : throw new FormatException($"{args[^1]} needs a value.\n{Usage}");
}
