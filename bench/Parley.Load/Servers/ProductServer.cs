using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Policy;
using Parley.Server.Delivery;
using Parley.Server.Hosting;
using Parley.Server.Shards;
using Parley.Storage;

namespace Parley.Load.Servers;

/// <summary>
/// The product as it is shipped, on SQLite, in a world with one page, one app and many people who wrote.
/// </summary>
internal static class ProductServer
{
    /// <summary>The page's access token.</summary>
    public const string Token = "EAAload";

    /// <summary>How many threads stay in memory when nobody says otherwise: the product's own default.</summary>
    public static readonly int UsuallyHot = new ServerOptions().HotThreads;

    private const long App = 20_000_000_000_001;
    private const int ActsAtOnce = 2_000;

    private static readonly PageId Page = new(10_000_000_000_001);

    /// <summary>The arguments that start it in a process of its own.</summary>
    public static string[] Arguments(string store, long first, int threads, int hot, string? sink = null)
    {
        string[] role = ["product", store, Text(first), Text(threads), Text(hot)];
        return sink is null ? role : [.. role, sink];
    }

    /// <summary>Serves a store.</summary>
    /// <param name="store">Its directory.</param>
    /// <param name="first">The first person's id.</param>
    /// <param name="threads">How many people write before it tells its address.</param>
    /// <param name="hot">How many threads stay in memory.</param>
    /// <param name="sink">Where webhooks go, or nothing.</param>
    public static async Task<int> Serve(string store, long first, int threads, int hot, string sink)
    {
        await MakeWorld(store, sink);
        var app = ParleyHost.Build(new ServerOptions
        {
            Urls = "http://127.0.0.1:0",
            Store = store,
            HotThreads = hot,
            Delivery = new DeliveryOptions { Concurrency = 64, Hanging = 0 },
        });
        return await Servers.Role.Serve(app, () => Write(app.Services.GetRequiredService<IShards>(), first, threads));
    }

    private static async Task MakeWorld(string location, string sink)
    {
        await using var store = StoreFactory.Open(location, new StoreOptions());
        await store.World.Save(new AppRecord { Id = App, Name = "Load", Secret = "load", VerifyToken = "load" });
        await store.World.Save(new PageRecord { Id = Page.Value, Name = "Load" });
        var hears = sink.Length > 0;
        await store.World.Save(new InstallRecord
        {
            Page = Page.Value,
            App = App,
            Token = Token,
            Fields = hears ? ["message_echoes"] : [],
        });
        if (!hears) return;
        await store.World.Save(new SubscriptionRecord
        {
            App = App,
            Object = "page",
            CallbackUrl = sink,
            Fields = ["message_echoes"],
        });
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task Write(IShards shards, long first, int threads)
    {
        var hello = new ActCommand
        {
            Kind = EventKind.Message,
            Channel = Channel.Messenger,
            Body = """{"text":"Is there a table for two at eight?"}"""u8.ToArray(),
        };
        foreach (var some in Enumerable.Range(0, threads).Chunk(ActsAtOnce))
        {
            await Task.WhenAll(some.Select(person =>
                shards.Act(new ThreadKey(Page, new Psid(first + person)), hello).AsTask()));
        }
    }
}
