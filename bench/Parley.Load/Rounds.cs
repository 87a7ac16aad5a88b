using Parley.Load.Generator;
using Parley.Load.Servers;

namespace Parley.Load;

/// <summary>
/// All servers in turn, round after round, so that what else the machine does strikes all of them alike.
/// </summary>
internal static class Rounds
{
    private const string Path = "/v12.0/me/messages?access_token=";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task<bool> Run(LoadOptions options)
    {
        var work = Directory.CreateTempSubdirectory("parley-load-").FullName;
        try
        {
            await using var bare = await ServerProcess.Start("bare");
            await using var log = await ServerProcess.Start("log", System.IO.Path.Combine(work, "plain.log"));
            var people = new People(100_000_000_000_000, options.Threads);
            List<Contender> contenders =
            [
                new("bare", bare, new SendTemplate(bare.Address, Path + "x"), people),
                new("log", log, new SendTemplate(log.Address, Path + "x"), people),
            ];
            await Measure(contenders, options);
            Report.Print(contenders);
            return true;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task Measure(List<Contender> contenders, LoadOptions options)
    {
        foreach (var one in contenders) one.WarmUp = await Load(one, options, WarmUp, 0);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var one in contenders)
            {
                one.Rounds.Add(await Load(one, options, TimeSpan.FromSeconds(options.Seconds), (ulong)round));
                Report.PrintRound(round, one);
            }
        }
    }

    private static Task<Measured> Load(Contender one, LoadOptions options, TimeSpan length, ulong round) =>
        LoadGenerator.Run(one.Server, one.Template, one.People, options.InFlight, length, (round * 1_000) + 1);
}

/// <summary>One server under load, and what it did.</summary>
internal sealed record Contender(string Name, ServerProcess Server, SendTemplate Template, People People)
{
    /// <summary>What the warm-up gave; not in the figures, but its rows count.</summary>
    public Measured? WarmUp { get; set; }

    /// <summary>One measurement a round.</summary>
    public List<Measured> Rounds { get; } = [];

    /// <summary>The middle one of a figure over the rounds.</summary>
    public double Median(Func<Measured, double> figure) => Rounds.Select(figure).Order().ElementAt(Rounds.Count / 2);

    /// <summary>Everything acknowledged, the warm-up too.</summary>
    public long Acknowledged => (WarmUp?.Acknowledged ?? 0) + Rounds.Sum(round => round.Acknowledged);
}
