using System.Globalization;

namespace Parley.AuditLoad;

/// <summary>What to write and how often to audit it.</summary>
/// <param name="Lines">Lines of the log.</param>
/// <param name="Threads">Threads in it.</param>
/// <param name="Rounds">How often it is audited.</param>
/// <param name="Format">The format of the report: <c>table</c>, <c>jsonl</c>, <c>junit</c>, <c>html</c>.</param>
/// <param name="Keep">Where to write the log, and nothing else to do; null = it is audited, then gone.</param>
/// <param name="Strict">Whether a missed limit makes the exit code 1.</param>
internal sealed record AuditLoadOptions(long Lines, int Threads, int Rounds, string Format, string? Keep, bool Strict)
{
    public const string Usage = """
        dotnet run -c Release --project bench/Parley.AuditLoad -- [options]
          --lines 10000000  --threads 1000000  --rounds 3  --format table  --report-only
          --write FILE  writes the log and ends
        """;

    public static AuditLoadOptions Parse(string[] args)
    {
        var options = new AuditLoadOptions(10_000_000, 1_000_000, 3, "table", null, true);
        for (var at = 0; at < args.Length; at++)
        {
            options = args[at] switch
            {
                "--report-only" => options with { Strict = false },
                "--lines" => options with { Lines = Number(args, ++at) },
                "--threads" => options with { Threads = Number(args, ++at) },
                "--rounds" => options with { Rounds = Number(args, ++at) },
                "--format" => options with { Format = Value(args, ++at) },
                "--write" => options with { Keep = Value(args, ++at) },
                var other => throw new FormatException($"{other} is no option.\n{Usage}"),
            };
        }

        return options;
    }

    private static int Number(string[] args, int at) =>
        int.TryParse(Value(args, at), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{args[at - 1]} must be a number from 1.\n{Usage}");

    private static string Value(string[] args, int at) =>
        at < args.Length ? args[at] : throw new FormatException($"{args[^1]} needs a value.\n{Usage}");
}
