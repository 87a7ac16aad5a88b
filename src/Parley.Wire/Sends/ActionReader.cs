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

    /// <summary>Every sender action.</summary>
    public static readonly string[] Words = ["typing_on", "typing_off", "mark_seen", "react", "unreact"];

    public static GraphError? Read(
        GraphParameters parameters, Addressee recipient, Channel channel, out SendEnvelope? envelope)
    {
        envelope = null;
        if (!parameters["sender_action"].TryWord("sender_action", Words, out var action, out var error)) return error;
        string? mid = null;
        string? reaction = null;
        long? persona = null;
        error = Unwanted(parameters, "tag")
            ?? Unwanted(parameters, "reply_to")
            ?? (action is "typing_on" or "typing_off"
                ? SendReader.ReadPersona(parameters, channel, out persona)
                : Unwanted(parameters, "persona_id"))
            ?? (action is "react" or "unreact" ? null : Unwanted(parameters, "payload"))
            ?? ReadReaction(parameters["payload"], action, out mid, out reaction);
        if (error is not null) return error;
        envelope = new SendEnvelope
        {
            Recipient = recipient,
            Channel = channel,
            Kind = action is "mark_seen" ? SendKind.MarkSeen : SendKind.Action,
            Action = action,
            ReactTo = mid,
            Reaction = reaction,
            Persona = persona,
        };
        return null;
    }

    private static GraphError? ReadReaction(Param payload, string action, out string? mid, out string? reaction)
    {
        (mid, reaction) = (null, null);
        if (action is not ("react" or "unreact")) return null;
        if (payload.IsAbsent) return GraphErrors.Get("param_required", "payload");
        if (!payload.TryObject("payload", out var members, out var error)) return error;
        Span<Param> found = [default, default];
        error = Members.Collect(members, "payload", ["message_id", "reaction"], found);
        error ??= Fields.Required(found[0], "payload[message_id]", MostMidCharacters, out mid);
        if (error is not null || action is "unreact") return error;
        return Fields.Required(found[1], "payload[reaction]", MostReactionCharacters, out reaction);
    }

    private static GraphError? Unwanted(GraphParameters parameters, string name) =>
        parameters[name].IsAbsent ? null : GraphErrors.Get("action_param", name);
}
