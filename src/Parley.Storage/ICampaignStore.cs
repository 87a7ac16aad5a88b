using System.Collections.Immutable;
using System.Text.Json;

namespace Parley.Storage;

/// <summary>Campaigns of sponsored messages. A write has reached the disk when its task completes.</summary>
public interface ICampaignStore
{
    /// <summary>Every campaign, by id.</summary>
    IReadOnlyList<CampaignRecord> All();

    /// <summary>Adds or replaces a campaign.</summary>
    Task Save(CampaignRecord campaign);
}

/// <summary>How far a campaign has come.</summary>
public enum CampaignStatus
{
    /// <summary>It waits for its start.</summary>
    Scheduled,

    /// <summary>It is being delivered.</summary>
    Running,

    /// <summary>Somebody, or a restriction, holds it back.</summary>
    Paused,

    /// <summary>Everybody was met, or the budget is spent, or the product ended.</summary>
    Finished,

    /// <summary>Somebody ended it.</summary>
    Cancelled,
}

/// <summary>A sponsored message on its way to everybody who may have it.</summary>
/// <remarks>Money is whole numbers of the smallest unit of whatever currency the page thinks in.</remarks>
public sealed record CampaignRecord
{
    /// <summary>Decimal id.</summary>
    public required long Id { get; init; }

    /// <summary>The page.</summary>
    public required long Page { get; init; }

    /// <summary>For people, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The message as the Send API spells it.</summary>
    public required JsonElement Message { get; init; }

    /// <summary>Only people with one of these labels; null = whatever their labels.</summary>
    public ImmutableArray<long>? Labels { get; init; }

    /// <summary>What may be spent; null = no end.</summary>
    public long? Budget { get; init; }

    /// <summary>What one delivered message costs.</summary>
    public long Price { get; init; }

    /// <summary>When it begins, in milliseconds.</summary>
    public required long StartsAt { get; init; }

    /// <summary>When it was made, in milliseconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>How far it has come.</summary>
    public required CampaignStatus Status { get; init; }

    /// <summary>Why it is paused or finished, where nobody asked for it: a reason's name, or <c>budget</c>.</summary>
    public string? Because { get; init; }

    /// <summary>When it was last run again after its end, in milliseconds; null = never.</summary>
    public long? RunAgainAt { get; init; }

    /// <summary>When it last finished, in milliseconds; null = it never did.</summary>
    public long? FinishedAt { get; init; }

    /// <summary>Everybody up to this PSID has been met in this run.</summary>
    public long Met { get; init; }

    /// <summary>How many have the message, by all runs.</summary>
    public int Delivered { get; init; }

    /// <summary>How many were passed over in this run, by reason.</summary>
    public ImmutableSortedDictionary<string, int> Skipped { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>What has been spent.</summary>
    public long Spent => Delivered * Price;
}
