using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person changes the words of a message of theirs. Opens nothing.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform webhook event "message-edits": a client lets people edit a
/// message five times.
/// </remarks>
internal sealed record EditMessage(string Mid, string Text) : IAct
{
    private const int MostText = 20_000;
    private const int MostEdits = 5;

    public static IAct Read(Fields fields)
    {
        var (mid, text) = (fields.NeedText("mid"), fields.NeedText("text", MostText));
        return new EditMessage(mid, text);
    }

    public ActPlan Plan(ActScene scene)
    {
        if (scene.FindMessage(Mid) is not { } row)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (row.Kind is not EventKind.Message
            || Stored.Message(row) is not { Text: not null } said
            || said.QuickReply is not null)
            return new ActPlan.Impossible("mid", "Only words the person typed can be edited.");
        var (edits, unsent) = (0, false);
        foreach (var later in scene.Since(row))
        {
            if (later.Kind is EventKind.Edited && Stored.Edit(later).Mid == Mid) edits++;
            else if (later.Kind is EventKind.Unsent && Stored.Unsent(later).Mid == Mid) unsent = true;
        }

        if (unsent) return new ActPlan.Impossible("mid", "The person unsent that message.");
        if (edits == MostEdits)
            return new ActPlan.Impossible("mid", $"It was edited {MostEdits} times, and more is not possible.");
        var body = new EditBody(Mid, Text, edits + 1);
        return new ActPlan.Possible(
            EventKind.Edited, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.EditBody));
    }
}
