namespace Parley.Policy.Rules;

/// <summary>The one message after "Connect with Messenger" goes untagged; a tag needs a conversation.</summary>
/// <remarks>Source: developers.facebook.com, Facebook Login Connect FAQ (2021-09-02).</remarks>
public sealed record LoginConnectTag : Rule
{
    private static readonly Finding Misused =
        new("purpose", FindingLevel.Violation, "a tag on the first message after a login opt-in");

    /// <inheritdoc/>
    public override Finding? Find(in Case asked, string lane) =>
        asked.Request.Tagged
        && asked.Thread.Clocks is { LoginConnect.Happened: true, MessageOrTap.Happened: false }
        && !asked.Thread.LastPageMessage.Happened
            ? Misused
            : null;
}
