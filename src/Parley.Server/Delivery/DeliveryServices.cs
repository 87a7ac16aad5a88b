using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Clock;
using Parley.Server.Hosting;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Delivery;

/// <summary>Hooks webhook deliveries up.</summary>
internal static class DeliveryServices
{
    /// <summary>
    /// Adds <see cref="DeliveryWorker"/> as hosted service and due source, <see cref="Deliveries"/> and
    /// <see cref="SubscriptionHandshake"/>. Needs the store, the server's options and the engine.
    /// </summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<ServerOptions>().Delivery)
        .AddSingleton(provider => GuardOf(provider.GetRequiredService<ServerOptions>()))
        .AddSingleton<Poster>()
        .AddSingleton<ActivityEvents>()
        .AddSingleton<OwedEvents>()
        .AddSingleton(provider => new DeliveryTools(
            provider.GetRequiredService<DeliveryOptions>(),
            provider.GetRequiredService<IPlatformClock>(),
            provider.GetRequiredService<IStore>().Journal,
            provider.GetRequiredService<WorldDirectory>(),
            provider.GetRequiredService<OwedEvents>(),
            provider.GetRequiredService<Poster>()))
        .AddSingleton<DeliveryWorker>()
        .AddSingleton<IDueSource>(provider => provider.GetRequiredService<DeliveryWorker>())
        .AddHostedService(provider => provider.GetRequiredService<DeliveryWorker>())
        .AddSingleton<Deliveries>()
        .AddSingleton<SubscriptionHandshake>();

    private static TargetGuard GuardOf(ServerOptions options) =>
        new(OptionFaults.LoopbackOnly(options), options.Delivery.AllowedTargets);
}
