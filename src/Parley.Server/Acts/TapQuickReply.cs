using System.Text.Json;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>
/// The person taps a quick reply. It is a message: its title is what they say. An e-mail or phone chip says the address
/// or number itself.
/// </summary>
/// <param name="Mid">The message that carries it; null = the newest one that has such a reply.</param>
/// <param name="Payload">The payload behind it; for an e-mail or phone chip the person's address or number.</param>
internal sealed record TapQuickReply(string? Mid, string Payload) : IAct
{
    public bool Answers => true;

    public static IAct Read(Fields fields) => new TapQuickReply(fields.Text("mid"), fields.NeedText("payload"));

    public ActPlan Plan(ActScene scene)
    {
        if (Mid is not null && scene.FindMessage(Mid) is null)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (Said(scene) is not { } text)
        {
            return new ActPlan.Impossible(
                "payload",
                $"{(Mid is null ? "No message of the page" : "That message")} has a quick reply with this payload.");
        }

        var body = new MessageBody { Text = text, QuickReply = Payload, Prior = scene.Prior };
        return new ActPlan.Possible(
            EventKind.Message,
            JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.MessageBody));
    }

    private string? Said(ActScene scene)
    {
        var rows = Mid is null ? scene.NewestFirst() : [scene.FindMessage(Mid)!];
        foreach (var row in rows)
        {
            if (SentContent.Of(row) is { } sent && SentContent.QuickReplies(sent).FirstOrDefault(Carries) is { } reply)
                return reply.Type is "text" ? reply.Title : Payload;
        }

        return null;
    }

    private bool Carries(QuickReply reply) => reply.Type switch
    {
        "user_email" => Payload.Contains('@', StringComparison.Ordinal),
        "user_phone_number" => Payload.Length > 1 && Payload.TrimStart('+').All(char.IsAsciiDigit),
        _ => reply.Payload == Payload,
    };
}
