namespace Parley.Load.Generator;

/// <summary>Whom the load writes to: threads numbered from a first id, each with a running number of its own.</summary>
internal sealed class People(long first, int count)
{
    private readonly int[] numbers = new int[count];

    /// <summary>How many threads there are.</summary>
    public int Count => count;

    /// <summary>A thread by chance, and the number of the message it gets.</summary>
    public (long Person, long Number) Next(ref ulong dice)
    {
        dice = (dice * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
        var index = (int)((dice >> 33) % (ulong)count);
        return (first + index, Interlocked.Increment(ref numbers[index]));
    }
}
