using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person ends the mute.</summary>
internal sealed record Unmute : IAct
{
    public static IAct Read(Fields fields) => new Unmute();

    public ActPlan Plan(ActScene scene) =>
        new ActPlan.Possible(EventKind.Unmuted, Block.Nothing)
        {
            Refusal = state => state.Muted ? null : "The thread is not muted.",
        };
}
