using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Server.Ids;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The business's page sends the person back with a code for their account: the accounts are linked, once for a token.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Account linking".</remarks>
internal sealed record LinkAccount(string Token, string Code) : IAct
{
    private const int MostCode = 1000;

    public static IAct Read(Fields fields) => new LinkAccount(
        fields.NeedText("account_linking_token"), fields.NeedText("authorization_code", MostCode));

    public ActPlan Plan(ActScene scene)
    {
        if (scene.Links.Find(Token, scene.PageId, scene.At) is not { } tap || tap.Thread != scene.Thread)
            return new ActPlan.Impossible("account_linking_token", AccountLinks.Unknown);

        bool ByIt(StoredEvent row) => row.Kind is EventKind.AccountLinked && Stored.Link(row).Opened == tap.Seq;
        if (scene.Since(tap).Any(ByIt))
            return new ActPlan.Impossible("account_linking_token", "The accounts were linked by it already.");
        var body = new AccountLinkBody { Mid = Stored.Link(tap).Mid, Opened = tap.Seq, Code = Code };
        return new ActPlan.Possible(
            EventKind.AccountLinked, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.AccountLinkBody));
    }
}
