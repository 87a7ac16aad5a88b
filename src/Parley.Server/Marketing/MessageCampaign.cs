using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Parley.Wire.Marketing;

namespace Parley.Server.Marketing;

/// <summary>A campaign of paid marketing messages: who pays, from when on, and what it has spent.</summary>
internal sealed record MessageCampaign
{
    private static readonly Duration Month = Duration.FromDays(30);

    /// <summary>Decimal id.</summary>
    public required long Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>The daily budget, or null.</summary>
    public long? Daily { get; init; }

    /// <summary>The lifetime budget, or null.</summary>
    public long? Lifetime { get; init; }

    /// <summary>What one message costs; 0 where the campaign says no price.</summary>
    public long Price { get; init; }

    /// <summary>Its first moment, in milliseconds.</summary>
    public required long StartsAt { get; init; }

    /// <summary>The first moment after it, in milliseconds; null = it does not end.</summary>
    public long? EndsAt { get; init; }

    /// <summary>What it has spent.</summary>
    public Spending Spent { get; init; }

    /// <summary>A new campaign.</summary>
    public static MessageCampaign Of(MessageCampaignInput input, long id, Instant now)
    {
        var starts = input.StartsAt ?? now;
        var ends = input.EndsAt ?? (input.Budget.Lifetime is null ? null : starts + Month);
        return new MessageCampaign
        {
            Id = id,
            Name = input.Name,
            Daily = input.Budget.Daily,
            Lifetime = input.Budget.Lifetime,
            Price = input.Bid ?? 0,
            StartsAt = starts.ToUnixTimeMilliseconds(),
            EndsAt = ends?.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>Whether it runs at a moment. Half-open, like everything that ends.</summary>
    public bool RunsAt(Instant now) =>
        StartsAt <= now.ToUnixTimeMilliseconds() && !(EndsAt <= now.ToUnixTimeMilliseconds());

    /// <summary>The campaign after one more message, or null if its budget does not allow it.</summary>
    public MessageCampaign? Paying(Instant now) =>
        Spent.With(Daily, Lifetime, Price, now.InUtc().Date) is { } spent ? this with { Spent = spent } : null;

    /// <summary>Reads a document.</summary>
    public static MessageCampaign Read(string json) =>
        JsonSerializer.Deserialize(json, MarketingJson.Default.MessageCampaign)!;

    /// <summary>The document.</summary>
    public string Write() => JsonSerializer.Serialize(this, MarketingJson.Default.MessageCampaign);
}

/// <summary>How documents of paid marketing are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageCampaign))]
internal sealed partial class MarketingJson : JsonSerializerContext;
