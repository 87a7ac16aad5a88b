namespace Parley.Load.Generator;

/// <summary>Whom the load writes to.</summary>
internal interface IPeople
{
    /// <summary>The next person and the number of the message they get; null when everybody had theirs.</summary>
    (long Person, long Number)? Next(ref ulong dice);
}

/// <summary>Everybody once, in turn.</summary>
internal sealed class InTurn(long first, int count) : IPeople
{
    private int last = -1;

    /// <inheritdoc/>
    public (long Person, long Number)? Next(ref ulong dice) =>
        Interlocked.Increment(ref last) is var index && index < count ? (first + index, 1) : null;
}

/// <summary>Anybody by chance: threads numbered from a first id, each with a running number of its own.</summary>
internal sealed class People(long first, int count) : IPeople
{
    private readonly int[] numbers = new int[count];

    /// <inheritdoc/>
    public (long Person, long Number)? Next(ref ulong dice)
    {
        dice = (dice * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
        var index = (int)((dice >> 33) % (ulong)count);
        return (first + index, Interlocked.Increment(ref numbers[index]));
    }
}
