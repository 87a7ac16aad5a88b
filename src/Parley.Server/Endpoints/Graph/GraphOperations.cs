using System.Collections.Frozen;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Which operation answers which node, edge and method: everything the Graph side can do, in one table that its areas
/// filled.
/// </summary>
internal sealed class GraphOperations
{
    private readonly NodeRoutes[] nodes;

    /// <summary>Asks every area once what it answers.</summary>
    public GraphOperations(IEnumerable<IGraphArea> areas)
    {
        var routes = new GraphRoutes();
        foreach (var area in areas) area.Map(routes);
        var byNode = routes.All.ToLookup(one => one.Node);
        nodes = [.. Enum.GetValues<NodeKind>().Select(kind => NodeRoutes.Of(byNode[kind]))];
    }

    /// <summary>Answers a call whose node was found, or says in Graph's words why nothing can.</summary>
    public ValueTask<GraphReply> Run(GraphCall call) =>
        RouteOf(call)?.For(call.Method) is { } handler ? handler(call) : new(Unsupported(call));

    /// <summary>Whether the root has an edge of this name.</summary>
    public bool IsRootEdge(string name) => nodes[(int)NodeKind.Root].Edges.ContainsKey(name);

    /// <summary>Whether some node has an edge of this name.</summary>
    public bool IsEdge(string name) => Array.Exists(nodes, node => node.Edges.ContainsKey(name));

    private GraphRoute? RouteOf(GraphCall call)
    {
        var routes = nodes[(int)call.Node];
        var edge = call.Node is NodeKind.Root ? call.Path.Node : call.Path.Edge;
        return edge is null ? routes.Itself : routes.Edges.GetValueOrDefault(edge);
    }

    private GraphReply Unsupported(GraphCall call)
    {
        if (call.Path.Node is null || call.Node is NodeKind.Root)
            return GraphReply.Bad("request_unsupported", call.Method.ToLowerInvariant());
        return call.Node is not NodeKind.Unknown && call.Path.Edge is { } edge && RouteOf(call) is null
            ? GraphReply.Bad("path_unknown", edge)
            : GraphReply.NoSuchObject(call);
    }

    private sealed record NodeRoutes(GraphRoute? Itself, FrozenDictionary<string, GraphRoute> Edges)
    {
        public static NodeRoutes Of(IEnumerable<(NodeKind Node, string? Edge, GraphRoute Route)> routes)
        {
            var all = routes.ToArray();
            return new NodeRoutes(
                all.FirstOrDefault(one => one.Edge is null).Route,
                all.Where(one => one.Edge is not null).ToFrozenDictionary(one => one.Edge!, one => one.Route));
        }
    }
}
