namespace Parley.Server.Endpoints.Graph;

/// <summary>Answers a call whose node was found.</summary>
internal delegate ValueTask<GraphReply> GraphHandler(GraphCall call);
