using Parley.Policy;

namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Which operation answers which node, edge and method: everything the Graph side can do, in one table.
/// </summary>
internal sealed class GraphOperations(
    SendMessage send,
    ReadProfile profile,
    SubscribedApps subscribedApps,
    AppSubscriptions subscriptions,
    CustomLabels labels,
    PrivateReplies replies)
{
    private const string LabelList = "custom_labels";
    private const string Subscribed = "subscribed_apps";

    /// <summary>Answers a call whose node was found, or says in Graph's words why nothing can.</summary>
    public ValueTask<GraphReply> Run(GraphCall call) => (call.Node, call.Path.Edge, call.Method) switch
    {
        (NodeKind.Page or NodeKind.Instagram, "messages", "POST") => send.Run(call),
        (NodeKind.Page or NodeKind.Instagram, null, "GET") => new(ReadMe.Run(call)),
        (NodeKind.Contact, null, "GET") => profile.Run(call),
        (NodeKind.Page or NodeKind.Instagram, Subscribed, "GET") when IsOwnDoor(call) =>
            new(subscribedApps.Read(call)),
        (NodeKind.Page or NodeKind.Instagram, Subscribed, "POST") when IsOwnDoor(call) =>
            subscribedApps.Subscribe(call),
        (NodeKind.Page or NodeKind.Instagram, Subscribed, "DELETE") when IsOwnDoor(call) =>
            subscribedApps.Unsubscribe(call),
        (NodeKind.App, "subscriptions", "GET") => new(subscriptions.Read(call)),
        (NodeKind.App, "subscriptions", "POST") => subscriptions.Subscribe(call),
        (NodeKind.App, "subscriptions", "DELETE") => subscriptions.Unsubscribe(call),
        (NodeKind.Page, LabelList, "GET") => new(labels.List(call)),
        (NodeKind.Page, LabelList, "POST") => labels.Create(call),
        (NodeKind.Contact, LabelList, "GET") when IsOnMessenger(call) => new(labels.OfPerson(call)),
        (NodeKind.Label, null, "GET") => new(labels.Read(call)),
        (NodeKind.Label, null, "DELETE") => labels.Delete(call),
        (NodeKind.Label, "label", "POST") => labels.Put(call),
        (NodeKind.Label, "label", "DELETE") => labels.TakeOff(call),
        (NodeKind.Unknown, "private_replies", "POST") => replies.Run(call),
        (NodeKind.Unknown, "label", _) when call.Page is not null =>
            new(labels.Refusal(call, null) ?? Unsupported(call)),
        _ => new(Unsupported(call)),
    };

    // A page is subscribed on the main host, an Instagram account on that of the Instagram login.
    private static bool IsOwnDoor(GraphCall call) => call.InstagramLogin == (call.Node is NodeKind.Instagram);

    private static bool IsOnMessenger(GraphCall call) => call.Contact!.Channel is Channel.Messenger;

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
        (NodeKind.Page, "messages" or Subscribed or LabelList) => true,
        (NodeKind.Contact, LabelList) => true,
        (NodeKind.Label, "label") => true,
        (NodeKind.Instagram, "messages" or Subscribed) => true,
        (NodeKind.App, "subscriptions") => true,
        _ => false,
    };
}
