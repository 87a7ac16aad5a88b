using System.Collections.Immutable;
using NodaTime;

namespace Parley.Policy.Lanes;

/// <summary>
/// A paid message to people with a thread they opened, not to those in touch in the last 24 hours, once a campaign.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Sponsored messages"; Facebook's announcement of the 24 hours;
/// creation refused since 2024-08-19. That exactly 24 hours is still recent, and once per campaign, is our reading.
/// </remarks>
/// <param name="Interactions">What counts as being in touch.</param>
/// <param name="Retired">Whether the product has ended.</param>
/// <param name="PerCampaign">How many messages of one campaign a person may get.</param>
public sealed record Sponsored(CountingActs Interactions, bool Retired, int PerCampaign)
    : Lane(LaneName, LaneRole.Called)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "sponsored";

    private static readonly Duration Recent = Duration.FromHours(24);

    private static readonly Verdict Ended = Verdict.Deny(Reason.LaneRetired);
    private static readonly Verdict NotOne = Verdict.Deny(Reason.NotInAudience);
    private static readonly Verdict InTouch = Verdict.Deny(Reason.RecentInteraction);

    private static readonly ImmutableArray<string> Needed = ["campaign"];

    /// <inheritdoc/>
    public override bool Claims(in SendRequest request) => request.Address is Address.Campaign;

    /// <inheritdoc/>
    public override Verdict Judge(in Case asked)
    {
        if (Retired) return Ended;
        var last = LastInTouch(in asked);
        if (!last.Happened || asked.Thread.Blocked || asked.Thread.BlockedByPage || Had(in asked)) return NotOne;
        if (asked.Thread.Channel is Channel.Instagram || asked.Request.Channel is Channel.Instagram) return NotOne;
        return new Window(last, Recent).Contains(asked.Now) ? InTouch : Verdict.Allow;
    }

    /// <inheritdoc/>
    public override LaneReport? Report(in Case asked)
    {
        var last = LastInTouch(in asked);
        if (Retired || !last.Happened || asked.Thread.Channel is Channel.Instagram) return null;
        var from = new Window(last, Recent).End.Plus(1);
        return asked.Now >= from
            ? LaneReport.Endless(Name, new Why.NoTimeLimit(), Needed) with { Since = from }
            : LaneReport.Shut(Name, new Why.Waits(from), Needed) with { OpensAt = from };
    }

    private Moment LastInTouch(in Case asked) =>
        asked.Thread.Clocks.Latest(Interactions.For(asked.Thread.Channel, asked.Region)).At;

    private bool Had(in Case asked)
    {
        var had = 0;
        foreach (var campaign in asked.Thread.Promises.Campaigns)
        {
            if (campaign == asked.Request.Named) had++;
        }

        return had >= PerCampaign;
    }
}
