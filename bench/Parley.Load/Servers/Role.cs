using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Load.Servers;

/// <summary>
/// One server in a process of its own: tells its address on standard output, ends when standard input does.
/// </summary>
internal static class Role
{
    /// <summary>A plain Kestrel on a free loopback port.</summary>
    public static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        return builder;
    }

    /// <summary>Serves until the parent closes our standard input.</summary>
    /// <param name="app">What is served.</param>
    /// <param name="first">What is done before the address is told.</param>
    public static async Task<int> Serve(WebApplication app, Func<Task>? first = null)
    {
        await app.StartAsync();
        if (first is not null) await first();
        Console.WriteLine(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
