using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Hosting;
using Parley.Server.Shards;
using Parley.Storage;
using Parley.Storage.InMemory;

namespace Parley.Server.Tests.Clock;

/// <summary>A clock and its driver over a store, with a machine's clock that only the test moves.</summary>
internal sealed class ClockBed : IAsyncDisposable
{
    public static readonly Instant Start = Instant.FromUtc(2021, 10, 5, 9, 0);

    private ClockBed(
        IStore store, FakeTimeProvider machine, bool @virtual, IDueSource[] sources, params long[] closingHours)
    {
        Store = store;
        Machine = machine;
        Clock = new PlatformClock(
            store.World, new ServerOptions { VirtualClock = @virtual, ClockStart = @virtual ? Start : null }, machine);
        foreach (var source in sources.OfType<Agenda>()) source.Clock = Clock;
        Driver = new DueDriver(Clock, sources, new Closings(closingHours), machine, NullLogger<DueDriver>.Instance);
    }

    public IStore Store { get; }

    public FakeTimeProvider Machine { get; }

    public PlatformClock Clock { get; }

    public DueDriver Driver { get; }

    public Instant Now => Clock.GetCurrentInstant();

    public static Task<ClockBed> Virtual(params IDueSource[] sources) => Over(NewStore(), NewMachine(), true, sources);

    public static Task<ClockBed> Real(params IDueSource[] sources) => Over(NewStore(), NewMachine(), false, sources);

    public static async Task<ClockBed> Over(
        IStore store, FakeTimeProvider machine, bool @virtual, IDueSource[] sources, params long[] closingHours)
    {
        var bed = new ClockBed(store, machine, @virtual, sources, closingHours);
        await bed.Clock.Start(bed.Driver);
        return bed;
    }

    public static InMemoryStore NewStore() => new(new StoreOptions());

    public static FakeTimeProvider NewMachine() => new(Start.ToDateTimeOffset());

    public Task To(Duration after) => Clock.AdvanceTo(Start + after, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        Clock.Dispose();
    }

    /// <summary>Windows that close so many hours after the start.</summary>
    private sealed class Closings(long[] hours) : IShards
    {
        public ValueTask<Moment> NextClosing(Moment after) => new(hours
            .Select(hour => Moment.Of(Start).Plus(hour * 3_600_000))
            .Where(at => at > after)
            .Order()
            .FirstOrDefault(Moment.Never));

        public ValueTask<SendResult> Send(ThreadKey thread, SendCommand command) => throw new NotSupportedException();

        public ValueTask<ActResult> Act(ThreadKey thread, ActCommand command) => throw new NotSupportedException();

        public ValueTask<ControlResult> Control(ThreadKey thread, ControlCommand command) =>
            throw new NotSupportedException();

        public ValueTask<ThreadView?> Look(ThreadKey thread) => throw new NotSupportedException();

        public int ShardOf(ThreadKey thread) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<ThreadView>> List(PageId page, Psid after, int most) =>
            throw new NotSupportedException();
    }
}

/// <summary>Things due at instants; what fires is noted with the time the clock showed.</summary>
internal sealed class Agenda(string name, List<string> log) : IDueSource
{
    private readonly PriorityQueue<Func<Task>, Instant> entries = new();

    public string Name => name;

    public PlatformClock? Clock { get; set; }

    public event Action? Changed;

    public void Add(Duration after, string what, Func<Task>? then = null)
    {
        lock (entries)
        {
            entries.Enqueue(
                async () =>
                {
                    lock (log) log.Add($"{(Clock!.GetCurrentInstant() - ClockBed.Start).TotalHours} {name} {what}");
                    if (then is not null) await then();
                },
                ClockBed.Start + after);
        }

        Changed?.Invoke();
    }

    public Instant? NextDue()
    {
        lock (entries) return entries.TryPeek(out _, out var due) ? due : null;
    }

    public async Task Fire(Instant now, CancellationToken cancel)
    {
        while (true)
        {
            Func<Task> entry;
            lock (entries)
            {
                if (!entries.TryPeek(out _, out var due) || due > now) return;
                entry = entries.Dequeue();
            }

            await entry();
        }
    }
}
