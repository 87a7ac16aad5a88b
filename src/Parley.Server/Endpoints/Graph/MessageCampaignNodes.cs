using System.Globalization;
using NodaTime;
using Parley.Policy;
using Parley.Server.Marketing;
using Parley.Server.World;
using Parley.Wire;
using Parley.Wire.Marketing;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>POST act_…/message_campaign</c>, and the campaign it made: who pays for marketing messages, from when on.
/// </summary>
/// <remarks>Source: developers.facebook.com, Marketing Messages on Messenger, "Send messages".</remarks>
internal sealed class MessageCampaignNodes(WorldDirectory world, MessageCampaigns campaigns, MarketingDoor door)
    : IGraphArea
{
    private static readonly Duration LatestStart = Duration.FromDays(30);

    private static readonly NodeFields<Seen> Plan = new("AdSet", new()
    {
        ["name"] = (json, seen) => json.WriteString("name"u8, seen.Campaign.Name),
        ["daily_budget"] = (json, seen) => json.WriteString("daily_budget"u8, Text(seen.Campaign.Daily ?? 0)),
        ["lifetime_budget"] = (json, seen) => json.WriteString("lifetime_budget"u8, Text(seen.Campaign.Lifetime ?? 0)),
        ["start_time"] = (json, seen) => json.WriteNumber("start_time"u8, seen.Campaign.StartsAt / 1000),
        ["end_time"] = (json, seen) => json.WriteNumber("end_time"u8, (seen.Campaign.EndsAt ?? 0) / 1000),
    })
    {
        Usual = ["name", "daily_budget", "lifetime_budget", "start_time", "end_time"],
    };

    private static readonly NodeFields<Seen> Named = new("Campaign", new()
    {
        ["name"] = (json, seen) => json.WriteString("name"u8, seen.Campaign.Name),
        ["is_message_campaign"] = (json, _) => json.WriteBoolean("is_message_campaign"u8, true),
        ["is_direct_send_campaign"] = (json, _) => json.WriteBoolean("is_direct_send_campaign"u8, true),
    })
    {
        Usual = ["name"],
    };

    private static readonly NodeFields<Seen> Creative = new("AdCreative", new()
    {
        ["actor_id"] = (json, seen) => json.WriteString("actor_id"u8, seen.Page.ToString()),
    })
    {
        Usual = ["actor_id"],
    };

    private static readonly NodeFields<Seen> Fields = new NodeFields<Seen>("Ad", new()
    {
        ["id"] = (json, seen) => json.WriteString("id"u8, Text(seen.Campaign.Id)),
        ["name"] = (json, seen) => json.WriteString("name"u8, seen.Campaign.Name),
    })
        .With("campaign", new NodeField<Seen, Seen>(Named, seen => seen))
        .With("creative", new NodeField<Seen, Seen>(Creative, seen => seen))
        .With("adset", new NodeField<Seen, Seen>(Plan, seen => seen));

    /// <inheritdoc/>
    public void Map(GraphRoutes routes)
    {
        routes.At(NodeKind.AdAccount, "message_campaign").Post(Create);
        routes.At(NodeKind.MessageCampaign, null)
            .Get(call => Fields.Answer(call, new Seen((MessageCampaign)call.Found!, call.PageId)))
            .Delete(Delete);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryResolve(GraphCall call, string id)
    {
        if (call.Token is not { Kind: TokenKind.Page } token
            || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || campaigns.Find(token.Page, number) is not { } campaign)
            return new(false);
        (call.Node, call.Found) = (NodeKind.MessageCampaign, campaign);
        return new(true);
    }

    private async ValueTask<GraphReply> Create(GraphCall call)
    {
        if (Permissions.RefuseMarketing(call.App.Permissions) is { } lacking) return GraphReply.Bad(lacking);
        if (!MessageCampaignInput.Read(call.Parameters).Try(out var input, out var error)) return GraphReply.Bad(error);
        if (input.Page != call.PageId || world.Page(input.Page) is null)
            return GraphReply.Bad("object_unknown", "post", input.Page.ToString());
        if (door.Refuse(call) is { } refused) return refused;
        if (WrongTimes(input, call.Now) is { } wrong) return wrong;
        return await campaigns.Add(input, call.Now) is { } made
            ? GraphReply.Id(made.Id)
            : GraphReply.Bad("campaign_limit", Text(MessageCampaigns.MostOfPage));
    }

    private async ValueTask<GraphReply> Delete(GraphCall call)
    {
        if (Permissions.RefuseMarketing(call.App.Permissions) is { } lacking) return GraphReply.Bad(lacking);
        await campaigns.Delete(call.PageId, (MessageCampaign)call.Found!);
        return GraphReply.Success;
    }

    // A clock that counts seconds says now by the second that is passing.
    private static GraphReply? WrongTimes(MessageCampaignInput input, Instant now)
    {
        var starts = input.StartsAt ?? now;
        if (starts < now - Duration.FromSeconds(1) || starts > now + LatestStart)
            return GraphReply.Bad("campaign_times", "start_time", "now or within 30 days");
        return input.EndsAt <= starts ? GraphReply.Bad("campaign_times", "end_time", "after start_time") : null;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Seen(MessageCampaign Campaign, PageId Page);
}
