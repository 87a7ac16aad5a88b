using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Hosting;
using Parley.Server.Marketing;

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
        .AddSingleton<SeveralNodes>()
        .AddSingleton<Batch>()
        .AddSingleton<GraphResponse>()
        .AddSingleton<GraphDispatcher>()
        .AddSingleton<SendChannels>()
        .AddSingleton<Addressees>()
        .AddSingleton<QuotedMessages>()
        .AddSingleton<TemplateLibrary>()
        .AddSingleton<SentMedia>()
        .AddSingleton<UploadRoom>()
        .AddSingleton<MessageCampaigns>()
        .AddSingleton<Subscriptions>()
        .AddSingleton<MarketingDoor>()
        .AddArea<SendMessage>()
        .AddArea<UploadAttachment>()
        .AddArea<ReadMe>()
        .AddArea<SubscribedApps>()
        .AddArea<AppSubscriptions>()
        .AddArea<CustomLabels>()
        .AddArea<MessageTemplates>()
        .AddArea<ModerateConversations>()
        .AddArea<NotificationTokens>()
        .AddArea<AdAccounts>()
        .AddArea<MessageCampaignNodes>()
        .AddArea<MarketingMessages>()
        .AddArea<DeliveryEstimates>()
        .AddArea<ThreadControl>()
        .AddArea<PrivateReplies>()
        .AddArea<MessengerProfile>()
        .AddArea<PersonSettings>()
        .AddArea<Personas>()
        .AddArea<ReadProfile>();

    // Areas are asked for a node in this order.
    private static IServiceCollection AddArea<T>(this IServiceCollection services)
        where T : class, IGraphArea => services
        .AddSingleton<T>()
        .AddSingleton<IGraphArea>(provider => provider.GetRequiredService<T>());
}
