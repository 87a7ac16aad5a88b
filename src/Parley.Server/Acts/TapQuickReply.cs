using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person taps a quick reply. It is a message: its title is what they say. A chip that asks for an e-mail address
/// or phone number says what stands in their profile, and is not shown to people whose profile has none.
/// </summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Quick replies".</remarks>
/// <param name="Mid">The message that carries it; null = the newest one that has such a reply.</param>
/// <param name="Payload">The payload behind it; of such a chip the address or number. Null = named by Reply.</param>
/// <param name="Reply">Its title, or its place counted from 0; null = named by its payload.</param>
internal sealed record TapQuickReply(string? Mid, string? Payload, string? Reply) : IAct
{
    public bool Answers => true;

    public static IAct Read(Fields fields)
    {
        var (mid, payload, reply) = (fields.Text("mid"), fields.Text("payload"), Choice.Read(fields, "reply"));
        if (!fields.Has("payload") && !fields.Has("reply"))
            fields.Refuse("payload", "is required, unless `reply` is given: a title, or an index from 0");
        if (fields.Has("payload") && fields.Has("reply"))
            fields.Refuse("reply", "names the reply as `payload` does: leave one of them out");
        return new TapQuickReply(mid, payload, reply);
    }

    public ActPlan Plan(ActScene scene)
    {
        var field = Payload is null ? "reply" : "payload";
        if (Mid is not null && scene.FindMessage(Mid) is null)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (Find(scene) is not { } reply)
        {
            var where = Mid is null ? "No message of the page" : "That message";
            return new ActPlan.Impossible(field, $"{where} has such a quick reply.");
        }

        if (Missing(reply, scene.Person) is { } missing) return new ActPlan.Impossible(field, missing);
        var datum = DatumFor(reply, scene.Person);
        var title = datum ?? reply.Title;
        var body = new MessageBody
        {
            Text = title.Length > 0 ? title : null,
            QuickReply = datum ?? reply.Payload,
            Prior = scene.Prior,
        };
        return new ActPlan.Possible(
            EventKind.Message,
            JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.MessageBody));
    }

    private QuickReply? Find(ActScene scene)
    {
        var rows = Mid is null ? scene.NewestFirst() : [scene.FindMessage(Mid)!];
        foreach (var row in rows)
        {
            if (SentContent.Of(row) is not { } sent) continue;
            var replies = SentContent.QuickReplies(sent);
            var found = Payload is null
                ? Choice.Find(replies, one => one.Title, Reply)
                : replies.FirstOrDefault(one => (DatumFor(one, scene.Person) ?? one.Payload) == Payload);
            if (found is not null) return found;
        }

        return null;
    }

    private static string? DatumFor(QuickReply reply, PersonRecord person) => reply.Type switch
    {
        "user_email" => person.Email,
        "user_phone_number" => person.Phone,
        _ => null,
    };

    private static string? Missing(QuickReply reply, PersonRecord person)
    {
        var what = reply.Type switch
        {
            "user_email" => "e-mail address",
            "user_phone_number" => "phone number",
            _ => null,
        };
        return what is null || DatumFor(reply, person) is not null
            ? null
            : $"The person's profile has no {what}, so that reply is not shown to them.";
    }
}
