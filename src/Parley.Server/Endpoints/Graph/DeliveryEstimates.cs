using Parley.Policy;
using Parley.Server.Marketing;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Wire;
using Parley.Wire.Marketing;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// <c>GET act_…/message_delivery_estimate</c>: how many subscribers could have a marketing message now, as far as a
/// budget reaches. Both bounds are the same, as nothing is guessed.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Marketing Messages on Messenger, "Delivery estimation". What the platform targets
/// and paces by is taken and changes nothing: there is one way to deliver.
/// </remarks>
internal sealed class DeliveryEstimates(WorldDirectory world, IShards shards, MarketingDoor door) : IGraphArea
{
    private const int Step = 1000;

    private static readonly NodeFields<Estimate> Fields = new("MessageDeliveryEstimate", new()
    {
        ["estimate_delivery"] = (json, one) => json.WriteNumber("estimate_delivery"u8, one.Messages),
        ["estimate_delivery_lower_bound"] =
            (json, one) => json.WriteNumber("estimate_delivery_lower_bound"u8, one.Messages),
        ["estimate_delivery_upper_bound"] =
            (json, one) => json.WriteNumber("estimate_delivery_upper_bound"u8, one.Messages),
        ["estimate_cost"] = (json, one) => json.WriteNumber("estimate_cost"u8, one.Cost),
        ["estimate_cost_lower_bound"] = (json, one) => json.WriteNumber("estimate_cost_lower_bound"u8, one.Cost),
        ["estimate_cost_upper_bound"] = (json, one) => json.WriteNumber("estimate_cost_upper_bound"u8, one.Cost),
        ["estimate_coverage_lower_bound"] = null,
        ["estimate_coverage_upper_bound"] = null,
        ["estimate_status"] = null,
    })
    {
        Usual =
        [
            "estimate_delivery_upper_bound", "estimate_delivery_lower_bound", "estimate_cost_upper_bound",
            "estimate_cost_lower_bound",
        ],
    };

    /// <inheritdoc/>
    public void Map(GraphRoutes routes) => routes.At(NodeKind.AdAccount, "message_delivery_estimate").Get(Run);

    private async ValueTask<GraphReply> Run(GraphCall call)
    {
        if (Permissions.RefuseMarketing(call.App.Permissions) is { } lacking) return GraphReply.Bad(lacking);
        if (!EstimateInput.Read(call.Parameters).Try(out var asked, out var error)) return GraphReply.Bad(error);
        if (asked.Page != call.PageId) return GraphReply.Bad("object_unknown", "get", asked.Page.ToString());
        if (door.Refuse(call) is { } refused) return refused;
        var messages = Math.Min(await Reachable(call), asked.Affordable);
        return await Fields.AnswerAll(call, [new Estimate(messages, messages * asked.Price)]);
    }

    private async ValueTask<long> Reachable(GraphCall call)
    {
        var (edition, standing) = (world.EditionOf(call.PageId, call.Now), world.StandingOf(call.PageId, call.App.Id));
        var (reachable, after) = (0L, default(Psid));
        while (true)
        {
            var people = await shards.List(call.PageId, after, Step);
            foreach (var person in people)
            {
                var state = person.State;
                if (!Subscriptions.Subscribes(in state)) continue;
                if (edition.Decide(in state, standing, MarketingDoor.Plain, call.Now).Accepted) reachable++;
            }

            if (people.Count < Step) return reachable;
            after = people[^1].Thread.Person;
        }
    }

    private sealed record Estimate(long Messages, long Cost);
}
