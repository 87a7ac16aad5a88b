using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Parley.Cli.Client;
using Parley.Cli.Scenarios;
using Parley.Cli.Serving;
using Parley.Server.Campaigns;
using Parley.Server.Hosting;
using Parley.Wire.Content;

namespace Parley.Scenarios.Tests;

/// <summary>A real server on a free port of this machine, with a frozen clock and nothing on disk.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    /// <summary>Where the clock of every test server begins.</summary>
    public const string Starts = "2026-03-02T09:00:00.000Z";

    private readonly RunningServer server;

    private LiveServer(RunningServer server)
    {
        this.server = server;
        Api = ParleyApi.Connect(server.Origin, key: null);
    }

    public string Origin => server.Origin;

    public ParleyApi Api { get; }

    public static Task<LiveServer> Start(CancellationToken cancel) =>
        Start(Instant.FromUtc(2026, 3, 2, 9, 0), cancel);

    /// <summary>One whose clock begins elsewhere.</summary>
    public static Task<LiveServer> Start(Instant clock, CancellationToken cancel) =>
        Start(clock, new BuiltInReview(), cancel);

    /// <summary>One whose clock begins elsewhere, with a content review of its own.</summary>
    public static async Task<LiveServer> Start(Instant clock, IContentReview review, CancellationToken cancel) => new(
        await RunningServer.Start(
            new ServerOptions
            {
                Store = ServerOptions.InMemory,
                Urls = "http://127.0.0.1:0",
                VirtualClock = true,
                Campaigns = new CampaignOptions { LeastAudience = 0 },
                ClockStart = clock,
            },
            services => services.AddSingleton(review),
            cancel));

    /// <summary>The usual page, person and apps.</summary>
    public Task<Cast> Cast(CancellationToken cancel) => Cli.Scenarios.Cast.Create(Api, cancel);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await server.DisposeAsync();
    }
}
