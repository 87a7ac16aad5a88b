using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person takes a message of theirs back. Instagram tells the page; Messenger does not.</summary>
/// <remarks>Source: developers.facebook.com, Instagram messaging webhooks, <c>is_deleted</c>.</remarks>
internal sealed record UnsendMessage(string Mid) : IAct
{
    public bool PassesBlock => true;

    public static IAct Read(Fields fields) => new UnsendMessage(fields.NeedText("mid"));

    public ActPlan Plan(ActScene scene)
    {
        if (scene.FindMessage(Mid) is not { } row)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (row.Kind is not EventKind.Message)
            return new ActPlan.Impossible("mid", "Only a message the person wrote can be unsent.");
        if (scene.Since(row).Any(later => later.Kind is EventKind.Unsent && Stored.Unsent(later).Mid == Mid))
            return new ActPlan.Impossible("mid", "The person unsent that message already.");
        return new ActPlan.Possible(
            EventKind.Unsent, JsonSerializer.SerializeToUtf8Bytes(new UnsentBody(Mid), StoredJson.Default.UnsentBody));
    }
}
