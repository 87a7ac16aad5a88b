using System.Diagnostics;
using Parley.Load.Generator;
using Parley.Load.Servers;

namespace Parley.Load;

/// <summary>
/// All servers in turn, round after round, so that what else the machine does strikes all of them alike.
/// </summary>
internal static class Rounds
{
    /// <summary>Where sends go, up to the token.</summary>
    public const string SendPath = "/v12.0/me/messages?access_token=";

    private const long FirstPerson = 100_000_000_000_000;

    // Until then code is still being compiled and compiled again, on the same processors.
    private const long WarmAfter = 100_000;

    private static readonly TimeSpan WarmUpStep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarmUpPatience = TimeSpan.FromSeconds(20);

    public static async Task<bool> Run(LoadOptions options)
    {
        var work = Directory.CreateTempSubdirectory("parley-load-").FullName;
        try
        {
            var limits = new Limits();
            await Sends(options, work, limits);
            if (options.Deliveries > 0) Judge(await Webhooks.Measure(options, work), limits);
            limits.Print();
            return limits.Held;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task Sends(LoadOptions options, string work, Limits limits)
    {
        var store = Path.Combine(work, "store");
        List<Contender> contenders;
        await using (var sink = await ServerProcess.Start("sink", "held"))
        await using (var bare = await ServerProcess.Start("bare"))
        await using (var log = await ServerProcess.Start("log", Path.Combine(work, "plain.log")))
        await using (var product = await ServerProcess.Start(ProductServer.Arguments(
            store, FirstPerson, options.Threads, ProductServer.UsuallyHot, new Uri(sink.Address, "/hook").ToString())))
        {
            contenders = [Contender("bare", bare), Contender("log", log), Contender("product", product)];
            await Measure(contenders, options);
        }

        Report.Print(contenders);
        Judge(contenders, (await JournalCheck.Sent(store)).Values.Sum(numbers => (long)numbers.Count), limits);

        Contender Contender(string name, ServerProcess server) => new(
            name,
            server,
            new SendTemplate(server.Address, SendPath + ProductServer.Token),
            new People(FirstPerson, options.Threads));
    }

    private static async Task Measure(List<Contender> contenders, LoadOptions options)
    {
        foreach (var one in contenders) await WarmUp(one, options);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var one in contenders)
            {
                one.Rounds.Add(await Load(one, options, TimeSpan.FromSeconds(options.Seconds), (ulong)round));
                Report.PrintRound(round, one);
            }
        }
    }

    private static async Task WarmUp(Contender one, LoadOptions options)
    {
        var begun = Stopwatch.GetTimestamp();
        var step = 1_000UL;
        while (one.Acknowledged < WarmAfter && Stopwatch.GetElapsedTime(begun) < WarmUpPatience)
            one.WarmUp.Add(await Load(one, options, WarmUpStep, step++));
    }

    private static void Judge(List<Contender> contenders, long rows, Limits limits)
    {
        var (bare, log, product) = (contenders[0], contenders[1], contenders[2]);
        Report.Line($"rows in the journal {rows:N0}, acknowledged {product.Acknowledged:N0}");
        limits.AtLeast("sends/s, product of bare", product.MedianOf(bare, round => round.PerSecond), 0.45);
        limits.AtLeast("sends/s, product of log", product.MedianOf(log, round => round.PerSecond), 0.70);
        limits.AtMost("p99, product of bare", product.MedianOf(bare, round => round.P99), 4);
        limits.AtMost(
            "server CPU per send, product of bare", product.MedianOf(bare, round => round.CpuMicroseconds), 1.8);
        limits.AtMost("sends refused", contenders.Sum(one => one.Refused), 0);
        limits.AtMost("acknowledged sends missing from the journal", Math.Abs(product.Acknowledged - rows), 0);
    }

    private static void Judge(Delivered delivered, Limits limits)
    {
        Report.Line($"{delivered.Owed:N0} webhooks owed: {delivered.PerSecond:N0}/s, wrk {delivered.Wrk:N0}/s, "
            + $"{delivered.Repeated} came twice");
        limits.AtLeast("signed webhooks/s, product of wrk", delivered.PerSecond / (delivered.Wrk ?? double.NaN), 0.50);
        limits.AtMost("webhooks lost", delivered.Lost, 0);
        limits.AtMost("threads whose webhooks came out of order", delivered.Disordered, 0);
    }

    private static Task<Measured> Load(Contender one, LoadOptions options, TimeSpan length, ulong round) =>
        LoadGenerator.Run(one.Server, one.Template, one.People, options.InFlight, length, (round * 1_000) + 1);
}
