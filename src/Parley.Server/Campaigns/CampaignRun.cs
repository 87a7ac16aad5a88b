using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Endpoints.Graph;
using Parley.Server.Media;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Server.Campaigns;

/// <summary>Meets everybody in a campaign's audience, in order of their ids, a few at a time.</summary>
/// <remarks>
/// INVARIANT: nobody has a campaign twice, and nobody is forgotten. A person's own thread remembers the campaigns they
/// had; how far the run has come is written down after it was true, so after a crash some are met again, and known.
/// </remarks>
/// <param name="campaign">The campaign as it stands.</param>
/// <param name="message">Its message, addressed to nobody yet.</param>
/// <param name="request">What the kernel is asked of everybody.</param>
/// <param name="world">Page and edition.</param>
/// <param name="shards">The threads.</param>
/// <param name="journal">What happened in them.</param>
/// <param name="clock">When it is.</param>
/// <param name="audience">Who is meant.</param>
/// <param name="concurrency">How many are met at a time.</param>
internal sealed class CampaignRun(
    CampaignRecord campaign,
    SendEnvelope message,
    SendRequest request,
    WorldDirectory world,
    IShards shards,
    IJournal journal,
    IPlatformClock clock,
    Audience audience,
    int concurrency)
{
    private const int Batch = 2048;
    private const int Rows = 64;

    private readonly string name = Campaigns.NameOf(campaign);
    private readonly PageId page = new(campaign.Page);

    /// <summary>Meets the next people.</summary>
    /// <param name="end">Completed, it ends between two people.</param>
    /// <returns>The campaign as it stands after that; no longer running when there is nobody left.</returns>
    public async Task<CampaignRecord> Step(Task end)
    {
        var people = await shards.List(page, new Psid(campaign.Met), Batch);
        if (people.Count == 0) return campaign with { Status = CampaignStatus.Finished };
        var now = campaign;
        for (var at = 0; at < people.Count && now.Status is CampaignStatus.Running && !end.IsCompleted;)
        {
            var some = Math.Min(concurrency, Affordable(now));
            if (some == 0) return now with { Status = CampaignStatus.Finished, Because = "budget" };
            var group = people.Skip(at).Take(some).ToArray();
            var met = await Task.WhenAll(group.Select(Meet));
            now = group.Zip(met).Aggregate(now, (sum, one) => Count(sum, one.First.Thread, one.Second));
            at += group.Length;
        }

        return now;
    }

    private static int Affordable(CampaignRecord campaign) => campaign is { Budget: { } budget, Price: > 0 }
        ? (int)Math.Clamp((budget - campaign.Spent) / campaign.Price, 0, int.MaxValue)
        : int.MaxValue;

    // A restriction ends: whoever stands behind it is met when it does, so the campaign waits there.
    private static CampaignRecord Count(CampaignRecord sum, ThreadKey person, Reason? reason)
    {
        if (sum.Status is not CampaignStatus.Running) return sum;
        if (reason == Reason.PageRestricted || reason == Reason.LaneRestricted)
            return sum with { Status = CampaignStatus.Paused, Because = reason.Name };
        if (reason == Reason.LaneRetired)
            return sum with { Status = CampaignStatus.Finished, Because = reason.Name };
        var met = sum with { Met = person.Person.Value };
        return reason is null
            ? met with { Delivered = met.Delivered + 1 }
            : met with { Skipped = met.Skipped.SetItem(reason.Name, met.Skipped.GetValueOrDefault(reason.Name) + 1) };
    }

    /// <summary>Why a person does not get it, or null if they have it.</summary>
    private async Task<Reason?> Meet(ThreadView person)
    {
        var state = person.State;
        if (state.Promises.Campaigns.Span.Contains(name) && HadInThisRun(person)) return null;
        if (!audience.Wants(campaign.Labels, person.Thread)) return Reason.NotInAudience;
        var now = clock.GetCurrentInstant();
        var (edition, standing) = (world.EditionOf(page, now), world.StandingOf(page, 0));

        // Asked before it is sent, so that those who are passed over leave no row of a refusal.
        if (edition.Decide(in state, standing, in request, now) is { Accepted: false } outcome) return outcome.Reason;
        var addressed = message with { Recipient = new Addressee(Address.Campaign, person.Thread.Person, name) };
        var result = await shards.Send(person.Thread, new SendCommand
        {
            Request = request,
            Standing = standing,
            Edition = edition,
            At = now,
            Body = new KeptSend(addressed, app: 0, Author.Bot, edition.Name, Attachments.Named(message)),
        });
        return result.Outcome.Reason;
    }

    // Whoever had it in an earlier run is passed over in this one; of the first run everybody who had it is counted.
    private bool HadInThisRun(ThreadView person)
    {
        if (campaign.RunAgainAt is not { } began) return true;
        return journal.NewestFirst(person.Shard, person.Head, Rows)
            .TakeWhile(row => row.At.Milliseconds >= began)
            .Any(Carries);
    }

    private bool Carries(StoredEvent row)
    {
        if (row.Kind is not EventKind.Sent) return false;
        var sent = Stored.Send(row);
        return sent is { Address: nameof(Address.Campaign) } && sent.Named == name;
    }
}
