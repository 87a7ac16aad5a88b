using Microsoft.AspNetCore.Http;

namespace Parley.Server.Endpoints.Graph;

/// <summary>The table the areas fill at start: which node has which edges, and what answers them.</summary>
internal sealed class GraphRoutes
{
    private readonly Dictionary<(NodeKind Node, string? Edge), GraphRoute> routes = [];

    /// <summary>All routes.</summary>
    public IEnumerable<(NodeKind Node, string? Edge, GraphRoute Route)> All =>
        routes.Select(one => (one.Key.Node, one.Key.Edge, one.Value));

    /// <summary>
    /// The route of a node's edge; naming it is enough for the edge to exist, though no method may be answered.
    /// </summary>
    /// <param name="node">The node. <see cref="NodeKind.Root"/> for an edge of the root, as <c>debug_token</c>.</param>
    /// <param name="edge">The edge, or null for the node itself.</param>
    public GraphRoute At(NodeKind node, string? edge)
    {
        if (!routes.TryGetValue((node, edge), out var route)) routes[(node, edge)] = route = new GraphRoute();
        return route;
    }
}

/// <summary>What answers one edge, method by method.</summary>
internal sealed class GraphRoute
{
    private GraphHandler? get;
    private GraphHandler? post;
    private GraphHandler? delete;

    /// <summary>What answers a method, in capitals; null = nothing does.</summary>
    public GraphHandler? For(string method) => method switch
    {
        "GET" => get,
        "POST" => post,
        "DELETE" => delete,
        _ => null,
    };

    /// <summary>Answers GET.</summary>
    public GraphRoute Get(GraphHandler handler) => Set(ref get, handler, HttpMethods.Get);

    /// <summary>Answers GET at once.</summary>
    public GraphRoute Get(Func<GraphCall, GraphReply> handler) => Get(call => new ValueTask<GraphReply>(handler(call)));

    /// <summary>Answers POST.</summary>
    public GraphRoute Post(GraphHandler handler) => Set(ref post, handler, HttpMethods.Post);

    /// <summary>Answers POST at once.</summary>
    public GraphRoute Post(Func<GraphCall, GraphReply> handler) =>
        Post(call => new ValueTask<GraphReply>(handler(call)));

    /// <summary>Answers DELETE.</summary>
    public GraphRoute Delete(GraphHandler handler) => Set(ref delete, handler, HttpMethods.Delete);

    /// <summary>Answers DELETE at once.</summary>
    public GraphRoute Delete(Func<GraphCall, GraphReply> handler) =>
        Delete(call => new ValueTask<GraphReply>(handler(call)));

    private GraphRoute Set(ref GraphHandler? slot, GraphHandler handler, string method)
    {
        if (slot is not null) throw new InvalidOperationException($"Two areas answer {method} of one edge: a defect.");
        slot = handler;
        return this;
    }
}
