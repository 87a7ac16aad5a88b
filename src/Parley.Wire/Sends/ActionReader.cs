using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads a sender action. Beside the recipient it takes a payload (for reactions); a messaging or notification type is
/// tolerated, because many clients always send one.
/// </summary>
internal static class ActionReader
{
    private const int MostMidCharacters = 300;
    private const int MostReactionCharacters = 64;

    private static readonly string[] Words = ["typing_on", "typing_off", "mark_seen", "react", "unreact"];

    public static GraphError? Read(GraphParameters parameters, Psid recipient, Channel channel, out SendEnvelope? envelope)
    {
        envelope = null;
        if (!parameters["sender_action"].TryWord("sender_action", Words, out var action, out var error)) return error;
        foreach (var stranger in (ReadOnlySpan<string>)["tag", "reply_to"])
        {
            if (!parameters[stranger].IsAbsent) return GraphErrors.Get("action_param", stranger);
        }

        if (!parameters["persona_id"].IsAbsent)
            return action is "typing_on" or "typing_off" ? GraphErrors.Get("persona_unknown") : GraphErrors.Get("action_param", "persona_id");
        error = ReadReaction(parameters["payload"], action, out var mid, out var reaction);
        if (error is not null) return error;
        envelope = new SendEnvelope
        {
            Recipient = recipient,
            Channel = channel,
            Kind = action is "mark_seen" ? SendKind.MarkSeen : SendKind.Action,
            Action = action,
            ReactTo = mid,
            Reaction = reaction,
        };
        return null;
    }

    private static GraphError? ReadReaction(Param payload, string action, out string? mid, out string? reaction)
    {
        (mid, reaction) = (null, null);
        if (action is not ("react" or "unreact")) return payload.IsAbsent ? null : GraphErrors.Get("action_param", "payload");
        if (payload.IsAbsent) return GraphErrors.Get("param_required", "payload");
        if (!payload.TryObject("payload", out var members, out var error)) return error;
        Span<Param> found = [default, default];
        error = Members.Collect(members, "payload", ["message_id", "reaction"], found);
        error ??= Fields.Required(found[0], "payload[message_id]", MostMidCharacters, out mid);
        if (error is not null || action is "unreact") return error;
        return Fields.Required(found[1], "payload[reaction]", MostReactionCharacters, out reaction);
    }
}
