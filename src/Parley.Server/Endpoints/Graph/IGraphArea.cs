namespace Parley.Server.Endpoints.Graph;

/// <summary>
/// Neighbouring calls of the Graph API: what they answer, and the nodes only they know. One is added with its own file
/// and one line in <see cref="GraphServices"/>.
/// </summary>
internal interface IGraphArea
{
    /// <summary>Lists what it answers; called once.</summary>
    void Map(GraphRoutes routes);

    /// <summary>
    /// Claims the node of a path: sets <see cref="GraphCall.Node"/> and what was found, or returns false.
    /// </summary>
    /// <remarks>
    /// Asked for every kind of token, when the path names none of <c>me</c>, the page, its Instagram account, the app
    /// and the edges of the root. What the token may not see is not found.
    /// </remarks>
    /// <param name="call">A call whose token was accepted; its page is null for an app's token.</param>
    /// <param name="id">The node as the path has it.</param>
    ValueTask<bool> TryResolve(GraphCall call, string id) => new(false);
}
