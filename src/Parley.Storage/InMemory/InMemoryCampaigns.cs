namespace Parley.Storage.InMemory;

internal sealed class InMemoryCampaigns(InMemoryJournal journal) : ICampaignStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, CampaignRecord> campaigns = [];

    public IReadOnlyList<CampaignRecord> All()
    {
        lock (gate) return [.. campaigns.Values];
    }

    public Task Save(CampaignRecord campaign) => journal.Change(() =>
    {
        lock (gate) campaigns[campaign.Id] = campaign;
    });
}
