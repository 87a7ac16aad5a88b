using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person lifts the block. Opens nothing.</summary>
internal sealed record Unblock : IAct
{
    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new Unblock();

    public ActPlan Plan(ActScene scene) =>
        new ActPlan.Possible(EventKind.Unblocked, Block.Nothing)
        {
            Refusal = state => state.Blocked ? null : "The person does not block the page.",
        };
}
