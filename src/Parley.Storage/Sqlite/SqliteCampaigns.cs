using System.Text.Json;
using Dapper;

namespace Parley.Storage.Sqlite;

/// <summary>The table of campaigns. Writes join the journal's commits.</summary>
internal sealed class SqliteCampaigns(CommitQueue queue, ReadPool pool) : ICampaignStore
{
    public IReadOnlyList<CampaignRecord> All() => pool.Read(session => session.Connection
        .Query<string>("SELECT body FROM campaigns ORDER BY id")
        .Select(body => JsonSerializer.Deserialize(body, StoredJson.Default.CampaignRecord)!)
        .ToList());

    public Task Save(CampaignRecord campaign)
    {
        // Serialized here and not in the writer: what cannot be written must not fail other people's rows.
        var body = JsonSerializer.Serialize(campaign, StoredJson.Default.CampaignRecord);
        var row = new { campaign.Id, campaign.Page, Body = body };
        return queue.Add(connection => connection.Execute(
            "INSERT OR REPLACE INTO campaigns (id, page, body) VALUES (@Id, @Page, @Body)", row));
    }
}
