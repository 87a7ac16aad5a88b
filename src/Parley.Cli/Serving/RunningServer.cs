using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parley.Server.Hosting;
using Parley.Storage;

namespace Parley.Cli.Serving;

/// <summary>A server in this process: started, and stopped orderly.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningServer(WebApplication app) => this.app = app;

    /// <summary>The first address it listens on, without a slash at the end.</summary>
    public string Origin => app.Urls.First().TrimEnd('/');

    /// <summary>The first https address it listens on, or null.</summary>
    public string? HttpsOrigin =>
        app.Urls.FirstOrDefault(url => url.StartsWith("https:", StringComparison.Ordinal))?.TrimEnd('/');

    /// <summary>Opens the store and listens.</summary>
    /// <exception cref="CliException">A setting is wrong, the store cannot be used, or the port is taken.</exception>
    public static Task<RunningServer> Start(ServerOptions options, CancellationToken cancel) =>
        Start(options, static _ => { }, cancel);

    /// <summary>The same with services of the host's own; see <see cref="ParleyHost"/>.</summary>
    /// <exception cref="CliException">A setting is wrong, the store cannot be used, or the port is taken.</exception>
    public static async Task<RunningServer> Start(
        ServerOptions options, Action<IServiceCollection> add, CancellationToken cancel)
    {
        WebApplication? app = null;
        try
        {
            app = ParleyHost.Build(options, add);
            await app.StartAsync(cancel);
            return new RunningServer(app);
        }
        catch (Exception fault)
        {
            if (app is not null) await app.DisposeAsync();
            throw fault switch
            {
                OptionsException settings => CliException.Usage(string.Join("\nparley: ", settings.Faults)),
                StoreException store => CliException.Missing(store.Message),
                IOException { InnerException: AddressInUseException } =>
                    CliException.Missing($"cannot listen on {options.Urls}: it is in use; --urls names another"),
                IOException taken => CliException.Missing($"cannot listen on {options.Urls}: {taken.Message}"),
                SocketException socket => CliException.Missing($"cannot listen on {options.Urls}: {socket.Message}"),
                _ => fault,
            };
        }
    }

    /// <summary>Completes when the server is asked to stop, by a signal or by <paramref name="cancel"/>.</summary>
    public async Task UntilStopped(CancellationToken cancel)
    {
        var lifetime = app.Services.GetService(typeof(IHostApplicationLifetime)) as IHostApplicationLifetime;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime!.ApplicationStopping);
        var stopped = new TaskCompletionSource();
        await using (either.Token.Register(stopped.SetResult)) await stopped.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
