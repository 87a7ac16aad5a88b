using System.Globalization;
using Parley.Server.World;

namespace Parley.Server.Endpoints.Graph;

/// <summary>Finds out what the node of a path is, as far as the caller's token may see it.</summary>
internal sealed class GraphNodes(IEnumerable<IGraphArea> areas, GraphOperations operations)
{
    private readonly IGraphArea[] areas = [.. areas];

    /// <summary>Fills in the node of a call whose token was accepted.</summary>
    public ValueTask Resolve(GraphCall call)
    {
        var token = call.Token!.Value;
        if (call.Path.Node is not { } node) return ValueTask.CompletedTask;
        if (node == GraphPath.Me) call.Node = OfToken(token.Kind);
        else if (!char.IsAsciiDigit(node[0]) && operations.IsRootEdge(node)) call.Node = NodeKind.Root;
        else if (!TryOwn(call, token, node)) return AskAreas(call, node);
        return ValueTask.CompletedTask;
    }

    private static NodeKind OfToken(TokenKind kind) => kind switch
    {
        TokenKind.Page => NodeKind.Page,
        TokenKind.Instagram => NodeKind.Instagram,
        _ => NodeKind.Unknown,
    };

    // Page, account and app are what nearly every path with an id names.
    private static bool TryOwn(GraphCall call, TokenIdentity token, string node)
    {
        if (!long.TryParse(node, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        if (token.Kind is TokenKind.App)
        {
            if (id != token.App) return false;
            call.Node = NodeKind.App;
        }
        else if (id == call.Page!.InstagramId) call.Node = NodeKind.Instagram;
        else if (id == token.Page.Value && token.Kind is TokenKind.Page) call.Node = NodeKind.Page;
        else return false;
        return true;
    }

    private async ValueTask AskAreas(GraphCall call, string node)
    {
        foreach (var area in areas)
        {
            if (await area.TryResolve(call, node)) return;
        }
    }
}
