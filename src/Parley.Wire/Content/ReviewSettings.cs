using System.Collections.Immutable;
using System.Globalization;

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

    /// <summary>
    /// What cannot work, each fault naming the setting as <c>content.reviewer.threshold</c>; empty if all is sound.
    /// </summary>
    public ImmutableArray<string> Faults()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        Above("threshold", Threshold, 0.01);
        Above("doubt", Doubt, 0.01);
        Above("button_share", ButtonShare, 0);
        Above("quick_reply_share", QuickReplyShare, 0);
        Above("receipt_share", ReceiptShare, 0);
        Above("opt_in_weight", OptInWeight, 0);
        Above("link_share", LinkShare, 0);
        Above("language_share", LanguageShare, 0);
        if (LongestGap is < 0 or > 10_000)
            faults.Add($"`content.reviewer.longest_gap` is {LongestGap}: expected 0 to 10000");
        return faults.ToImmutable();

        void Above(string name, double value, double least)
        {
            if (!(value >= least && value <= 100))
            {
                faults.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"`content.reviewer.{name}` is {value}: expected {least} to 100"));
            }
        }
    }
}
