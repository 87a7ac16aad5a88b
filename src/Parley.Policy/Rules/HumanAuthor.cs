using Parley.Policy.Lanes;

namespace Parley.Policy.Rules;

/// <summary>Under HUMAN_AGENT a human writes; a bot under that seal passes the wire and violates the policy.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Message tags", HUMAN_AGENT.</remarks>
public sealed record HumanAuthor : Rule
{
    private static readonly Finding Automated =
        new("automated", FindingLevel.Violation, "a bot wrote under HUMAN_AGENT");

    /// <inheritdoc/>
    public override Finding? Find(in Case asked, string lane) =>
        lane is HumanAgent.LaneName && asked.Request.Author is Author.Bot ? Automated : null;
}
