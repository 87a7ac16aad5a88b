using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person mutes the thread: sends pass, nobody is notified, and no webhook tells.</summary>
internal sealed record Mute : IAct
{
    public static IAct Read(Fields fields) => new Mute();

    public ActPlan Plan(ActScene scene) =>
        new ActPlan.Possible(EventKind.Muted, Block.Nothing)
        {
            Refusal = state =>
                state.Muted ? "The thread is muted already."
                : !state.LastEvent.Happened ? "There is no thread to mute yet."
                : null,
        };
}
