using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Acts;

// The folder is called Parley; a namespace of that name would hide the root namespace from everything beside it.
namespace Parley.Server.Endpoints.V1;

/// <summary>Parley's own API: <c>/_parley/v1</c>, its OpenAPI document and the page to try it.</summary>
internal static class ParleyApi
{
    /// <summary>What every path of this API begins with.</summary>
    public const string Root = "/_parley/v1";

    /// <summary>Adds what the operations need beyond the engine.</summary>
    public static IServiceCollection Add(IServiceCollection services) => ApiDocument.Add(services)
        .AddSingleton<WorldEdits>()
        .AddSingleton<PageWriter>()
        .AddSingleton<StopMark>()
        .AddSingleton<PostBoard>()
        .AddSingleton<Scenery>()
        .AddSingleton<Broadcasts>()
        .AddSingleton<Luggage>()
        .AddSingleton<Outcomes>()
        .AddSingleton<Stage>();

    /// <summary>Maps every operation.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).AddEndpointFilter(Failures.Explain);
        CreateApp.Map(api);
        ListApps.Map(api);
        GetApp.Map(api);
        ChangeApp.Map(api);
        CreatePage.Map(api);
        ListPages.Map(api);
        GetPage.Map(api);
        ChangePage.Map(api);
        CreatePerson.Map(api);
        ListPeople.Map(api);
        GetPerson.Map(api);
        ChangePerson.Map(api);
        PerformAct.Map(api);
        ListThreads.Map(api);
        GetThread.Map(api);
        ListMessages.Map(api);
        Decide.Map(api);
        GetClock.Map(api);
        SetClock.Map(api);
        AdvanceClock.Map(api);
        ListDeliveries.Map(api);
        ResendDelivery.Map(api);
        ListAlerts.Map(api);
        ListViolations.Map(api);
        ReadJournal.Map(api);
        CreateCampaign.Map(api);
        ReadCampaigns.Map(api);
        TurnCampaign.Map(api);
        ExportWorld.Map(api);
        ImportWorld.Map(api);
        ApiDocument.Map(routes);
    }
}
