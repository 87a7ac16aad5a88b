using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Server.Hosting;
using Parley.Storage;

namespace Parley.Server.Media;

/// <summary>Hooks up the files of attachments.</summary>
internal static class MediaServices
{
    /// <summary>Adds them. Needs the store, the engine, and the guard of addresses.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new Connectivity(provider.GetRequiredService<TimeProvider>()));
        return services
            .AddSingleton(provider => provider.GetRequiredService<ServerOptions>().Media)
            .AddSingleton(provider => provider.GetRequiredService<IStore>().Blobs)
            .AddSingleton<MediaFetcher>()
            .AddSingleton<MediaIntake>()
            .AddSingleton<Attachments>()
            .AddSingleton<MediaLinks>()
            .AddSingleton<Origins>()
            .AddSingleton<ShownMedia>()
            .AddSingleton<MediaDoor>()
            .AddHostedService<MediaSweep>();
    }
}
