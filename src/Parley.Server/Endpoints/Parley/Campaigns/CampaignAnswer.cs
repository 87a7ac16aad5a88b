using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A campaign of sponsored messages.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Page">The page.</param>
/// <param name="Name">For people.</param>
/// <param name="Message">The message.</param>
/// <param name="Audience">Who is meant.</param>
/// <param name="Budget">What may be spent; absent = no end.</param>
/// <param name="Price">What one delivered message costs.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Status"><c>scheduled</c>, <c>running</c>, <c>paused</c>, <c>finished</c> or <c>cancelled</c>.</param>
/// <param name="Because">Why it is paused or finished where nobody asked for it.</param>
/// <param name="Delivered">How many have the message, by all runs.</param>
/// <param name="Skipped">How many were passed over in the last run, by reason.</param>
/// <param name="Spent">What has been spent.</param>
internal sealed record CampaignAnswer(
    long Id,
    long Page,
    string? Name,
    JsonElement Message,
    AudienceInput? Audience,
    int? Budget,
    int Price,
    Instant CreatedAt,
    Instant StartsAt,
    string Status,
    string? Because,
    int Delivered,
    ImmutableSortedDictionary<string, int> Skipped,
    decimal Spent)
{
    public static CampaignAnswer Of(CampaignRecord campaign) => new(
        campaign.Id,
        campaign.Page,
        campaign.Name,
        campaign.Message,
        campaign.Labels is { } labels ? new AudienceInput(labels) : null,
        (int?)campaign.Budget,
        (int)campaign.Price,
        Instant.FromUnixTimeMilliseconds(campaign.CreatedAt),
        Instant.FromUnixTimeMilliseconds(campaign.StartsAt),
        JsonNamingPolicy.SnakeCaseLower.ConvertName(campaign.Status.ToString()),
        campaign.Because,
        campaign.Delivered,
        campaign.Skipped,
        campaign.Spent);
}
