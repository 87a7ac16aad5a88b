namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Sums over a span that moves with the platform's clock, in steps of a sixtieth of it. Adding within one step takes
/// no lock.
/// </summary>
/// <param name="spanMilliseconds">How far back a sum reaches, a multiple of 60 ms.</param>
internal sealed class RollingSum(long spanMilliseconds)
{
    private const int Steps = 60;

    private readonly Lock rolling = new();
    private readonly long[] steps = new long[Steps];
    private readonly long stepMilliseconds = spanMilliseconds / Steps;
    private long newest = long.MinValue;
    private long sum;

    /// <summary>
    /// Adds at a moment and returns the sum up to then. A moment before the newest one counts as the newest.
    /// </summary>
    public long Add(long nowMilliseconds, long amount)
    {
        var step = nowMilliseconds / stepMilliseconds;
        if (step > Volatile.Read(ref newest)) RollTo(step);
        Interlocked.Add(ref steps[Math.Abs(Volatile.Read(ref newest) % Steps)], amount);
        return Interlocked.Add(ref sum, amount);
    }

    private void RollTo(long step)
    {
        lock (rolling)
        {
            if (step <= newest) return;
            var first = newest == long.MinValue ? step : Math.Max(newest + 1, step - Steps + 1);
            for (var passing = first; passing <= step; passing++)
                Interlocked.Add(ref sum, -Interlocked.Exchange(ref steps[Math.Abs(passing % Steps)], 0));
            Volatile.Write(ref newest, step);
        }
    }
}
