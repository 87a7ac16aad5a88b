using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Clock;

namespace Parley.Server.Campaigns;

/// <summary>Hooks campaigns up.</summary>
internal static class CampaignServices
{
    /// <summary>Adds <see cref="Campaigns"/> as hosted service and due source. Needs the engine.</summary>
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services
        .AddSingleton<Campaigns>()
        .AddSingleton<IDueSource>(provider => provider.GetRequiredService<Campaigns>())
        .AddHostedService(provider => provider.GetRequiredService<Campaigns>());
}
