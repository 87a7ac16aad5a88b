using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Content;
using Parley.Server.Hosting;
using Parley.Server.Ids;
using Parley.Server.Shards;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Campaigns;

/// <summary>All campaigns of sponsored messages: begun at their instants, delivered, held and ended.</summary>
internal sealed class Campaigns(
    IStore store,
    WorldDirectory world,
    IShards shards,
    IPlatformClock clock,
    ContentDesk content,
    IdMint mint,
    ServerOptions options,
    ILogger<Campaigns> logger) : IHostedService, IDueSource, IDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, CampaignLine> lines = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Audience audience = new(store.Labels);

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public string Name => "campaigns";

    /// <summary>Every campaign, by id.</summary>
    public IEnumerable<CampaignRecord> All => lines.Values.Select(line => line.Record).OrderBy(one => one.Id);

    /// <summary>How the kernel and a thread call a campaign.</summary>
    public static string NameOf(CampaignRecord campaign) => campaign.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A campaign as it stands, or null.</summary>
    public CampaignRecord? Find(long id) => lines.TryGetValue(id, out var line) ? line.Record : null;

    /// <summary>Adds a campaign; it runs from its start on.</summary>
    /// <param name="draft">The campaign; its id is replaced.</param>
    public Task<CampaignRecord> Add(CampaignRecord draft) => Alone(async () =>
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{draft.Page}/{lines.Count}");
        var made = draft with { Id = mint.Campaign(name, lines.ContainsKey) };
        await store.Campaigns.Save(made);
        lines[made.Id] = new CampaignLine(made);
        return made;
    });

    /// <summary>Holds a campaign, lets it go on, or ends it.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="to">What it becomes, given what it is; null = that cannot be.</param>
    /// <returns>The campaign as it stands then, and whether it could be done.</returns>
    public Task<(CampaignRecord Record, bool Done)> Turn(long id, Func<CampaignStatus, CampaignStatus?> to) =>
        Change(id, campaign => to(campaign.Status) is { } status
            ? campaign with { Status = status, Because = null }
            : null);

    /// <summary>
    /// Runs a finished campaign again: whoever was passed over or came since may have it now, nobody gets it twice.
    /// </summary>
    /// <returns>
    /// The campaign as it stands then, and whether it could be done: at the very instant it ended there is nothing new.
    /// </returns>
    public Task<(CampaignRecord Record, bool Done)> RunAgain(long id) => Change(id, campaign =>
    {
        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        return campaign.Status is CampaignStatus.Finished && campaign.FinishedAt is { } ended && now > ended
            ? campaign with
            {
                Status = CampaignStatus.Running,
                Because = null,
                RunAgainAt = now,
                Met = 0,
                Skipped = campaign.Skipped.Clear(),
            }
            : null;
    });

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var campaign in store.Campaigns.All()) lines[campaign.Id] = new CampaignLine(campaign);
        Begin(clock.GetCurrentInstant());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(lines.Values.Select(line => line.Halt()));

    /// <summary>
    /// The next start. On a standing virtual clock what is under way is due now, so that time does not move on before
    /// everybody was met.
    /// </summary>
    public Instant? NextDue()
    {
        if (Standing && lines.Values.Any(line => !line.Running.IsCompleted)) return clock.GetCurrentInstant();
        var starts = All.Where(one => one.Status is CampaignStatus.Scheduled).Select(one => one.StartsAt).ToList();
        return starts.Count == 0 ? null : Instant.FromUnixTimeMilliseconds(starts.Min());
    }

    /// <inheritdoc/>
    public async Task Fire(Instant now, CancellationToken cancel)
    {
        Begin(now);
        if (!Standing) return;
        await Task.WhenAll(lines.Values.Select(line => line.Running)).WaitAsync(cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private bool Standing => clock is { Virtual: true, Running: false };

    private void Begin(Instant now)
    {
        foreach (var line in lines.Values)
            line.Begin(now.ToUnixTimeMilliseconds(), end => Deliver(line, end));
    }

    private async Task Deliver(CampaignLine line, Task end)
    {
        while (line.Record.Status is CampaignStatus.Running && !end.IsCompleted)
        {
            try
            {
                var next = Dated(await Step(line.Record, end));
                await store.Campaigns.Save(next);
                line.Record = next;
            }
            catch (CommitFailedException failure)
            {
                logger.CampaignWaits(line.Record.Id, failure.Message);
                await Task.WhenAny(Task.Delay(AfterFailure), end);
            }
        }
    }

    private Task<CampaignRecord> Step(CampaignRecord campaign, Task end)
    {
        var page = new PageId(campaign.Page);
        if (world.Page(page) is null) return Task.FromResult(campaign with { Status = CampaignStatus.Cancelled });
        var day = world.EditionOf(page, clock.GetCurrentInstant()).Day;
        if (SponsoredMessage.Read(campaign.Message, day, out var error) is not { } message)
        {
            return Task.FromResult(
                campaign with { Status = CampaignStatus.Finished, Because = error?.Name });
        }

        // The words are the same for everybody: looked at once.
        var request = SponsoredMessage.RequestOf(message, NameOf(campaign)) with { Noticed = content.Notice(message) };
        var run = new CampaignRun(
            campaign, message, request, world, shards, store.Journal, clock, audience, options.Campaigns.Concurrency);
        return run.Step(end);
    }

    private CampaignRecord Dated(CampaignRecord campaign) => campaign.Status is CampaignStatus.Finished
        ? campaign with { FinishedAt = clock.GetCurrentInstant().ToUnixTimeMilliseconds() }
        : campaign;

    private Task<(CampaignRecord Record, bool Done)> Change(long id, Func<CampaignRecord, CampaignRecord?> change) =>
        Alone(async () =>
        {
            var line = lines[id];
            await line.Halt();
            if (change(line.Record) is not { } changed) return (line.Record, false);
            await store.Campaigns.Save(changed);
            line.Record = changed;
            return (changed, true);
        });

    private async Task<T> Alone<T>(Func<Task<T>> change)
    {
        await turn.WaitAsync();
        try
        {
            return await change();
        }
        finally
        {
            turn.Release();
            Begin(clock.GetCurrentInstant());
            Changed?.Invoke();
        }
    }
}

/// <summary>What campaigns log.</summary>
internal static partial class CampaignLogs
{
    [LoggerMessage(1301, LogLevel.Warning, "Campaign {Campaign} waits: {Why}")]
    public static partial void CampaignWaits(this ILogger logger, long campaign, string why);
}
