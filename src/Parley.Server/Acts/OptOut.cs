using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person asks for no more messages, elsewhere or in words no list knows: by telephone, at the counter. It is told
/// again as often as they say it; the page may confirm each once.
/// </summary>
internal sealed record OptOut : IAct
{
    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new OptOut();

    public ActPlan Plan(ActScene scene) => new ActPlan.Possible(EventKind.OptedOut, Block.Nothing);
}
