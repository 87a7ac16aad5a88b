namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Which operation answers which node, edge and method: everything the Graph side can do, in one table.
/// </summary>
internal sealed class GraphOperations(
    SendMessage send,
    ReadProfile profile,
    SubscribedApps subscribedApps,
    AppSubscriptions subscriptions,
    LabelTerms labels)
{
    /// <summary>Answers a call whose node was found, or says in Graph's words why nothing can.</summary>
    public ValueTask<GraphReply> Run(GraphCall call) => (call.Node, call.Path.Edge, call.Method) switch
    {
        (NodeKind.Page or NodeKind.Instagram, "messages", "POST") => send.Run(call),
        (NodeKind.Page or NodeKind.Instagram, null, "GET") => new(ReadMe.Run(call)),
        (NodeKind.Contact, null, "GET") => profile.Run(call),
        (NodeKind.Page, "subscribed_apps", "GET") => new(subscribedApps.Read(call)),
        (NodeKind.Page, "subscribed_apps", "POST") => subscribedApps.Subscribe(call),
        (NodeKind.Page, "subscribed_apps", "DELETE") => subscribedApps.Unsubscribe(call),
        (NodeKind.App, "subscriptions", "GET") => new(subscriptions.Read(call)),
        (NodeKind.App, "subscriptions", "POST") => subscriptions.Subscribe(call),
        (NodeKind.App, "subscriptions", "DELETE") => subscriptions.Unsubscribe(call),
        _ => new(labels.Refuse(call) ?? Unsupported(call)),
    };

    private static GraphReply Unsupported(GraphCall call)
    {
        var method = call.Method.ToLowerInvariant();
        if (call.Path.Node is not { } node) return GraphReply.Bad("request_unsupported", method);
        if (call.Node is NodeKind.Unknown) return GraphReply.Bad("object_unknown", method, node);
        if (call.Path.Edge is { } edge && !HasEdge(call.Node, edge)) return GraphReply.Bad("path_unknown", edge);
        return GraphReply.Bad("object_unknown", method, node);
    }

    private static bool HasEdge(NodeKind node, string edge) => (node, edge) switch
    {
        (NodeKind.Page, "messages" or "subscribed_apps") => true,
        (NodeKind.Instagram, "messages") => true,
        (NodeKind.App, "subscriptions") => true,
        _ => false,
    };
}
