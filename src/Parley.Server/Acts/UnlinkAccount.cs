using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person unlinks their account: by a log-out button, or in their settings.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Account linking".</remarks>
internal sealed record UnlinkAccount : IAct
{
    public static IAct Read(Fields fields) => new UnlinkAccount();

    public ActPlan Plan(ActScene scene) =>
        scene.NewestFirst().FirstOrDefault(row => row.Kind is EventKind.AccountLinked or EventKind.AccountUnlinked)
            is not { Kind: EventKind.AccountLinked }
                ? new ActPlan.Impossible("act", "No account of the person is linked.")
                : new ActPlan.Possible(
                    EventKind.AccountUnlinked,
                    JsonSerializer.SerializeToUtf8Bytes(new AccountLinkBody(), StoredJson.Default.AccountLinkBody));
}
