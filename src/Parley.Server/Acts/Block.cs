using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person blocks the page on this channel. The page is not told; its next send is refused.</summary>
internal sealed record Block : IAct
{
    /// <summary>The body of a row that tells nothing beyond its kind.</summary>
    internal static byte[] Nothing => "{}"u8.ToArray();

    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new Block();

    public ActPlan Plan(ActScene scene) =>
        new ActPlan.Possible(EventKind.Blocked, Nothing)
        {
            Refusal = state => state.Blocked ? "The person blocks the page already." : null,
        };
}
