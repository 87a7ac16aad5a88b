using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>GET /campaigns</c> and <c>GET /campaigns/{campaign}</c></summary>
internal static class ReadCampaigns
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns", List)
            .Describe("campaigns", "Lists campaigns, by id")
            .WithMetadata(new QueryParameter("page", "Only those of this page."))
            .Pages()
            .Produces<Listed<CampaignAnswer>>()
            .Refuses(400);
        api.MapGet("/campaigns/{campaign}", Show)
            .Describe("campaigns", "Shows a campaign and how far it has come")
            .Produces<CampaignAnswer>()
            .Refuses(404);
    }

    /// <summary>The campaign a path names, or null.</summary>
    public static CampaignRecord? Find(string campaign, Campaigns.Campaigns campaigns) =>
        Psid.TryParse(campaign, out var id) ? campaigns.Find(id.Value) : null;

    private static IResult List(HttpRequest request, Campaigns.Campaigns campaigns)
    {
        var faults = new Faults();
        Paging.RefuseUnknown(request, faults, "after", "limit", "page");
        var after = Paging.After(request.Query["after"], faults);
        var most = Paging.Limit(request.Query["limit"], faults);
        var page = Paging.Id(request.Query["page"], "page", faults);
        if (faults.Any) return faults.ToProblem();
        var found = campaigns.All.Where(one => one.Id > after && (page is null || one.Page == page))
            .Take(most + 1).Select(CampaignAnswer.Of).ToList();
        return Answer.Ok(Paging.Page(found, most, one => one.Id), Answer.Json.ListedCampaignAnswer);
    }

    private static IResult Show(string campaign, Campaigns.Campaigns campaigns) =>
        Find(campaign, campaigns) is { } known
            ? Answer.Ok(CampaignAnswer.Of(known), Answer.Json.CampaignAnswer)
            : Problem.NotFound("campaign", campaign, "campaign");
}
