using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Parley.Policy;
using Parley.Policy.Editions;
using Parley.Server.Clock;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Storage.InMemory;

namespace Parley.Server.Tests.Shards;

/// <summary>
/// Shards over a store, with a virtual clock; <see cref="Restart"/> makes new ones over the same store.
/// </summary>
internal sealed class ShardsBed : IAsyncDisposable
{
    public static readonly Instant Noon = Instant.FromUtc(2021, 10, 5, 12, 0);
    public static readonly PageId Page = new(100_000_000_000_001);
    public static readonly Standing HumanAgents =
        Standing.Plain with { Features = System.Collections.Frozen.FrozenSet.Create("human_agent") };

    private ShardsBed(IStore store, ServerOptions options)
    {
        Store = store;
        Options = options;
        World = new WorldDirectory(store.World, new IdMint(new KeyRing(store)), options);
        Clock = new PlatformClock(store.World, options, Machine);
        Shards = new Server.Shards.Shards(store, World, Clock, options, NullLogger<Server.Shards.Shards>.Instance);
        Driver = new DueDriver(Clock, [], Shards, Machine, NullLogger<DueDriver>.Instance);
    }

    public IStore Store { get; }

    public ServerOptions Options { get; }

    public FakeTimeProvider Machine { get; } = new(Noon.ToDateTimeOffset());

    public WorldDirectory World { get; }

    public PlatformClock Clock { get; }

    public Server.Shards.Shards Shards { get; }

    public DueDriver Driver { get; }

    public static InMemoryStore NewStore(int shards = 4) => new(new StoreOptions { Shards = shards });

    public static async Task<ShardsBed> Over(IStore store, int hot = 10_000, bool keepRefusals = true)
    {
        var bed = new ShardsBed(
            store,
            new ServerOptions
            {
                HotThreads = hot,
                KeepRefusals = keepRefusals,
                VirtualClock = true,
                ClockStart = Noon,
            });
        await bed.Clock.Start(bed.Driver);
        await bed.Shards.Start();
        return bed;
    }

    /// <summary>New shards over the same store, as after a crash: nothing is written down first.</summary>
    public Task<ShardsBed> Restart(int hot = 10_000) => Over(Store, hot);

    public static ThreadKey Thread(long person) => new(Page, new Psid(person));

    public ValueTask<ActResult> Act(ThreadKey thread, EventKind kind = EventKind.Message, Instant? at = null) =>
        Shards.Act(
            thread, new ActCommand { Kind = kind, Channel = Channel.Messenger, Body = "{}"u8.ToArray(), At = at });

    public ValueTask<SendResult> Send(
        ThreadKey thread, string? tag = null, SendKind kind = SendKind.Message, Instant? at = null) =>
        Shards.Send(
            thread,
            new SendCommand
            {
                Request = new SendRequest(Channel.Messenger, kind, MessagingType.Absent, tag, Author.Human),
                Standing = HumanAgents,
                Edition = EditionCatalogue.Default,
                At = at ?? Clock.GetCurrentInstant(),
                Body = AuthorBody.Human,
            });

    /// <summary>All committed rows, oldest first.</summary>
    public IReadOnlyList<StoredEvent> Rows() => Store.Journal.Read(0, 0, int.MaxValue);

    /// <summary>The state and head of every thread, by nothing but the kernel over the journal.</summary>
    public Dictionary<ThreadKey, (ThreadState State, long Head)> PlainReplay()
    {
        var threads = new Dictionary<ThreadKey, (ThreadState State, long Head)>();
        foreach (var row in Rows())
        {
            var state = threads.GetValueOrDefault(row.Thread, (ThreadState.Empty, 0)).State;
            if (StoredEvents.ToThreadEvent(row) is { } happened) state = ThreadState.Evolve(in state, happened);
            threads[row.Thread] = (state, row.Seq);
        }

        return threads;
    }

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        await Shards.Stop(CancellationToken.None);
        Shards.Dispose();
        Clock.Dispose();
        World.Dispose();
    }

    private sealed class AuthorBody : ISendBody
    {
        public static readonly AuthorBody Human = new();

        public void Write(IBufferWriter<byte> writer, in Outcome outcome) =>
            writer.Write(Encoding.UTF8.GetBytes($$"""{"app":1,"author":"human","lane":"{{outcome.Lane}}"}"""));
    }
}
