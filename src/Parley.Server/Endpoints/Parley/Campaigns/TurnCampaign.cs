using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary><c>POST /campaigns/{campaign}/pause</c>, <c>/resume</c>, <c>/cancel</c> and <c>/rerun</c></summary>
internal static class TurnCampaign
{
    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, "pause", "Holds a campaign", from => from is CampaignStatus.Scheduled or CampaignStatus.Running
            ? CampaignStatus.Paused
            : null);

        // A campaign that was held before its start waits for it again; one whose start is past goes on at once.
        Map(api, "resume", "Lets a held campaign go on", from => from is CampaignStatus.Paused
            ? CampaignStatus.Scheduled
            : null);
        Map(api, "cancel", "Ends a campaign for good", from =>
            from is CampaignStatus.Finished or CampaignStatus.Cancelled ? null : CampaignStatus.Cancelled);
        Map(
            api,
            "rerun",
            "Runs a finished campaign again",
            "Whoever was passed over or came since may have it now; nobody gets it twice. `skipped` then tells of this "
            + "run, `delivered` and `spent` of all. At the very instant it finished it has nothing to rerun.",
            (campaigns, id) => campaigns.RunAgain(id));
    }

    private static void Map(
        IEndpointRouteBuilder api, string verb, string summary, Func<CampaignStatus, CampaignStatus?> to) =>
        Map(
            api,
            verb,
            summary,
            "Whoever is just being sent the message gets it.",
            (campaigns, id) => campaigns.Turn(id, to));

    private static void Map(IEndpointRouteBuilder api, string verb, string summary, string more, Turning turning) =>
        api.MapPost($"/campaigns/{{campaign}}/{verb}", (string campaign, Campaigns.Campaigns campaigns) =>
                Turn(campaign, campaigns, verb, turning))
            .Describe("campaigns", summary, more)
            .Produces<CampaignAnswer>()
            .Refuses(404, 422);

    private static async Task<IResult> Turn(
        string campaign, Campaigns.Campaigns campaigns, string verb, Turning turning)
    {
        if (ReadCampaigns.Find(campaign, campaigns) is not { } known)
            return Problem.NotFound("campaign", campaign, "campaign");
        var (record, done) = await turning(campaigns, known.Id);
        if (done) return Answer.Ok(CampaignAnswer.Of(campaigns.Find(known.Id) ?? record), Answer.Json.CampaignAnswer);
        var status = JsonNamingPolicy.SnakeCaseLower.ConvertName(record.Status.ToString());
        return Problem.Of(
            StatusCodes.Status422UnprocessableEntity, "campaign", $"A {status} campaign has nothing to {verb}.");
    }

    private delegate Task<(CampaignRecord Record, bool Done)> Turning(Campaigns.Campaigns campaigns, long id);
}
