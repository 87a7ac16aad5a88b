using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Clock;

namespace Parley.Server.Findings;

/// <summary>Hooks up what reads findings out of the journal.</summary>
internal static class FindingServices
{
    /// <summary>
    /// Adds <see cref="AnswerWatch"/> as hosted service and due source, and <see cref="Violations"/>. Needs the engine.
    /// </summary>
    public static IServiceCollection AddFindings(this IServiceCollection services) => services
        .AddSingleton<AnswerWatch>()
        .AddSingleton<IDueSource>(provider => provider.GetRequiredService<AnswerWatch>())
        .AddHostedService(provider => provider.GetRequiredService<AnswerWatch>())
        .AddSingleton<Violations>()
        .AddHostedService(provider => provider.GetRequiredService<Violations>());
}
