namespace Parley.Policy.Rules;

/// <summary>On Instagram an automated app gives people a way to a human.</summary>
/// <remarks>Source: developers.facebook.com, Instagram messaging "Human agent escalation" and app review.</remarks>
public sealed record Escalation : Rule
{
    private static readonly Finding Missing =
        new("escalation", FindingLevel.Violation, "an automated app on Instagram without a way to a human");

    /// <inheritdoc/>
    public override Finding? Find(in Case asked, string lane) =>
        asked is { Request.Channel: Channel.Instagram, Standing: { Automated: true, HumanRoute: false } }
            ? Missing
            : null;
}
