using NodaTime;
using NodaTime.Text;
using Parley.Policy;
using Parley.Server.Hosting;
using Parley.Storage;

namespace Parley.Server.Clock;

/// <summary>
/// The one clock: the machine's, or a virtual one that stands still or runs beside it. Kept as a setting of the world,
/// so that a restart finds the same time, or a later one if it runs.
/// </summary>
/// <remarks>
/// INVARIANT: it never shows an earlier time than before, and whole milliseconds only. On a journey it stands at each
/// instant where something is due; a crash on the way may lose the last tenth of a second of the journey's real time.
/// </remarks>
/// <param name="settings">Where it is kept.</param>
/// <param name="options">What a new store begins with.</param>
/// <param name="machine">The machine's clock.</param>
internal sealed class PlatformClock(IWorldStore settings, ServerOptions options, TimeProvider machine)
    : IPlatformClock, IDisposable
{
    private const string Setting = "clock";

    private static readonly TimeSpan SaveEvery = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Hand hand = Hand.Real;
    private long latest = long.MinValue;
    private long savedAt = machine.GetTimestamp();
    private DueDriver? driver;

    /// <summary>Raised after the time, the mode or the running changed otherwise than by passing.</summary>
    public event Action? Moved;

    /// <inheritdoc/>
    public bool Virtual => hand.Virtual;

    /// <inheritdoc/>
    public bool Running => hand.Running;

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Instant.FromUnixTimeMilliseconds(Now());

    /// <summary>Takes up the stored time, or begins as the options say.</summary>
    /// <param name="driver">Fires what falls due on the way.</param>
    public async Task Start(DueDriver driver)
    {
        this.driver = driver;
        if (ClockRecord.Read(settings.Setting(Setting)) is { } stored)
        {
            // A running virtual clock went on while nobody looked, as the machine's did.
            var passed = stored is { Virtual: true, Running: true } ? Math.Max(0, MachineNow() - stored.Machine) : 0;
            hand = stored.Virtual ? At(stored.Now + passed, stored.Running) : Hand.Real;
            return;
        }

        if (options.VirtualClock)
            hand = At(options.ClockStart is { } start ? Moment.Of(start).Milliseconds : MachineNow(), false);
        await Save();
    }

    /// <inheritdoc/>
    public Task Set(bool? @virtual, Instant? now, bool? running, CancellationToken cancel) => Alone(
        async () =>
        {
            var before = hand;
            var becomesVirtual = @virtual ?? before.Virtual;
            Check(before, becomesVirtual, now, running);
            if (!before.Virtual && !becomesVirtual) return;
            var target = becomesVirtual ? now ?? GetCurrentInstant() : Instant.FromUnixTimeMilliseconds(MachineNow());
            await Travel(before, target, cancel);
            hand = becomesVirtual ? At(Now(), running ?? (before.Virtual && before.Running)) : Hand.Real;
        },
        cancel);

    /// <inheritdoc/>
    public Task AdvanceTo(Instant target, CancellationToken cancel) => Alone(
        async () =>
        {
            var before = hand;
            RequireVirtual(before);
            RequireLater("to", target);
            await Travel(before, target, cancel);
            hand = At(Now(), before.Running);
        },
        cancel);

    /// <inheritdoc/>
    public async Task<Instant?> AdvanceToNext(CancellationToken cancel)
    {
        Instant? reached = null;
        await Alone(
            async () =>
            {
                var before = hand;
                RequireVirtual(before);
                await Travel(before, GetCurrentInstant(), cancel);
                reached = await Driver.Next(GetCurrentInstant());
                if (reached is { } next) await Travel(before, next, cancel);
                hand = At(Now(), before.Running);
            },
            cancel);
        return reached;
    }

    /// <summary>One step of a journey: the clock stands at an instant at which something is due.</summary>
    internal async Task StepTo(Instant instant)
    {
        hand = At(Math.Max(Now(), Moment.Of(instant).Milliseconds), false);
        if (machine.GetElapsedTime(savedAt) >= SaveEvery) await Save();
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private DueDriver Driver => driver ?? throw new InvalidOperationException("The clock was not started.");

    private async Task Alone(Func<Task> change, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            await change();
        }
        finally
        {
            try
            {
                // Also after a failure or a cancellation: what was reached stays reached.
                await Save();
            }
            finally
            {
                turn.Release();
                Moved?.Invoke();
            }
        }
    }

    // Stands still from the first step on, and stays so: the caller lets it run again.
    private async Task Travel(Hand before, Instant target, CancellationToken cancel)
    {
        hand = At(Now(), false);
        try
        {
            await Driver.Travel(target, cancel);
        }
        catch
        {
            hand = before.Virtual ? At(Now(), before.Running) : Hand.Real;
            throw;
        }
    }

    private void Check(Hand before, bool becomesVirtual, Instant? now, bool? running)
    {
        if (becomesVirtual)
        {
            if (now is { } target) RequireLater("now", target);
            return;
        }

        if (now is not null)
            throw new ClockException("now", "`now` cannot be set on a real clock: set `mode` to \"virtual\" first.");
        if (running is false)
            throw new ClockException("running", "A real clock cannot be stopped: set `mode` to \"virtual\" first.");
        if (before.Virtual && MachineNow() < Now())
        {
            throw new ClockException(
                "mode",
                $"Time only moves forward, and the virtual clock ({Show(Now())}) is ahead of the machine's "
                + $"({Show(MachineNow())}).");
        }
    }

    private static void RequireVirtual(Hand hand)
    {
        if (!hand.Virtual)
            throw new ClockException("mode", "A real clock cannot be advanced: set `mode` to \"virtual\" first.");
    }

    private void RequireLater(string field, Instant target)
    {
        var (asked, now) = (Moment.Of(target).Milliseconds, Now());
        if (asked < now)
        {
            throw new ClockException(
                field, $"`{field}` is {Show(asked)}, but time only moves forward and it is {Show(now)}.");
        }
    }

    private static string Show(long milliseconds) =>
        InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeMilliseconds(milliseconds));

    private long Now()
    {
        var current = hand;
        if (!current.Virtual) return Forward(MachineNow());
        return current.Running ? current.Milliseconds + Elapsed(current) : current.Milliseconds;
    }

    // The machine's clock may be set back; ours waits until it has caught up.
    private long Forward(long now)
    {
        var seen = Volatile.Read(ref latest);
        while (now > seen)
        {
            var met = Interlocked.CompareExchange(ref latest, now, seen);
            if (met == seen) return now;
            seen = met;
        }

        return seen;
    }

    private long Elapsed(Hand from) => (long)machine.GetElapsedTime(from.Stamp).TotalMilliseconds;

    private long MachineNow() => machine.GetUtcNow().ToUnixTimeMilliseconds();

    private Hand At(long milliseconds, bool running) => new(true, running, milliseconds, machine.GetTimestamp());

    private Task Save()
    {
        savedAt = machine.GetTimestamp();
        var current = hand;
        return settings.SaveSetting(
            Setting, new ClockRecord(current.Virtual, current.Running, Now(), MachineNow()).Write());
    }

    /// <summary>How the clock goes: read as a whole, replaced as a whole.</summary>
    /// <param name="Virtual">Whether it is virtual.</param>
    /// <param name="Running">Whether it runs.</param>
    /// <param name="Milliseconds">What a virtual clock showed when it was last set.</param>
    /// <param name="Stamp">When that was, by the machine's monotonic counter.</param>
    private sealed record Hand(bool Virtual, bool Running, long Milliseconds, long Stamp)
    {
        public static readonly Hand Real = new(false, true, 0, 0);
    }
}
