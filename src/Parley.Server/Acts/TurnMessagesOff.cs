using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person turns the page's messages off, as Instagram offers under an automated message. Sends then fail as by a
/// block, and <see cref="Unblock"/> turns them on again.
/// </summary>
internal sealed record TurnMessagesOff : IAct
{
    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new TurnMessagesOff();

    public ActPlan Plan(ActScene scene) =>
        new ActPlan.Possible(EventKind.MessagesOff, Block.Nothing)
        {
            Refusal = state =>
                state.Blocked ? "The person gets no messages of the page already."
                : !state.LastEvent.Happened ? "There is no thread yet whose messages could be turned off."
                : null,
        };
}
