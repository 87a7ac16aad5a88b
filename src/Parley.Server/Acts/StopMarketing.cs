using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person follows the opt-out link the platform puts under every paid marketing message. The page is not told; its
/// next one is refused. A subscription that was ended does not come back.
/// </summary>
/// <remarks>Source: developers.facebook.com, "Marketing Messages on Messenger", opt-outs; error 2300034.</remarks>
internal sealed record StopMarketing : IAct
{
    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new StopMarketing();

    public ActPlan Plan(ActScene scene) => scene.Channel is Channel.Instagram
        ? new ActPlan.Impossible("act", "Instagram has no paid marketing messages.")
        : new ActPlan.Possible(EventKind.MarketingStopped, Block.Nothing)
        {
            Refusal = state =>
                !state.Promises.LastMarketing.Happened ? "There is no marketing message whose link could be followed."
                : state.Promises.MarketingStopped.Happened ? "The person has opted out already."
                : null,
        };
}
