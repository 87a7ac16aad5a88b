using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Server.Clock;
using Parley.Server.Content;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.Profiles;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire.Content;

namespace Parley.Server;

/// <summary>Hooks the engine up: shards, clock, ids and the world over one opened store.</summary>
internal static class EngineServices
{
    /// <summary>Adds the engine; it starts before and stops after everything else that is hosted.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="store">The opened store; the services dispose it last.</param>
    /// <param name="options">Every setting.</param>
    public static IServiceCollection AddEngine(this IServiceCollection services, IStore store, ServerOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => store);
        services.AddSingleton(_ => store.World);
        services.AddSingleton(_ => store.Labels);
        services.AddSingleton(_ => store.Documents);
        services.AddSingleton<ProfileBook>();
        services.AddSingleton<PersonaBook>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<IdMint>();
        services.AddSingleton<Mids>();
        services.AddSingleton<OptInTokens>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<PostNumbers>();
        services.AddSingleton<PostIds>();
        services.AddSingleton<UserRefs>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<DecisionIds>();
        services.AddSingleton<WorldDirectory>();
        services.AddSingleton<SendingPages>();
        services.AddSingleton<OrderNumbers>();
        services.AddSingleton<People>();
        services.AddSingleton<PlatformClock>();
        services.AddSingleton<IPlatformClock>(provider => provider.GetRequiredService<PlatformClock>());
        services.AddSingleton<Shards.Shards>();
        services.AddSingleton<IShards>(provider => provider.GetRequiredService<Shards.Shards>());
        services.AddSingleton<Whereabouts>();
        services.AddSingleton<AppRoles>();
        services.TryAddSingleton<IContentReview>(_ => new BuiltInReview(options.Content.Reviewer));
        services.AddSingleton<ContentDesk>();
        services.AddSingleton<DueDriver>();
        services.AddHostedService<Engine>();
        return services;
    }
}
