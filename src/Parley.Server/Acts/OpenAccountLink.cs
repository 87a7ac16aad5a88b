using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person taps a message's log-in button: the business's page opens with a token and an address to come back to.
/// No webhook tells of the tap.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Account linking".</remarks>
internal sealed record OpenAccountLink(string Mid) : IAct
{
    /// <summary>The type of the button.</summary>
    public const string Button = "account_link";

    public static IAct Read(Fields fields) => new OpenAccountLink(fields.NeedText("mid"));

    public ActPlan Plan(ActScene scene)
    {
        if (scene.FindMessage(Mid) is not { } row)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (SentContent.Of(row) is not { } sent || SentContent.Buttons(sent).All(one => one.Type != Button))
            return new ActPlan.Impossible("mid", "That message has no log-in button.");
        return new ActPlan.Possible(
            EventKind.AccountLinkOpened,
            JsonSerializer.SerializeToUtf8Bytes(
                new AccountLinkBody { Mid = Mid }, StoredJson.Default.AccountLinkBody));
    }
}
