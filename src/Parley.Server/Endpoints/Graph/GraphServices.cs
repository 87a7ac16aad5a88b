using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Hosting;

namespace Parley.Server.Endpoints.Graph;

/// <summary>What the Graph side adds to the composition.</summary>
internal static class GraphServices
{
    /// <summary>Adds the dispatcher and everything only it needs.</summary>
    public static void AddGraph(IServiceCollection services, ServerOptions options) => services
        .AddSingleton(new Usage(options.Graph))
        .AddSingleton<GraphAccess>()
        .AddSingleton<GraphNodes>()
        .AddSingleton<GraphOperations>()
        .AddSingleton<GraphResponse>()
        .AddSingleton<GraphDispatcher>()
        .AddSingleton<SendChannels>()
        .AddSingleton<Addressees>()
        .AddSingleton<QuotedMessages>()
        .AddSingleton<SendMessage>()
        .AddSingleton<PrivateReplies>()
        .AddSingleton<ReadProfile>()
        .AddSingleton<SubscribedApps>()
        .AddSingleton<AppSubscriptions>()
        .AddSingleton<CustomLabels>();
}
