using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person takes the reaction on a message back.</summary>
internal sealed record Unreact(string Mid) : IAct
{
    public static IAct Read(Fields fields) => new Unreact(fields.NeedText("mid"));

    public ActPlan Plan(ActScene scene)
    {
        if (scene.FindMessage(Mid) is not { } message)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (!HasReaction(scene, message))
            return new ActPlan.Impossible("mid", "The person has no reaction on that message.");
        return new ActPlan.Possible(
            EventKind.Unreaction,
            JsonSerializer.SerializeToUtf8Bytes(new ReactionBody { Mid = Mid }, StoredJson.Default.ReactionBody));
    }

    private bool HasReaction(ActScene scene, StoredEvent message)
    {
        foreach (var row in scene.NewestFirst().TakeWhile(row => row.Seq > message.Seq))
        {
            if (row.Kind is not (EventKind.Reaction or EventKind.Unreaction)) continue;
            var body = JsonSerializer.Deserialize(row.Body.Span, StoredJson.Default.ReactionBody)!;
            if (body.Mid == Mid) return row.Kind is EventKind.Reaction;
        }

        return false;
    }
}
