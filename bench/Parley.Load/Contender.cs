using Parley.Load.Generator;
using Parley.Load.Servers;

namespace Parley.Load;

/// <summary>One server under load, and what it did.</summary>
internal sealed record Contender(string Name, ServerProcess Server, SendTemplate Template, People People)
{
    /// <summary>What the warm-up gave; not in the figures, but its rows count.</summary>
    public List<Measured> WarmUp { get; } = [];

    /// <summary>One measurement a round.</summary>
    public List<Measured> Rounds { get; } = [];

    /// <summary>Everything acknowledged, the warm-up too.</summary>
    public long Acknowledged => WarmUp.Concat(Rounds).Sum(round => round.Acknowledged);

    /// <summary>Everything answered otherwise.</summary>
    public long Refused => WarmUp.Concat(Rounds).Sum(round => round.Refused);

    /// <summary>The middle one of a figure over the rounds.</summary>
    public double Median(Func<Measured, double> figure) => Middle(Rounds.Select(figure));

    /// <summary>The middle one of the ratios to another server, taken round by round.</summary>
    public double MedianOf(Contender other, Func<Measured, double> figure) =>
        Middle(Rounds.Zip(other.Rounds, (mine, its) => figure(mine) / figure(its)));

    private static double Middle(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
