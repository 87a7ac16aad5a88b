using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person connects with the page in Facebook Login ("Connect with Messenger"). No documented webhook tells the
/// page; it learns the person's id from the login itself.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Login Connect with Messenger".</remarks>
internal sealed record ConnectByLogin : IAct
{
    public static IAct Read(Fields fields) => new ConnectByLogin();

    public ActPlan Plan(ActScene scene) => scene.Channel is Channel.Instagram
        ? new ActPlan.Impossible("act", "Facebook Login connects with Messenger only.")
        : new ActPlan.Possible(EventKind.LoginConnected, Block.Nothing);
}
