namespace Parley.Server.Campaigns;

/// <summary>How campaigns of sponsored messages are delivered.</summary>
public sealed record CampaignOptions
{
    /// <summary>
    /// People a campaign needs in its audience to be made, 0 to 1,000,000. The platform asks for enough open
    /// conversations and names no number: ours.
    /// </summary>
    public int LeastAudience { get; init; } = 20;

    /// <summary>Messages on their way at a time, 1 to 1024.</summary>
    public int Concurrency { get; init; } = 64;
}
