using Parley.Wire;

namespace Parley.Server.Endpoints.Graph;

/// <summary>What a call of a batch has from the call it came in.</summary>
/// <param name="Outer">The call that brought the batch.</param>
/// <param name="Files">The files attached to it.</param>
/// <param name="Fault">Why it is not carried out at all, or null.</param>
internal sealed record Surroundings(GraphCall Outer, IReadOnlyList<FilePart> Files, GraphError? Fault);
