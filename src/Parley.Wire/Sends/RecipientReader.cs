using Parley.Policy;

namespace Parley.Wire.Sends;

/// <summary>
/// Reads who a send is for. The one form that can name somebody here is <c>id</c>; a comment, a token or a
/// <c>user_ref</c> names something this server never issued, and gets the platform's answer to that.
/// </summary>
internal static class RecipientReader
{
    private static readonly string[] Names =
    [
        "id", "user_ref", "phone_number", "post_id", "comment_id", "one_time_notif_token",
        "notification_messages_token", "login_id", "name",
    ];

    private const int Forms = 8;

    public static GraphError? Read(Param recipient, Channel channel, out Psid person)
    {
        person = default;
        if (recipient.IsAbsent) return GraphErrors.Get("param_required", "recipient");
        if (!recipient.TryObject("recipient", out var members, out var error)) return error;
        Span<Param> found = [default, default, default, default, default, default, default, default, default];
        if (Members.Collect(members, "recipient", Names, found) is { } unknown) return unknown;

        var form = -1;
        for (var i = 0; i < Forms; i++)
        {
            if (found[i].IsAbsent) continue;
            if (form >= 0) return Unclear();
            form = i;
        }

        if (form < 0) return Unclear();
        if (!found[Forms].IsAbsent && Names[form] != "phone_number")
            return GraphErrors.Get("param_keys", "name", "recipient");
        return form == 0 ? ReadId(found[0], channel, out person) : NeverIssued(Names[form], channel);
    }

    private static GraphError? ReadId(Param id, Channel channel, out Psid person)
    {
        person = default;
        if (!id.TryText("recipient[id]", out var text, out _) || !Digits(text))
            return GraphErrors.Get("param_id", "recipient[id]");
        var known = text[0] != '0' && Psid.TryParse(text, out person);
        return known ? null : GraphErrors.For(Reason.RecipientUnknown, channel);
    }

    private static GraphError NeverIssued(string form, Channel channel) => form switch
    {
        "comment_id" or "post_id" => GraphErrors.Get("comment_unknown", channel),
        "one_time_notif_token" => GraphErrors.Get("one_time_token_unknown", channel),
        "notification_messages_token" => GraphErrors.Get("recurring_token_unknown", channel),
        "phone_number" => GraphErrors.Get("phone_number_refused", channel),
        _ => GraphErrors.For(Reason.RecipientUnknown, channel),
    };

    private static GraphError Unclear() => GraphErrors.Get("recipient_form", string.Join(", ", Names, 0, Forms));

    private static bool Digits(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
