using System.Globalization;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Server.World;

namespace Parley.Server.Endpoints.Graph;

/// <summary><c>act_…</c>: the account that pays for a page's marketing messages. Every page has one.</summary>
/// <remarks>
/// Source: developers.facebook.com, Marketing API reference "Ad Account". On the platform a person of the business
/// holds it; here the page's own token speaks for it.
/// </remarks>
internal sealed class AdAccounts : IGraphArea
{
    private const string Prefix = "act_";

    private static readonly NodeFields<PageId> Fields = new("AdAccount", new()
    {
        ["id"] = (json, page) => json.WriteString("id"u8, NameOf(page)),
        ["account_id"] = (json, page) => json.WriteString("account_id"u8, NumberOf(page)),
    })
    {
        Usual = ["account_id", "id"],
    };

    /// <summary>How the account of a page is called.</summary>
    public static string NameOf(PageId page) => Prefix + NumberOf(page);

    /// <inheritdoc/>
    public void Map(GraphRoutes routes) =>
        routes.At(NodeKind.AdAccount, null).Get(call => Fields.Answer(call, call.PageId));

    /// <inheritdoc/>
    public ValueTask<bool> TryResolve(GraphCall call, string id)
    {
        if (call.Token is not { Kind: TokenKind.Page } token
            || !id.StartsWith(Prefix, StringComparison.Ordinal)
            || id != NameOf(token.Page))
            return new(false);
        call.Node = NodeKind.AdAccount;
        return new(true);
    }

    private static string NumberOf(PageId page) => IdMint.AdAccount(page).ToString(CultureInfo.InvariantCulture);
}
