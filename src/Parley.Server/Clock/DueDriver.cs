using Microsoft.Extensions.Logging;
using NodaTime;
using Parley.Policy;
using Parley.Server.Shards;

namespace Parley.Server.Clock;

/// <summary>
/// Fires what falls due, in order of its instants: while time passes by itself, and while the clock is advanced, when
/// it sets the clock to each instant on the way.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="sources">What falls due; of two at the same instant the earlier one in this list goes first.</param>
/// <param name="shards">Knows when windows close.</param>
/// <param name="machine">Measures the waiting.</param>
/// <param name="logger">Is told of failures that happen while nobody waits for an answer.</param>
internal sealed class DueDriver(
    PlatformClock clock,
    IEnumerable<IDueSource> sources,
    IShards shards,
    TimeProvider machine,
    ILogger<DueDriver> logger) : IAsyncDisposable
{
    // A source that is still due at the same instant after so many rounds will never be done.
    private const int MostRoundsAtOneInstant = 10_000;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestNap = TimeSpan.FromHours(1);

    private readonly IDueSource[] sources = [.. sources];
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim wake = new(0, 1);

    private Task running = Task.CompletedTask;

    /// <summary>Begins to fire by itself; what fell due while nothing ran goes first.</summary>
    public void Start()
    {
        clock.Moved += Wake;
        foreach (var source in sources) source.Changed += Wake;
        running = Task.Run(() => Run(stop.Token));
    }

    /// <summary>Ends; what is being fired is finished first.</summary>
    public async Task Stop()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        clock.Moved -= Wake;
        foreach (var source in sources) source.Changed -= Wake;
        await running;
    }

    /// <summary>Moves a standing clock to an instant, firing everything due on the way at its own instant.</summary>
    internal async Task Travel(Instant target, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            await FireUpTo(target, setAside: null, cancel);
            await clock.StepTo(target);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// The earliest instant after <paramref name="now"/> at which something falls due or a window closes, or null.
    /// </summary>
    internal async Task<Instant?> Next(Instant now)
    {
        var closing = (await shards.NextClosing(Moment.Of(now))).ToInstant();
        var due = NextDue(sources.Where(source => !source.IsAStop).ToHashSet());
        if (closing is null || due is null) return closing ?? due;
        return Instant.Min(closing.Value, due.Value);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        stop.Dispose();
        turn.Dispose();
        wake.Dispose();
    }

    private async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var nap = await FireNow(cancel);
            if (cancel.IsCancellationRequested) return;
            using var alarm = machine.CreateTimer(_ => Wake(), null, nap, Timeout.InfiniteTimeSpan);
            await wake.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> FireNow(CancellationToken cancel)
    {
        try
        {
            await turn.WaitAsync(cancel);
            var setAside = new HashSet<IDueSource>();
            try
            {
                await FireUpTo(clock.GetCurrentInstant(), setAside, cancel);
            }
            finally
            {
                turn.Release();
            }

            return setAside.Count > 0 ? AfterFailure : UntilNext();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
    }

    private TimeSpan UntilNext()
    {
        if (!clock.Running || NextDue([]) is not { } due) return LongestNap;
        var wait = (due - clock.GetCurrentInstant()).ToTimeSpan();
        if (wait <= TimeSpan.Zero) return TimeSpan.Zero;
        return wait < LongestNap ? wait + TimeSpan.FromMilliseconds(1) : LongestNap;
    }

    // With setAside, a source that fails is left out from then on and the others go on; without, its failure ends all.
    private async Task FireUpTo(Instant target, HashSet<IDueSource>? setAside, CancellationToken cancel)
    {
        var (last, rounds) = (Instant.MinValue, 0);
        while (NextDue(setAside ?? []) is { } due && due <= target)
        {
            cancel.ThrowIfCancellationRequested();
            rounds = due == last ? rounds + 1 : 0;
            last = due;
            if (due > clock.GetCurrentInstant()) await clock.StepTo(due);
            foreach (var source in sources)
            {
                if (setAside?.Contains(source) is true || !(source.NextDue() <= due)) continue;
                try
                {
                    if (rounds > MostRoundsAtOneInstant)
                    {
                        throw new ClockException(
                            "to", $"{source.Name} is due at {due} again and again: time cannot go on.");
                    }

                    // Not the caller's token: what has begun to fire is finished.
                    await source.Fire(due, stop.Token);
                }
                catch (Exception failure) when (setAside is not null && !stop.IsCancellationRequested)
                {
                    logger.DueFailed(failure, source.Name);
                    setAside.Add(source);
                }
            }
        }
    }

    private Instant? NextDue(HashSet<IDueSource> except)
    {
        Instant? next = null;
        foreach (var source in sources)
        {
            if (!except.Contains(source) && source.NextDue() is { } due && (next is null || due < next)) next = due;
        }

        return next;
    }

    private void Wake()
    {
        try
        {
            if (wake.CurrentCount == 0) wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it at the same moment.
        }
        catch (ObjectDisposedException)
        {
            // The alarm of the last nap rang after the end.
        }
    }
}
