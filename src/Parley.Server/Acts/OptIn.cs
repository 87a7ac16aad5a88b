using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person wants messages again, and says so elsewhere. Opens nothing.</summary>
internal sealed record OptIn : IAct
{
    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new OptIn();

    public ActPlan Plan(ActScene scene) =>
        new ActPlan.Possible(EventKind.OptedIn, Block.Nothing)
        {
            Refusal = state => state.OptedOut ? null : "The person has not asked for the messages to stop.",
        };
}
