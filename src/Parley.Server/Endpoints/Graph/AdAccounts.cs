using System.Globalization;
using Parley.Server.World;

namespace Parley.Server.Endpoints.Graph;

/// <summary><c>act_…</c>: the account that pays for a page's marketing messages. Every page has one.</summary>
/// <remarks>
/// Source: developers.facebook.com, Marketing API reference "Ad Account". On the platform a person of the business
/// holds it; here the page's own token speaks for it.
/// </remarks>
internal sealed class AdAccounts(WorldDirectory world) : IGraphArea
{
    private const string Prefix = "act_";

    private static readonly NodeFields<long> Fields = new("AdAccount", new()
    {
        ["id"] = (json, account) => json.WriteString("id"u8, NameOf(account)),
        ["account_id"] = (json, account) => json.WriteString("account_id"u8, Text(account)),
    })
    {
        Usual = ["account_id", "id"],
    };

    /// <summary>How an account is called.</summary>
    public static string NameOf(long account) => Prefix + Text(account);

    /// <inheritdoc/>
    public void Map(GraphRoutes routes) =>
        routes.At(NodeKind.AdAccount, null).Get(call => Fields.Answer(call, world.AdAccountOf(call.PageId)));

    /// <inheritdoc/>
    public ValueTask<bool> TryResolve(GraphCall call, string id)
    {
        if (call.Token is not { Kind: TokenKind.Page } token
            || !id.StartsWith(Prefix, StringComparison.Ordinal)
            || id != NameOf(world.AdAccountOf(token.Page)))
            return new(false);
        call.Node = NodeKind.AdAccount;
        return new(true);
    }

    private static string Text(long account) => account.ToString(CultureInfo.InvariantCulture);
}
