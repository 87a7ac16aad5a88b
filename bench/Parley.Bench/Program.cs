using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Parley.Bench;
using Parley.Bench.Engines;

switch (args)
{
    case ["kernel"]:
        // In this process: building a project per benchmark takes minutes, and nothing here depends on it.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.Console)
            .WithOptions(ConfigOptions.JoinSummary);
        BenchmarkRunner.Run([typeof(KernelBench)], config);
        return 0;
    case ["engines", .. var counts]:
        return EnginesBench.Run(Number(counts, 0, 20));
    case ["threads", .. var counts]:
        await ThreadsBench.Run(Number(counts, 0, 1_000_000), Number(counts, 1, 100_000));
        return 0;
    case ["history", .. var counts]:
        await HistoryBench.Run(Number(counts, 0, 2_000_000));
        return 0;
    default:
        Console.Error.WriteLine(
            "Say what to measure: kernel, engines [ROUNDS], threads [KNOWN] [HOT], history [MESSAGES]");
        return 2;
}

static int Number(string[] counts, int at, int usual) =>
    at < counts.Length ? int.Parse(counts[at], System.Globalization.CultureInfo.InvariantCulture) : usual;
