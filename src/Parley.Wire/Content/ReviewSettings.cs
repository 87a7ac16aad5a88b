namespace Parley.Wire.Content;

/// <summary>Every number of the built-in review that is no weight of a phrase.</summary>
public sealed record ReviewSettings
{
    /// <summary>The sum of weights from which something is a finding.</summary>
    public double Threshold { get; init; } = 1.0;

    /// <summary>
    /// How quickly confidence grows: a sum of s gives s / (s + doubt). With 0.35 the threshold gives 0.74, twice the
    /// threshold 0.85.
    /// </summary>
    public double Doubt { get; init; } = 0.35;

    /// <summary>How much a phrase in a button's title counts: a button alone sells nothing.</summary>
    public double ButtonShare { get; init; } = 0.7;

    /// <summary>How much a phrase in a quick reply counts: it is what the person may say, not the page.</summary>
    public double QuickReplyShare { get; init; } = 0.4;

    /// <summary>How much a phrase in a receipt counts: it names what was bought and what was taken off.</summary>
    public double ReceiptShare { get; init; } = 0.5;

    /// <summary>What a request for leave to notify adds to <c>incentive</c> by itself: half of it.</summary>
    public double OptInWeight { get; init; } = 0.6;

    /// <summary>How much a telling word in a link's path counts.</summary>
    public double LinkShare { get; init; } = 0.4;

    /// <summary>The longest gap between two parts of a phrase written with <c>..</c>, in folded characters.</summary>
    public int LongestGap { get; init; } = 60;

    /// <summary>
    /// A phrase of one word counts only where its language has at least this share of the function words of the
    /// strongest language: <c>saldo</c> is a sale to Italians and a balance to Spaniards.
    /// </summary>
    public double LanguageShare { get; init; } = 0.34;
}
